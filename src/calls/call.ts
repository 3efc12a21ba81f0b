import type { CapturedBodies } from '../domain/attempts/index.ts';
import type { EventResource } from '../domain/audit/record.ts';
import type { Judge } from '../domain/authorisation/judge.ts';
import type { FederationParts } from '../domain/federation/tried.ts';
import type { ManagedPolicies } from '../domain/iam/managed-policies.ts';
import type { AskThumbprint } from '../domain/iam/oidc-thumbprints.ts';
import type { IamState } from '../domain/iam/state.ts';
import type { Principal } from '../domain/principal.ts';
import type { Seal } from '../domain/sts/issue.ts';
import type { CodeDelivery } from '../domain/verification/index.ts';
import type { Work } from '../domain/work.ts';
import type { AwsError } from '../failures/aws-error.ts';

/**
 * What a handler knows of the call it serves. Handlers know no protocol: they read through `work`,
 * put their statements into its plan, and answer the operation's output.
 */
export interface Call {
  readonly requestId: string;
  /** The region of the call's credential scope. */
  readonly region: string;
  readonly now: number;
  readonly principal: Principal;
  /** The caller's account: `principal.account`. */
  readonly account: string;
  /** Fresh for each try: a handler whose plan meets a changed state runs again from its start. */
  readonly work: Work;
  readonly sourceAddress: string;
  readonly userAgent: string;
  readonly secure: boolean;
  /** True when a page of our own console made the call. */
  readonly fromConsole: boolean;
  /** The organization of the caller's account, when it is in one. */
  readonly organizationId: string | undefined;
  readonly eventId: string;
  /** Current state, cached: what the caller and the roles it names are now. */
  readonly state: IamState;
  /** Answers further authorisation questions about the caller. */
  readonly judge: Judge;
  /** Resolves when the events of calls that were answered before can be read. */
  readonly eventsWritten: () => Promise<void>;
  /** What the handler has to say to the audit event. */
  readonly notes: AuditNotes;
  /** The AWS managed policies of the installation. */
  readonly managedPolicies: ManagedPolicies;
  /** Seals temporary credentials. */
  readonly seal: Seal;
  /** Seals and opens messages for DecodeAuthorizationMessage. */
  readonly messages: AuthorizationMessages;
  readonly secrets: Secrets;
  /** Opens what was captured with attempts. */
  readonly bodies: CapturedBodies;
  readonly passwords: Passwords;
  /** Verifies the password of the caller, which is counted as a sign-in is. */
  readonly ownPassword: OwnPassword;
  /** Asks the issuer of a new OpenID Connect provider for its thumbprint. */
  readonly askThumbprint: AskThumbprint;
  /** Asks the worker to carry out the requests that this call leaves. */
  readonly provisioning: { nudge(): void };
  /** Queues mails and text messages, and makes codes for them. */
  readonly delivery: CodeDelivery;
  /** What responses and tokens are judged with. */
  readonly federation: FederationParts;
  /** The regions of this installation, the home region first. */
  readonly regions: readonly string[];
  /** What links and names of this server are built from. */
  readonly publicUrl: string;
}

/** Filled while a call is served, read when its event is written. */
export interface AuditNotes {
  /** True once the answer holds credentials: it waits for the event to be durable. */
  durable: boolean;
  /** Resources besides those of the access rule. */
  readonly resources: EventResource[];
  /**
   * Set by a handler whose plan must be kept although the call is refused, such as the count of
   * wrong codes: the caller is answered this error once the plan is durable.
   */
  refusal?: AwsError;
  /** Another account whose history gets the event as well, with the same sharedEventID. */
  sharedWith: string | undefined;
}

/** Refusals in a form that only their own account can have decoded. */
export interface AuthorizationMessages {
  encode(account: string, message: string): string;
  /** Undefined when it is not a message, or another account's. */
  decode(account: string, encoded: string): string | undefined;
}

/** Seals secrets that have to be read again, such as secret access keys, with the key ring. */
export interface Secrets {
  /** `context` says what the secret is of; only the same context opens the seal again. */
  seal(plaintext: string, context: string): string;
  /** Throws when it was sealed in another context or altered. */
  open(sealed: string, context: string): string;
}

/** Password hashes as PHC strings. Hashing is slow by design and takes no part in a plan. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Without a hash the same work is done and the answer is false. */
  verify(password: string, phc: string | undefined): Promise<boolean>;
}

/**
 * Whether a caller's own password is the stored one. Throws LIMIT-001 when too many were wrong: who
 * has a session or an access key guesses no faster than who stands before the sign-in page, and the
 * two count together.
 */
export type OwnPassword = (password: string, phc: string | undefined) => Promise<boolean>;
