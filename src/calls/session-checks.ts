import type { Principal } from '../domain/principal.ts';
import { type Failure, failure } from '../failures/catalogue.ts';
import type { Check } from '../failures/check.ts';

/** A call as far as the kind of its credentials may rule it out. */
export interface SessionSubject {
  readonly principal: Principal;
  /** Signing name of the service: `iam`, `sts`. */
  readonly service: string;
  readonly operation: string;
}

/** What credentials of GetSessionToken may call of STS; those of GetFederationToken only the last. */
const STS_OF_SESSIONS = new Set(['AssumeRole', 'GetCallerIdentity']);

/** What the service `gatehouse` does in the place of operations that IAM does not have. */
const IN_PLACE_OF_IAM = new Set([
  'StartPasskeyRegistration',
  'CompletePasskeyRegistration',
  'RenameMFADevice',
]);

function isOfIam(service: string, operation: string): boolean {
  return service === 'iam' || (service === 'gatehouse' && IN_PLACE_OF_IAM.has(operation));
}

/** What only some credentials may call, whatever policies say (STS API reference). */
export const sessionChecks: readonly Check<SessionSubject>[] = [
  {
    name: 'sessionTokenCallsIamWithMfa',
    code: 'SESS-001',
    run: ({ principal, service, operation }) =>
      isOfIam(service, operation) && isSessionToken(principal) && !hasMfa(principal)
        ? failure('SESS-001', { principal: principal.arn })
        : undefined,
    describe: ({ principal }) => ({
      expected: 'credentials made with a code of a multi-factor device',
      received: hasMfa(principal) ? 'made with a code' : 'made without a code',
    }),
  },
  {
    name: 'federatedUserDoesNotCallIam',
    code: 'SESS-002',
    run: ({ principal, service }) =>
      service === 'iam' && principal.kind === 'federated-user'
        ? failure('SESS-002', { principal: principal.arn })
        : undefined,
    describe: ({ principal }) => ({ expected: 'a user or a role', received: principal.kind }),
  },
  {
    name: 'sessionMayCallThisOfSts',
    code: 'SESS-003',
    run: stsOperationOfSession,
    describe: ({ principal, operation }) => ({
      expected:
        principal.kind === 'federated-user'
          ? 'GetCallerIdentity'
          : 'AssumeRole or GetCallerIdentity',
      received: operation,
    }),
  },
];

function stsOperationOfSession({
  principal,
  service,
  operation,
}: SessionSubject): Failure | undefined {
  if (service !== 'sts' || operation === 'GetCallerIdentity') return undefined;
  const federated = principal.kind === 'federated-user';
  const refused = federated || (isSessionToken(principal) && !STS_OF_SESSIONS.has(operation));
  return refused ? failure('SESS-003', { principal: principal.arn, operation }) : undefined;
}

/** Console sessions act as a user or root user too, and may call what an access key may. */
function isSessionToken({ kind, session }: Principal): boolean {
  if (kind !== 'user' && kind !== 'root') return false;
  return session !== undefined && session.browserSessionId === undefined;
}

function hasMfa({ session }: Principal): boolean {
  return session?.mfaAuthenticatedAt !== undefined;
}
