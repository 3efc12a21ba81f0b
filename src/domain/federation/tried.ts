import type { RandomBytes } from '../../base/bytes.ts';
import type { AttemptKind, NewAttempt } from '../../failures/attempt.ts';
import { attemptChecks } from '../../failures/attempt.ts';
import type { AwsError } from '../../failures/aws-error.ts';
import type { Failure } from '../../failures/catalogue.ts';
import type { CheckTrace } from '../../failures/check.ts';
import type { ProviderOrigins } from '../../oidc/index.ts';
import type { Statement } from '../../store/index.ts';
import type { AuditEvent } from '../audit/record.ts';
import type { Circumstances } from '../authorisation/context.ts';
import type { IamState } from '../iam/state.ts';
import type { Seal } from '../sts/issue.ts';
import type { RoleSession } from '../sts/role-session.ts';
import type { AskAccessToken } from './access-token.ts';
import type { EndpointSettings } from './endpoints.ts';
import type { IssuerKeys } from './issuer-keys.ts';
import type { Replay } from './replay.ts';

/** What federation works with. */
export interface FederationParts {
  readonly state: IamState;
  readonly seal: Seal;
  readonly random: RandomBytes;
  /** A function, because the port may be known late. */
  readonly endpoints: () => EndpointSettings;
  /** How far clocks of SAML identity providers may differ from ours. */
  readonly skewMilliseconds: number;
  /** Whether SAML signatures with SHA-1 are believed. */
  readonly allowSha1: boolean;
  readonly replay: Replay;
  readonly issuerKeys: IssuerKeys;
  /** Where built-in providers are asked instead of at their own addresses. */
  readonly providerOrigins: ProviderOrigins;
  readonly askAccessToken: AskAccessToken;
  /** The URLs of an account's OpenID Connect providers without scheme: hints for administrators. */
  readonly registeredUrls: (account: string) => Promise<readonly string[]>;
}

/** A request without credentials of its own; what it carries instead is what is examined. */
export interface FederationRequest extends Circumstances {
  /** Leads from the answer to the attempt. */
  readonly requestId: string;
}

/** What came of a try to get a role, with everything that has to be written down about it. */
export type Tried<Answer> = Issued<Answer> | Refused;

interface Recorded {
  readonly attempt: NewAttempt;
  /** What was posted, kept only where an administrator captures bodies. */
  readonly body: string;
}

export interface Issued<Answer> extends Recorded {
  readonly outcome: 'issued';
  readonly session: RoleSession;
  /** The output of the operation. */
  readonly answer: Answer;
  readonly event: AuditEvent;
  /** Belong into the plan of the event: they make the use of an assertion known to all nodes. */
  readonly statements: readonly Statement[];
}

export interface Refused extends Recorded {
  readonly outcome: 'refused';
  readonly error: AwsError;
  /** Undefined for what the event history does not have. */
  readonly event: AuditEvent | undefined;
  /** True when anybody could have caused it, so that histories must be kept from filling up. */
  readonly fromStranger: boolean;
}

/** What an attempt tells besides its checks. */
export interface AttemptFacts {
  readonly kind: AttemptKind;
  readonly account: string;
  readonly provider: string | undefined;
  readonly subject: string | undefined;
  readonly roleArn: string | undefined;
  readonly facts: Readonly<Record<string, string | undefined>>;
  readonly decision: NewAttempt['decision'];
}

/** An attempt with all its checks; `error` and `failed` are absent when it succeeded. */
export function attemptOf(
  request: FederationRequest,
  told: AttemptFacts,
  traces: readonly CheckTrace[],
  refusal?: { readonly error: AwsError; readonly failed: Failure | undefined },
): NewAttempt {
  const { requestId, now, sourceAddress, userAgent } = request;
  const { kind, account, provider, subject, roleArn, decision } = told;
  const { error, failed } = refusal ?? {};
  const facts = Object.entries(told.facts).filter(
    (fact): fact is [string, string] => fact[1] !== undefined,
  );
  return {
    requestId,
    account,
    time: now,
    kind,
    outcome: error ? 'refused' : 'succeeded',
    ...(failed ? { code: failed.code } : {}),
    ...(error ? { answered: { code: error.code, message: error.message } } : {}),
    ...(provider === undefined ? {} : { provider }),
    ...(subject === undefined ? {} : { subject }),
    ...(roleArn === undefined ? {} : { roleArn }),
    sourceAddress,
    userAgent,
    checks: attemptChecks(traces),
    ...(decision ? { decision } : {}),
    facts: Object.fromEntries(facts),
  };
}
