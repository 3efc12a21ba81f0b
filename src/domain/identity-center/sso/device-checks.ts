import { isoSeconds } from '../../../base/clock.ts';
import { failure } from '../../../failures/catalogue.ts';
import type { Check } from '../../../failures/check.ts';
import type { DeviceCode } from './device-codes.ts';
import type { TokenSubject } from './token-subject.ts';

type Subject = TokenSubject;

function deviceOf({ device }: Subject): DeviceCode {
  if (!device) throw new Error('there is no device');
  return device;
}

const deviceIsKnown: Check<Subject> = {
  name: 'deviceIsKnown',
  code: 'SSO-060',
  run: ({ device }) => (device ? undefined : failure('SSO-060', {})),
  describe: ({ device }) => ({
    expected: 'a device code of this server',
    received: device ? 'one' : 'none',
  }),
};

const deviceIsOfClient: Check<Subject> = {
  name: 'deviceIsOfClient',
  code: 'SSO-061',
  run: (subject) =>
    deviceOf(subject).clientKey === subject.client.key ? undefined : failure('SSO-061', {}),
  describe: (subject) => ({
    expected: deviceOf(subject).clientName,
    received:
      deviceOf(subject).clientKey === subject.client.key ? 'the same' : 'another registration',
  }),
};

const deviceIsRedeemedOnce: Check<Subject> = {
  name: 'deviceIsRedeemedOnce',
  code: 'SSO-062',
  run: (subject) => (deviceOf(subject).state === 'redeemed' ? failure('SSO-062', {}) : undefined),
  describe: (subject) => ({
    expected: 'a code that was not exchanged',
    received: deviceOf(subject).state,
  }),
};

const deviceIsInTime: Check<Subject> = {
  name: 'deviceIsInTime',
  code: 'SSO-063',
  run(subject) {
    const { expiresAt } = deviceOf(subject);
    if (subject.now < expiresAt) return undefined;
    return failure('SSO-063', { expiresAt: isoSeconds(expiresAt) });
  },
  describe: (subject) => ({
    expected: `an expiry after ${isoSeconds(subject.now)}`,
    received: isoSeconds(deviceOf(subject).expiresAt),
  }),
};

const deviceKeepsInterval: Check<Subject> = {
  name: 'deviceKeepsInterval',
  code: 'SSO-064',
  run: ({ tooSoon }) =>
    tooSoon === undefined ? undefined : failure('SSO-064', { interval: String(tooSoon) }),
  describe: ({ tooSoon }) => ({
    expected: 'the interval',
    received: tooSoon === undefined ? 'kept' : 'an earlier poll',
  }),
};

const deviceIsAnswered: Check<Subject> = {
  name: 'deviceIsAnswered',
  code: 'SSO-065',
  run: (subject) => (deviceOf(subject).state === 'waiting' ? failure('SSO-065', {}) : undefined),
  describe: (subject) => ({ expected: 'an answer', received: deviceOf(subject).state }),
};

const deviceIsAllowed: Check<Subject> = {
  name: 'deviceIsAllowed',
  code: 'SSO-066',
  run: (subject) => (deviceOf(subject).state === 'denied' ? failure('SSO-066', {}) : undefined),
  describe: (subject) => ({ expected: 'approved', received: deviceOf(subject).state }),
};

/** What a device code has to fulfil, in the order of RFC 8628, 3.5. */
export const deviceChecks: readonly Check<TokenSubject>[] = [
  deviceIsKnown,
  deviceIsOfClient,
  deviceIsRedeemedOnce,
  deviceIsInTime,
  deviceKeepsInterval,
  deviceIsAnswered,
  deviceIsAllowed,
];
