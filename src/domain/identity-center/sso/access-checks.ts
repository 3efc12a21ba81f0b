import { isoSeconds } from '../../../base/clock.ts';
import { failure } from '../../../failures/catalogue.ts';
import type { Check } from '../../../failures/check.ts';
import { sessionIsLive } from '../../sessions/liveness.ts';
import { accountOfSession } from '../../sessions/session-id.ts';
import type { WorkforceUserState } from '../state.ts';
import { ACCOUNT_ACCESS } from './clients.ts';
import type { SsoParts } from './sso-parts.ts';
import type { AccessClaims } from './tokens.ts';

/** An access token with whatever is known about it. */
export interface AccessSubject {
  /** Undefined when the request had none. */
  readonly token: string | undefined;
  readonly claims: AccessClaims | undefined;
  /** The account that owns the instance. */
  readonly account: string;
  readonly sessionIsLive: boolean;
  readonly user: WorkforceUserState | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Opens an access token and looks at its session and its user, in state that is fresh. */
export async function examineAccess(
  { state, workforce, tokens, ring }: SsoParts,
  token: string | undefined,
  now: number,
): Promise<AccessSubject> {
  const claims = token === undefined ? undefined : tokens.open(token, ring());
  const account = claims ? (accountOfSession(claims.sessionId) ?? '') : '';
  const isLive = claims !== undefined && (await sessionIsLive(state, claims.sessionId));
  const user = claims && (await workforce.user(account, claims.userId));
  return { token, claims, account, sessionIsLive: isLive, user, now };
}

type Subject = AccessSubject;

function claimsOf({ claims }: Subject): AccessClaims {
  if (!claims) throw new Error('there is no token');
  return claims;
}

const tokenIsGiven: Check<Subject> = {
  name: 'tokenIsGiven',
  code: 'SSO-001',
  run: ({ token = '' }) => (token === '' ? failure('SSO-001', {}) : undefined),
  describe: ({ token = '' }) => ({
    expected: 'x-amz-sso_bearer_token',
    received: token === '' ? 'none' : 'one',
  }),
};

const tokenIsOurs: Check<Subject> = {
  name: 'tokenIsOurs',
  code: 'SSO-002',
  run: ({ claims }) => (claims ? undefined : failure('SSO-002', {})),
  describe: ({ claims }) => ({
    expected: 'a token of this installation',
    received: claims ? `one of ${claims.sessionId}` : 'something else',
  }),
};

const tokenIsInTime: Check<Subject> = {
  name: 'tokenIsInTime',
  code: 'SSO-003',
  run(subject) {
    const { expiresAt } = claimsOf(subject);
    if (subject.now < expiresAt) return undefined;
    return failure('SSO-003', { expiresAt: isoSeconds(expiresAt) });
  },
  describe: (subject) => ({
    expected: `an expiry after ${isoSeconds(subject.now)}`,
    received: isoSeconds(claimsOf(subject).expiresAt),
  }),
};

const sessionGoesOn: Check<Subject> = {
  name: 'sessionGoesOn',
  code: 'SSO-004',
  run(subject) {
    const { sessionId } = claimsOf(subject);
    return subject.sessionIsLive ? undefined : failure('SSO-004', { sessionId });
  },
  describe: (subject) => ({
    expected: `the session ${claimsOf(subject).sessionId}`,
    received: subject.sessionIsLive ? 'it goes on' : 'it was ended',
  }),
};

const userIsEnabled: Check<Subject> = {
  name: 'userIsEnabled',
  code: 'SSO-005',
  run(subject) {
    const { userId } = claimsOf(subject);
    return subject.user?.enabled ? undefined : failure('SSO-005', { userId });
  },
  describe: (subject) => ({
    expected: 'an enabled user',
    received: subject.user ? (subject.user.enabled ? 'one' : 'a disabled one') : 'none',
  }),
};

const scopeReaches: Check<Subject> = {
  name: 'scopeReaches',
  code: 'SSO-006',
  run(subject) {
    const { scopes } = claimsOf(subject);
    // Clients that register no scopes are those of before there were any: they are for accounts.
    if (scopes.length === 0 || scopes.includes(ACCOUNT_ACCESS)) return undefined;
    return failure('SSO-006', { scopes: scopes.join(' ') });
  },
  describe: (subject) => ({
    expected: ACCOUNT_ACCESS,
    received: claimsOf(subject).scopes.join(' ') || 'none',
  }),
};

/** What a call of the portal has to fulfil before it is looked at. */
export const accessChecks: readonly Check<AccessSubject>[] = [
  tokenIsGiven,
  tokenIsOurs,
  tokenIsInTime,
  sessionGoesOn,
  userIsEnabled,
  scopeReaches,
];
