import type { RandomBytes } from '../../base/bytes.ts';
import type { NewAttempt } from '../../failures/attempt.ts';
import type { AwsError } from '../../failures/aws-error.ts';
import type { ProviderOrigins } from '../../oidc/index.ts';
import type { Change, Statement } from '../../store/index.ts';
import type { AuditEvent } from '../audit/record.ts';
import type { Circumstances } from '../authorisation/context.ts';
import type { IamState } from '../iam/state.ts';
import type { Principal } from '../principal.ts';
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
export type Tried<Answer, Session extends RatedSession = RoleSession> =
  | Issued<Answer, Session>
  | Refused;

/** Whose rate an answer draws on: that of a role, of a principal who came back, or of another key. */
export type RatedSession =
  | Pick<RoleSession, 'role'>
  | { readonly principal: Principal }
  | { readonly rate: { readonly key: string; readonly who: string } };

interface Recorded {
  /** Undefined for what is no try to come in, such as asking whether somebody has answered. */
  readonly attempt: NewAttempt | undefined;
  /** What was posted, kept only where an administrator captures bodies. */
  readonly body: string;
}

export interface Issued<Answer, Session extends RatedSession = RoleSession> extends Recorded {
  readonly outcome: 'issued';
  readonly session: Session;
  /** The output of the operation. */
  readonly answer: Answer;
  /** Undefined for what the event history does not have. */
  readonly event: AuditEvent | undefined;
  /** Belong into the plan of the event: they make the use of an assertion known to all nodes. */
  readonly statements: readonly Statement[];
  /** Cached state that the statements make other than before. */
  readonly changes?: readonly Change[];
  /** True of an answer that changes nothing: its event is written with the next group. */
  readonly onlyRead?: boolean;
  /** True when anybody could have caused it, so that histories must be kept from filling up. */
  readonly fromStranger?: boolean;
}

export interface Refused extends Recorded {
  readonly outcome: 'refused';
  readonly error: AwsError;
  /** Undefined for what the event history does not have. */
  readonly event: AuditEvent | undefined;
  /** True when anybody could have caused it, so that histories must be kept from filling up. */
  readonly fromStranger: boolean;
  /** What the refusal itself changes, such as the end of what was misused. */
  readonly statements?: readonly Statement[];
  /** Cached state that the statements make other than before; the refusal waits for it then. */
  readonly changes?: readonly Change[];
}
