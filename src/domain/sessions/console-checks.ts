import { isoSeconds } from '../../base/clock.ts';
import { failure } from '../../failures/catalogue.ts';
import type { Check } from '../../failures/check.ts';
import type { Principal } from '../principal.ts';
import { askedSeconds, type ConsoleRequest, type SessionParameter } from './console-request.ts';

const LEAST_SECONDS = 900;
const MOST_SECONDS = 43_200;
const CHAINED_SECONDS = 3600;

function parameterOf({ session }: ConsoleRequest): SessionParameter {
  if ('problem' in session) throw new Error('there are no credentials');
  return session;
}

function principalOf({ found }: ConsoleRequest): Principal {
  if (found.kind === 'invalid') throw new Error('there is no principal');
  return found.principal;
}

const sessionHoldsCredentials: Check<ConsoleRequest> = {
  name: 'sessionHoldsCredentials',
  code: 'FED-030',
  run: ({ session }) =>
    'problem' in session ? failure('FED-030', { problem: session.problem }) : undefined,
  describe: ({ session }) => ({
    expected: 'a JSON object of sessionId, sessionKey and sessionToken',
    received: 'problem' in session ? session.problem : `credentials of ${session.accessKeyId}`,
  }),
};

const credentialsAreGenuine: Check<ConsoleRequest> = {
  name: 'credentialsAreGenuine',
  code: 'FED-031',
  run(request) {
    const { accessKeyId } = parameterOf(request);
    const { found } = request;
    if (found.kind === 'principal') return undefined;
    return failure('FED-031', { accessKeyId, problem: found.problem });
  },
  describe: ({ found }) => ({
    expected: 'temporary credentials of this server',
    received: found.kind === 'invalid' ? found.problem : found.principal.arn,
  }),
};

const credentialsHaveNotExpired: Check<ConsoleRequest> = {
  name: 'credentialsHaveNotExpired',
  code: 'FED-032',
  run(request) {
    const { accessKeyId, session } = principalOf(request);
    const expiresAt = session?.expiresAt ?? 0;
    if (request.now < expiresAt) return undefined;
    return failure('FED-032', { accessKeyId, expiresAt: isoSeconds(expiresAt) });
  },
  describe: (request) => ({
    expected: `an expiry after ${isoSeconds(request.now)}`,
    received: isoSeconds(principalOf(request).session?.expiresAt ?? 0),
  }),
};

const credentialsOpenConsoles: Check<ConsoleRequest> = {
  name: 'credentialsOpenConsoles',
  code: 'FED-033',
  run(request) {
    const { kind, arn } = principalOf(request);
    const opens = kind === 'assumed-role' || kind === 'federated-user';
    return opens ? undefined : failure('FED-033', { arn });
  },
  describe: (request) => ({
    expected: 'a role session or a federated user',
    received: principalOf(request).kind,
  }),
};

const durationIsInRange: Check<ConsoleRequest> = {
  name: 'durationIsInRange',
  code: 'FED-034',
  run(request) {
    const asked = askedSeconds(request);
    const fits = asked === undefined || (asked >= LEAST_SECONDS && asked <= MOST_SECONDS);
    return fits ? undefined : failure('FED-034', { received: request.duration ?? '' });
  },
  describe: ({ duration }) => ({
    expected: `${LEAST_SECONDS} to ${MOST_SECONDS}, or none`,
    received: duration ?? 'none',
  }),
};

const durationIsOfRole: Check<ConsoleRequest> = {
  name: 'durationIsOfRole',
  code: 'FED-035',
  run(request) {
    const { kind, arn } = principalOf(request);
    if (request.duration === undefined || kind === 'assumed-role') return undefined;
    return failure('FED-035', { arn });
  },
  describe: (request) => ({
    expected: 'a SessionDuration with credentials of a role only',
    received: `${principalOf(request).kind}, SessionDuration ${request.duration ?? 'none'}`,
  }),
};

const chainedRoleStaysWithinHour: Check<ConsoleRequest> = {
  name: 'chainedRoleStaysWithinHour',
  code: 'FED-036',
  run(request) {
    const asked = askedSeconds(request) ?? 0;
    const chained = principalOf(request).session?.roleChained === true;
    return chained && asked > CHAINED_SECONDS
      ? failure('FED-036', { asked: String(asked) })
      : undefined;
  },
  describe: (request) => ({
    expected: `at most ${CHAINED_SECONDS} seconds for a chained role`,
    received: principalOf(request).session?.roleChained
      ? `chained, ${request.duration ?? 'no SessionDuration'}`
      : 'not chained',
  }),
};

const durationIsWithinRole: Check<ConsoleRequest> = {
  name: 'durationIsWithinRole',
  code: 'FED-037',
  run(request) {
    const asked = askedSeconds(request) ?? 0;
    const { roleMaximum = asked } = request;
    if (asked <= roleMaximum) return undefined;
    return failure('FED-037', { asked: String(asked), maximum: String(roleMaximum) });
  },
  describe: ({ duration, roleMaximum }) => ({
    expected: roleMaximum === undefined ? 'any' : `at most ${roleMaximum} seconds`,
    received: duration ?? 'none',
  }),
};

/** What credentials have to fulfil to become a sign-in token for the console (aws-facts H3). */
export const consoleChecks: readonly Check<ConsoleRequest>[] = [
  sessionHoldsCredentials,
  credentialsAreGenuine,
  credentialsHaveNotExpired,
  credentialsOpenConsoles,
  durationIsInRange,
  durationIsOfRole,
  chainedRoleStaysWithinHour,
  durationIsWithinRole,
];
