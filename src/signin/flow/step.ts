import type { AuditEvent } from '../../domain/audit/record.ts';
import type { FlowState } from '../../domain/sign-in/flow-state.ts';
import type { Flow } from '../../domain/sign-in/flows.ts';
import type { FoundPerson, SignInPasswords, SignInVisit } from '../../domain/sign-in/index.ts';
import type { Purpose } from '../../domain/sign-in/lanes.ts';
import type { DueCheck } from '../../domain/sign-in/risk.ts';
import type { Begun } from '../../domain/sign-in/throttle.ts';
import type { TrustContext } from '../../domain/sign-in/trusted-browser.ts';
import type { Work } from '../../domain/work.ts';
import type { NewAttempt } from '../../failures/attempt.ts';
import type { SigninFrame } from '../pages/frame.ts';
import type { SignInCode, Visit } from '../service.ts';

/** A visit to the step that a flow stands at. */
export interface StepVisit {
  readonly flow: Flow;
  /** Its language switch leads to the same step. Put `csrfField(frame)` and `flowField(flow)` into every form. */
  readonly frame: SigninFrame;
  readonly visit: Visit;
  /** The same for events and attempts. */
  readonly told: SignInVisit;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The secret of this browser's cookie. */
  readonly browser: string;
  /** Reads; what is written here is committed together with the step's result, or not at all. */
  readonly work: Work;
  /** Whom the right password belongs to, as they are now; undefined before. */
  readonly person: FoundPerson | undefined;
  /** Hashes; what was hashed in a visit is not hashed again when its step runs again. */
  readonly passwords: SignInPasswords;
  /** Counts a try of this person, once in a visit however often the step runs again. */
  readonly count: (purpose: Purpose) => Promise<Begun>;
  /** The security check that is due before this person's secret may be looked at. */
  readonly dueCheck: () => Promise<DueCheck | undefined>;
  /** Whether a workforce user called this browser a trusted device, in this context, with one of these factors. */
  readonly isTrusted: (context: TrustContext, factors: readonly string[]) => boolean;
  /** Whether the person has signed in on this browser before. */
  readonly isKnownBrowser: boolean;
}

/** The person of a visit to a step that comes after the password. */
export function knownPerson({ person }: StepVisit): FoundPerson {
  if (!person) throw new Error('a flow without its person was let in');
  return person;
}

/** What a step shows. */
export interface StepPage {
  /** Default 200. */
  readonly status?: number;
  readonly html: string;
  /** True where the page has a script of this origin (`script-src 'self'`). */
  readonly scripts?: boolean;
  /** Seconds for `Retry-After`. */
  readonly retryAfter?: number;
  /** What the flow has to know when the form comes back, such as the challenge of a passkey. */
  readonly state?: FlowState;
}

/** What came of a form; the dispatcher writes it down and decides where the flow stands now. */
export interface StepResult {
  readonly state: FlowState;
  /** The person, once the password is right. */
  readonly person?: FoundPerson;
  /** The hash of the password, where the plan stores another one. */
  readonly storedHash?: string;
  /** Statements for the plan that were prepared elsewhere. */
  readonly statements?: Extract<Begun, { readonly outcome: 'counted' }>['succeeded'];
  readonly events?: readonly (AuditEvent | undefined)[];
  readonly attempts?: readonly NewAttempt[];
  /** What becomes of the form when the store refuses the plan, other than for being overtaken. */
  readonly unkept?: Unkept;
  /** True when anybody could have caused the events, so that histories must not fill up by them. */
  readonly fromStranger?: boolean;
}

/** What is told and shown of a result that could not be kept (R028). */
export interface Unkept {
  readonly page: StepPage;
  readonly events: readonly (AuditEvent | undefined)[];
  readonly attempts: readonly NewAttempt[];
}

/** A sign-in at its end. */
export interface Finished {
  /** Leads the browser to its session. */
  readonly code: SignInCode;
  readonly events: readonly (AuditEvent | undefined)[];
}

/** What the last try came to, as far as the fields of its page are marked by it. */
export interface Told {
  readonly isWrong: boolean;
  readonly passwordMissing: boolean;
}

/** One text of the form that was sent; undefined when it is not there. */
export type FormFields = (name: string) => string | undefined;

/**
 * One step of a sign-in. It judges one thing and knows no other step: the dispatcher asks every step
 * in turn whether it is due, shows the first that is, and comes back to it with its form. Forms post
 * to `/signin/step` with the hidden fields `flow` and `csrf`; both are checked before `take`.
 */
export interface Step {
  readonly name: string;
  /** Whether the flow cannot go on without this step; decided from the persisted state alone. */
  readonly isDue: (state: FlowState) => boolean;
  readonly show: (visit: StepVisit) => Promise<StepPage>;
  /** Throws nothing that people can cause: a refusal is a `notice` in the state. */
  readonly take: (visit: StepVisit, form: FormFields) => Promise<StepResult>;
}

/** Where the forms of steps go. */
export const STEP_PATH = '/signin/step';

/** Where the form of IAM users goes: it names the person, and so can begin a flow as well. */
export const IAM_PATH = '/signin/iam';

/** The address of the step that a flow stands at. */
export function stepUrl(flowId: string): string {
  return `${STEP_PATH}?${new URLSearchParams({ flow: flowId }).toString()}`;
}
