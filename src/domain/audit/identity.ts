import { iamArn, rootArn } from '../../base/arn.ts';
import { isoSeconds } from '../../base/clock.ts';
import type { FederationClaims, SessionClaims } from '../../crypto/index.ts';
import type { Principal } from '../principal.ts';

/** The `userIdentity` element of a CloudTrail record (aws-facts K2). */
export type UserIdentity = Readonly<Record<string, unknown>>;

/** Describes a principal as CloudTrail does. */
export function userIdentity(principal: Principal): UserIdentity {
  const { account, arn, userId, accessKeyId, session } = principal;
  const common = { principalId: userId, arn, accountId: account, accessKeyId };
  switch (principal.kind) {
    case 'root':
      return { type: 'Root', ...common, ...sessionContext(session) };
    case 'user':
      return {
        type: 'IAMUser',
        ...common,
        userName: principal.userName,
        ...sessionContext(session),
      };
    case 'assumed-role':
      return {
        type: 'AssumedRole',
        ...common,
        ...sessionContext(session, {
          type: 'Role',
          principalId: principal.roleId,
          arn: principal.roleArn,
          accountId: account,
          userName: principal.roleName,
        }),
      };
    case 'federated-user':
      return {
        type: 'FederatedUser',
        ...common,
        ...sessionContext(session, issuerOfFederatedUser(principal)),
      };
  }
}

function issuerOfFederatedUser(
  principal: Extract<Principal, { kind: 'federated-user' }>,
): UserIdentity {
  const { account, issuerUserId, issuerUserName } = principal;
  if (issuerUserId === undefined || issuerUserName === undefined) {
    return { type: 'Root', principalId: account, arn: rootArn(account), accountId: account };
  }
  return {
    type: 'IAMUser',
    principalId: issuerUserId,
    arn: iamArn(account, 'user', principal.issuerPath ?? '/', issuerUserName),
    accountId: account,
    userName: issuerUserName,
  };
}

function sessionContext(session: SessionClaims | undefined, sessionIssuer?: UserIdentity): object {
  if (!session) return {};
  const { issuedAt, mfaAuthenticatedAt, sourceIdentity, federation } = session;
  return {
    sessionContext: {
      ...(sessionIssuer ? { sessionIssuer } : {}),
      ...(federation ? webIdFederationData(federation) : {}),
      attributes: {
        creationDate: isoSeconds(issuedAt),
        mfaAuthenticated: String(mfaAuthenticatedAt !== undefined),
      },
      ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    },
  };
}

/** Of a session by a web identity: who vouched for it, and what the provider said of it. */
function webIdFederationData({ provider, claims }: FederationClaims): object {
  if (/:saml-provider\//.test(provider)) return {};
  const attributes = Object.fromEntries([...claims].map(([key, values]) => [key, values.join()]));
  return { webIdFederationData: { federatedProvider: provider, attributes } };
}

/** The name under which LookupEvents finds a principal's events. */
export function eventUserName(principal: Principal): string {
  switch (principal.kind) {
    case 'root':
      return 'root';
    case 'user':
      return principal.userName;
    case 'assumed-role':
      return principal.sessionName;
    case 'federated-user':
      return principal.name;
  }
}
