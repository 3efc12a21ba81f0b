import { isoSeconds } from '../base/clock.ts';
import { failure } from '../failures/catalogue.ts';
import type { Check } from '../failures/check.ts';
import {
  audienceRestrictionsOf,
  confirmationDataOf,
  confirmationsOf,
  nameIdOf,
  recipientOf,
} from './assertion-parts.ts';
import { isAwsAudience, isAwsRecipient, isSharedAwsName } from './aws-endpoints.ts';
import { BEARER, NAME_ID_FORMATS } from './names.ts';
import type { ResponseSubject } from './subject.ts';
import { shown, shownList } from './text.ts';
import type { ResponseInput } from './types.ts';
import { attribute } from './xml/index.ts';

type ResponseCheck = Check<ResponseSubject>;

export const subjectHasNameId: ResponseCheck = {
  name: 'subjectHasNameId',
  code: 'SAML-033',
  run({ verified }) {
    return nameIdOf(verified) ? undefined : failure('SAML-033', {});
  },
  describe({ verified }) {
    const nameId = nameIdOf(verified);
    return { expected: 'a NameID', received: nameId ? shown(nameId.value) : 'none' };
  },
};

function formatOf({ verified }: ResponseSubject): string {
  const nameId = nameIdOf(verified);
  if (!nameId) throw new Error('no NameID whose format could be judged');
  return nameId.format;
}

export const nameIdFormatIsAccepted: ResponseCheck = {
  name: 'nameIdFormatIsAccepted',
  code: 'SAML-034',
  run(subject) {
    const format = formatOf(subject);
    if (NAME_ID_FORMATS.includes(format)) return undefined;
    return failure('SAML-034', { format: shown(format) });
  },
  describe(subject) {
    const names = NAME_ID_FORMATS.map((format) => format.slice(format.lastIndexOf(':') + 1));
    return { expected: `one of ${names.join(', ')}`, received: shown(formatOf(subject)) };
  },
};

function confirmationText({ verified }: ResponseSubject): string {
  const methods = confirmationsOf(verified).map((each) => attribute(each, 'Method') ?? 'no method');
  return shownList(methods, 'nothing');
}

export const confirmationIsBearer: ResponseCheck = {
  name: 'confirmationIsBearer',
  code: 'SAML-035',
  run(subject) {
    const [confirmation, second] = confirmationsOf(subject.verified);
    const isBearer = confirmation && attribute(confirmation, 'Method') === BEARER;
    if (isBearer && !second) return undefined;
    return failure('SAML-035', { confirmations: confirmationText(subject) });
  },
  describe(subject) {
    return { expected: `one confirmation: ${BEARER}`, received: confirmationText(subject) };
  },
};

function lacking({ verified }: ResponseSubject): string[] {
  const data = confirmationDataOf(verified);
  return [
    ...(recipientOf(verified) === undefined ? ['Recipient'] : []),
    ...(data && attribute(data, 'NotOnOrAfter') ? [] : ['NotOnOrAfter']),
  ];
}

export const confirmationIsComplete: ResponseCheck = {
  name: 'confirmationIsComplete',
  code: 'SAML-036',
  run(subject) {
    const missing = lacking(subject);
    if (missing.length === 0) return undefined;
    return failure('SAML-036', { missing: missing.join(' and ') });
  },
  describe(subject) {
    const missing = lacking(subject);
    return {
      expected: 'Recipient and NotOnOrAfter',
      received: missing.length === 0 ? 'both' : `no ${missing.join(' and no ')}`,
    };
  },
};

/** When an assertion may be delivered; the profile forbids NotBefore, but who writes it means it. */
function deliveryWindow({ times }: ResponseSubject): { from: number | undefined; until: number } {
  const { deliveryFrom: from, deliveryUntil: until } = times;
  if (until === undefined) throw new Error('no NotOnOrAfter to judge');
  return { from, until };
}

function windowText(subject: ResponseSubject): string {
  const { from, until } = deliveryWindow(subject);
  const since = from === undefined ? '' : `from ${isoSeconds(from)} `;
  return `${since}until ${isoSeconds(until)}`;
}

export const confirmationIsCurrent: ResponseCheck = {
  name: 'confirmationIsCurrent',
  code: 'SAML-037',
  run(subject) {
    const { now, skewMilliseconds } = subject.input;
    const { from = now, until } = deliveryWindow(subject);
    if (until > now - skewMilliseconds && from <= now + skewMilliseconds) return undefined;
    return failure('SAML-037', { window: windowText(subject), now: isoSeconds(now) });
  },
  describe(subject) {
    return {
      expected: `delivery at ${isoSeconds(subject.input.now)}`,
      received: `delivery ${windowText(subject)}`,
    };
  },
};

function isAccepted(name: string, own: readonly string[], { awsNames }: ResponseInput): boolean {
  return own.includes(name) || (awsNames && isSharedAwsName(name));
}

function recipientIn({ verified }: ResponseSubject): string {
  const recipient = recipientOf(verified);
  if (recipient === undefined) throw new Error('no Recipient to judge');
  return recipient;
}

export const recipientIsOurs: ResponseCheck = {
  name: 'recipientIsOurs',
  code: 'SAML-038',
  run(subject) {
    const { input } = subject;
    const recipient = recipientIn(subject);
    if (isAccepted(recipient, input.recipients, input)) return undefined;
    const details = { recipient: shown(recipient) };
    const isOff = isAwsRecipient(recipient) && !input.awsNames;
    return isOff ? failure('SAML-039', details) : failure('SAML-038', details);
  },
  describe(subject) {
    return {
      expected: shownList(subject.input.recipients),
      received: shown(recipientIn(subject)),
    };
  },
};

/** Empty means none: some identity providers write the attribute always. */
function destinationOf({ response }: ResponseSubject): string | undefined {
  return attribute(response, 'Destination') || undefined;
}

export const destinationIsOurs: ResponseCheck = {
  name: 'destinationIsOurs',
  code: 'SAML-040',
  run(subject) {
    const { input } = subject;
    const destination = destinationOf(subject);
    if (destination === undefined || isAccepted(destination, input.recipients, input)) {
      return undefined;
    }
    return failure('SAML-040', { destination: shown(destination) });
  },
  describe(subject) {
    return {
      expected: `none, or one of ${shownList(subject.input.recipients)}`,
      received: shown(destinationOf(subject) ?? 'none'),
    };
  },
};

function audienceText(restrictions: readonly (readonly string[])[]): string {
  return restrictions.length === 0
    ? 'not restricted'
    : restrictions.map((audiences) => shownList(audiences)).join(' and ');
}

export const audienceIsOurs: ResponseCheck = {
  name: 'audienceIsOurs',
  code: 'SAML-041',
  run({ verified, input }) {
    const restrictions = audienceRestrictionsOf(verified);
    const foreign = restrictions.filter(
      (audiences) => !audiences.some((name) => isAccepted(name, input.audiences, input)),
    );
    if (restrictions.length > 0 && foreign.length === 0) return undefined;
    const details = { audience: audienceText(restrictions) };
    const isOff = !input.awsNames && foreign.some((audiences) => audiences.some(isAwsAudience));
    return isOff ? failure('SAML-042', details) : failure('SAML-041', details);
  },
  describe({ verified, input }) {
    return {
      expected: shownList(input.audiences),
      received: audienceText(audienceRestrictionsOf(verified)),
    };
  },
};

export const signInHasNotEnded: ResponseCheck = {
  name: 'signInHasNotEnded',
  code: 'SAML-043',
  run({ times, input }) {
    const { sessionEnd: end } = times;
    if (end === undefined || end > input.now) return undefined;
    return failure('SAML-043', { end: isoSeconds(end), now: isoSeconds(input.now) });
  },
  describe({ times, input }) {
    const { sessionEnd: end } = times;
    return {
      expected: `SessionNotOnOrAfter later than ${isoSeconds(input.now)}`,
      received: end === undefined ? 'not limited' : isoSeconds(end),
    };
  },
};
