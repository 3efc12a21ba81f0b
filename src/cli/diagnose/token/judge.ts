import { once } from '../../../domain/federation/once.ts';
import { roleChecks } from '../../../domain/federation/role-checks.ts';
import {
  examineRole,
  type RoleFacts,
  type RoleSubject,
} from '../../../domain/federation/role-subject.ts';
import { webIdentityBearer } from '../../../domain/federation/web-identity-evidence.ts';
import type { FoundRole } from '../../../domain/sts/find-role.ts';
import { type CheckTrace, traceChecks } from '../../../failures/check.ts';
import {
  claimedIssuer,
  examineToken,
  type TokenReading,
  type TokenSubject,
  tokenChecks,
  webIdentity,
} from '../../../oidc/index.ts';
import { isComplete } from '../outcome.ts';
import type { RoleRequest } from '../role-request.ts';
import { type FoundKeys, withoutUnasked } from './keys.ts';
import type { FoundProvider, KnownProviders } from './provider.ts';

/** Everything that a token is judged by. */
export interface TokenQuestion {
  readonly reading: TokenReading;
  readonly known: KnownProviders;
  readonly found: FoundProvider;
  readonly keys: FoundKeys;
  readonly skewMilliseconds: number;
  readonly roleArn: string | undefined;
  readonly role: FoundRole<RoleFacts>;
  readonly sessionName: string;
  readonly request: RoleRequest;
}

/** What the tables say of a token. */
export interface TokenJudgement {
  readonly traces: readonly CheckTrace[];
  readonly token: TokenSubject;
  /** Undefined when no role was asked for. */
  readonly role: RoleSubject | undefined;
  /** Whether the claims are the issuer's. */
  readonly verified: boolean;
  /** Whether everything about the token holds, whatever becomes of the role. */
  readonly accepted: boolean;
}

/** Judges a token by the tables of the server, in their order. What is not known is skipped. */
export function judgeToken(question: TokenQuestion): TokenJudgement {
  const { reading, known, found, keys, request, skewMilliseconds } = question;
  const token = examineToken({
    token: reading,
    provider: found.provider,
    registeredUrls: found.provider ? [] : known.urls,
    keys: keys.outcome,
    now: request.circumstances.now,
    skewMilliseconds,
  });
  const role = roleSubject(question, token);
  const ofToken = withoutUnasked(traceChecks(tokenChecks, token), keys.unasked);
  const traces = [...ofToken, ...(role ? traceChecks(roleChecks, role) : [])];
  const accepted = isComplete(ofToken, keys.unasked);
  return { traces, token, role, verified: isVerified(token), accepted };
}

function isVerified(token: TokenSubject): boolean {
  try {
    return token.isSigned();
  } catch {
    return false;
  }
}

function roleSubject(
  { reading, found, roleArn, role, sessionName, request }: TokenQuestion,
  token: TokenSubject,
): RoleSubject | undefined {
  if (roleArn === undefined) return undefined;
  return examineRole({
    operation: 'AssumeRoleWithWebIdentity',
    roleArn,
    found: role,
    provider: found.provider?.name ?? claimedIssuer(reading) ?? '',
    identity: once(() => webIdentityBearer(sessionName, webIdentity(token))),
    ...request,
  });
}
