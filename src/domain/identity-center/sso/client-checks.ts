import { isoSeconds } from '../../../base/clock.ts';
import { failure } from '../../../failures/catalogue.ts';
import type { Check } from '../../../failures/check.ts';
import { isSecretOf, readClient, type SsoClient } from './clients.ts';
import type { SsoParts } from './sso-parts.ts';

/** A client that says who it is. */
export interface ClientSubject {
  readonly client: SsoClient | undefined;
  readonly secretFits: boolean;
  /** What it wants to do. */
  readonly grantType: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Reads a client's id and compares its secret. */
export function examineClient(
  { ring }: Pick<SsoParts, 'ring'>,
  asked: { readonly clientId: string; readonly clientSecret: string },
  grantType: string,
  now: number,
): ClientSubject {
  const { clientId, clientSecret } = asked;
  return {
    client: readClient(clientId, ring()),
    secretFits: isSecretOf(clientId, clientSecret, ring()),
    grantType,
    now,
  };
}

type Subject = ClientSubject;

function clientOf({ client }: Subject): SsoClient {
  if (!client) throw new Error('there is no client');
  return client;
}

const clientIsKnown: Check<Subject> = {
  name: 'clientIsKnown',
  code: 'SSO-030',
  run: ({ client }) => (client ? undefined : failure('SSO-030', {})),
  describe: ({ client }) => ({
    expected: 'a client of this installation',
    received: client?.name ?? 'something else',
  }),
};

const secretIsOfClient: Check<Subject> = {
  name: 'secretIsOfClient',
  code: 'SSO-031',
  run(subject) {
    clientOf(subject);
    return subject.secretFits ? undefined : failure('SSO-031', {});
  },
  describe: ({ secretFits }) => ({
    expected: "the client's own secret",
    received: secretFits ? 'the same' : 'another',
  }),
};

const registrationIsInTime: Check<Subject> = {
  name: 'registrationIsInTime',
  code: 'SSO-032',
  run(subject) {
    const { expiresAt } = clientOf(subject);
    if (subject.now < expiresAt) return undefined;
    return failure('SSO-032', { expiresAt: isoSeconds(expiresAt) });
  },
  describe: (subject) => ({
    expected: `an expiry after ${isoSeconds(subject.now)}`,
    received: isoSeconds(clientOf(subject).expiresAt),
  }),
};

const clientMayDoThis: Check<Subject> = {
  name: 'clientMayDoThis',
  code: 'SSO-033',
  run(subject) {
    const { grantType } = subject;
    const { grantTypes } = clientOf(subject);
    return grantTypes.includes(grantType) ? undefined : failure('SSO-033', { grantType });
  },
  describe: (subject) => ({
    expected: subject.grantType,
    received: clientOf(subject).grantTypes.join(' '),
  }),
};

/** What every call of a registered client has to fulfil. */
export const clientChecks: readonly Check<ClientSubject>[] = [
  clientIsKnown,
  secretIsOfClient,
  registrationIsInTime,
  clientMayDoThis,
];
