/**
 * signin/flow: the sign-in with a password, step by step. Owns: the dispatcher, which keeps the state
 * of a flow and decides which step is next; the steps; their routes. Does not own: what a password or
 * a device must fulfil (domain/sign-in, domain/mfa), the security check (signin/challenge), how pages
 * look (signin/pages), the session that follows (signin/session-routes).
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { commitOnce } from '../../calls/commit-once.ts';
import { rememberPasswords } from '../../calls/remember-passwords.ts';
import { addressKey } from '../../calls/throttle.ts';
import {
  beginFlow,
  type Claimed,
  endFlow,
  type Flow,
  type FlowState,
  type FoundPerson,
  findFlow,
  newFlow,
  personOfFlow,
  type SignInPasswords,
  saveFlow,
} from '../../domain/sign-in/index.ts';
import { knows, personKey } from '../../domain/sign-in/known-browser.ts';
import type { Purpose } from '../../domain/sign-in/lanes.ts';
import type { Begun } from '../../domain/sign-in/throttle.ts';
import { isTrusted } from '../../domain/sign-in/trusted-browser.ts';
import { beginWork, type WorkInProgress } from '../../domain/work.ts';
import { readCookie } from '../../http/cookies.ts';
import { withLanguageLinks } from '../answers.ts';
import { dueCheckOf, knownBrowserOf, tryOf } from '../challenge/index.ts';
import { type SigninContext, visitOf } from '../context.ts';
import { browserOf } from '../csrf.ts';
import type { SigninFrame } from '../pages/frame.ts';
import type { SignInCode } from '../service.ts';
import { finishSignIn } from './finish.ts';
import type { FlowParts } from './parts.ts';
import { withNewDevice } from './second-factor-step.ts';
import type {
  Finished,
  FormFields,
  Step,
  StepPage,
  StepResult,
  StepVisit,
  Unkept,
} from './step.ts';
import { signInSteps } from './steps.ts';
import { appendUnkept } from './unkept.ts';

/** Where a flow stands after a form. */
export type Moved =
  | { readonly kind: 'expired' }
  | { readonly kind: 'step'; readonly flowId: string }
  /** Something went wrong that cannot be kept in the flow. */
  | { readonly kind: 'page'; readonly page: StepPage }
  | { readonly kind: 'finished'; readonly code: SignInCode; readonly state: FlowState };

/**
 * How a form reaches its flow: by its id, as the beginning of a new one, or both, where a form names
 * the person anew: then the flow goes on for that person, or begins if it is over.
 */
export interface FlowSource {
  readonly flowId?: string | undefined;
  readonly state?: FlowState;
}

export interface Dispatcher {
  /** Begins a flow without a secret and keeps it. */
  readonly begin: (visitor: Visitor, state: FlowState) => Promise<Moved>;
  /** Takes a form of the step that it names, of a kept flow or of one that begins with it. */
  readonly take: (
    visitor: Visitor,
    source: FlowSource,
    stepName: string,
    form: FormFields,
  ) => Promise<Moved>;
  /** What the step shows that the flow stands at; undefined when there is no such flow. */
  readonly show: (visitor: Visitor, flowId: string) => Promise<StepPage | undefined>;
}

/** A request to the sign-in pages with its reply. */
export interface Visitor {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** How often a form is taken anew when another one of the same flow was faster. */
const MOST_TRIES = 10;

/** A dispatcher over the steps, in the order in which they come. */
export function createDispatcher(context: SigninContext, parts: FlowParts): Dispatcher {
  const steps = signInSteps(parts);
  const run = { context, parts, steps };
  return {
    begin: async (visitor, state) => await begin(run, visitor, state),
    show: async (visitor, flowId) => await show(run, visitor, flowId),
    take: async (visitor, source, stepName, form) =>
      await take(run, visitor, source, stepName, form),
  };
}

/** What the dispatcher runs with. */
interface Run {
  readonly context: SigninContext;
  readonly parts: FlowParts;
  readonly steps: readonly Step[];
}

function newWork({ parts }: Run): WorkInProgress {
  const { clock, random, redeem } = parts;
  return beginWork({ account: '', now: clock(), random, read: redeem.store.read });
}

function ownerOf({ request, reply }: Visitor) {
  const browser = browserOf(request, reply);
  return { browser, source: addressKey(visitOf(request).address) };
}

async function begin(run: Run, visitor: Visitor, state: FlowState): Promise<Moved> {
  const work = newWork(run);
  const flow = newFlow(work, state);
  await beginFlow(work, ownerOf(visitor), flow, state);
  await run.parts.redeem.store.commit(work.plan);
  return { kind: 'step', flowId: flow.flowId };
}

async function show(run: Run, visitor: Visitor, flowId: string): Promise<StepPage | undefined> {
  const work = newWork(run);
  const flow = await findFlow(work, flowId, ownerOf(visitor).browser);
  if (!flow) return undefined;
  const found = await stepOf(run, work, flow);
  if (!found) return undefined;
  const page = await found.step.show(
    stepVisit(run, visitor, work, flow, found.person, lastingOf(run)),
  );
  if (page.state) {
    const save = newWork(run);
    saveFlow(save, flow, page.state);
    // Lost against a form of the same flow: then this page is not the one to keep something for.
    await commitOnce(run.parts.redeem.store, save.plan);
  }
  return page;
}

/** The step that a flow stands at; undefined when its person is not there any more as they were. */
async function stepOf(
  { steps }: Run,
  work: WorkInProgress,
  { state }: Flow,
): Promise<{ readonly step: Step; readonly person: FoundPerson | undefined } | undefined> {
  const step = steps.find(({ isDue }) => isDue(state));
  const person = await personOfFlow(work, state);
  if (!step || (state.identity && !person)) return undefined;
  return { step, person };
}

/** What lasts for the whole visit, however often its step runs again. */
interface Lasting {
  readonly begun: Map<Purpose, Promise<Begun>>;
  readonly passwords: SignInPasswords;
}

function lastingOf({ parts }: Run): Lasting {
  return { begun: new Map(), passwords: rememberPasswords(parts.passwords) };
}

function stepVisit(
  { context, parts }: Run,
  visitor: Visitor,
  work: WorkInProgress,
  flow: Flow,
  person: FoundPerson | undefined,
  { begun, passwords }: Lasting,
): StepVisit {
  const { request, reply } = visitor;
  const { challenge } = parts;
  const { claimed, destination } = flow.state;
  const visit = visitOf(request);
  const tried = (purpose: Purpose) => {
    const counted = purpose === 'second-factor' ? provedPerson(flow.state) : claimed;
    return tryOf(challenge, request, counted, purpose);
  };
  return {
    flow,
    person,
    frame: frameOf(context, visitor, flow),
    visit,
    told: {
      requestId: visit.requestId,
      now: work.now,
      region: parts.region,
      sourceAddress: visit.address,
      userAgent: visit.userAgent,
      secure: visit.secure,
      loginTo: parts.publicUrl() + destination,
    },
    now: work.now,
    browser: browserOf(request, reply),
    work,
    passwords,
    count: async (purpose) => {
      const counted = begun.get(purpose) ?? challenge.throttle.begin(tried(purpose), work.now);
      begun.set(purpose, counted);
      return await counted;
    },
    dueCheck: async () => await dueCheckOf(challenge, tried('password')),
    isTrusted: (context, factors) =>
      isTrusted(challenge.browsers, readCookie(request, 'trusted'), context, factors),
    isKnownBrowser: knows(knownBrowserOf(challenge, request), claimed),
  };
}

/** Whoever the password proved, by one name: an alias and an account ID lead to the same devices. */
function provedPerson({ claimed, identity }: FlowState): Claimed {
  // A workforce user has one name only, which the claim has.
  if (identity?.who.kind !== 'user') return claimed;
  return { kind: 'user', account: identity.account, userName: identity.who.userName };
}

function frameOf(context: SigninContext, { request, reply }: Visitor, flow: Flow): SigninFrame {
  return withLanguageLinks(context.frame(request, reply), request, { flow: flow.flowId });
}

async function take(
  run: Run,
  visitor: Visitor,
  source: FlowSource,
  stepName: string,
  form: FormFields,
): Promise<Moved> {
  const { parts } = run;
  const lasting = lastingOf(run);
  for (let count = 1; count <= MOST_TRIES; count += 1) {
    const work = newWork(run);
    const flow = await flowOf(work, visitor, source);
    const found = flow && (await stepOf(run, work, flow));
    if (!flow || !found) return { kind: 'expired' };
    const { step, person } = found;
    // A form of another tab or from the history: the flow stands elsewhere, and is shown there.
    if (step.name !== stepName) return { kind: 'step', flowId: flow.flowId };
    const visit = stepVisit(run, visitor, work, flow, person, lasting);
    const result = await step.take(visit, form);
    const moved = await settle(run, visitor, visit, result);
    const statements = await written(parts, work, result, moved);
    const plan = { statements, changes: work.plan.changes };
    const kept = await commitUnless(run, visitor, plan, result.unkept);
    if (kept === 'kept') return moved;
    if (kept !== 'overtaken') return { kind: 'page', page: kept };
  }
  throw new Error('a sign-in was overtaken again and again');
}

/** Commits; a plan that the store refuses is told of where its result says how. */
async function commitUnless(
  { parts: { redeem } }: Run,
  { request }: Visitor,
  plan: Parameters<typeof commitOnce>[1],
  unkept: Unkept | undefined,
): Promise<'kept' | 'overtaken' | StepPage> {
  try {
    return (await commitOnce(redeem.store, plan)) ? 'kept' : 'overtaken';
  } catch (error) {
    if (!unkept) throw error;
    request.log.error({ err: error }, 'the result of a step could not be kept');
    await appendUnkept(redeem, unkept);
    return unkept.page;
  }
}

async function flowOf(
  work: WorkInProgress,
  visitor: Visitor,
  { flowId, state }: FlowSource,
): Promise<Flow | undefined> {
  const kept =
    flowId === undefined ? undefined : await findFlow(work, flowId, ownerOf(visitor).browser);
  if (state === undefined) return kept;
  if (!kept) return newFlow(work, state);
  if (kept.state.identity) return kept;
  const isSame = personKey(kept.state.claimed) === personKey(state.claimed);
  // A security check that was passed for one person is worth nothing for another.
  return { ...kept, state: isSame ? { ...kept.state, remember: state.remember } : state };
}

/** Where a flow stands, and the events of its end. */
type Settled = Moved & { readonly events?: Finished['events'] };

/** Leaves in the plan what the result makes of the flow: its end with a session, or its next state. */
async function settle(
  { parts, steps }: Run,
  visitor: Visitor,
  visit: StepVisit,
  result: StepResult,
): Promise<Settled> {
  const { flow, work } = visit;
  const person = result.person ?? visit.person;
  const isOver = (reached: FlowState) => !steps.some(({ isDue }) => isDue(reached));
  const state =
    person && isOver(result.state) ? await withNewDevice(visit, result.state) : result.state;
  if (person && isOver(state)) {
    const { code, events } = await finishSignIn(parts, visit, { ...result, state }, person);
    if (flow.rowVersion > 0) endFlow(work, flow);
    return { kind: 'finished', code, state, events };
  }
  if (flow.rowVersion > 0) saveFlow(work, flow, state);
  else await beginFlow(work, ownerOf(visitor), flow, state);
  return { kind: 'step', flowId: flow.flowId };
}

async function written(
  { redeem }: FlowParts,
  { plan, now }: WorkInProgress,
  result: StepResult,
  moved: Settled,
) {
  const told = [...(result.events ?? []), ...(moved.events ?? [])].filter(
    (event) => event !== undefined,
  );
  const isTold = ({ account }: { readonly account: string }) =>
    result.fromStranger !== true || redeem.strangerThrottle.take(account, now);
  const events = told.filter(isTold).map((event) => redeem.writeEvent(event));
  const attempts = await Promise.all(
    (result.attempts ?? []).map((attempt) => redeem.recordAttempt(attempt)),
  );
  return [...plan.statements, ...(result.statements ?? []), ...events, ...attempts.flat()];
}
