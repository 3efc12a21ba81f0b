import { isoSeconds } from '../base/clock.ts';
import { failure } from '../failures/catalogue.ts';
import type { Check } from '../failures/check.ts';
import { conditionsOf, timesOf } from './assertion-parts.ts';
import { parseInstant } from './instant.ts';
import { ASSERTION } from './names.ts';
import { expandedName, issuersOf } from './response-parts.ts';
import type { ResponseSubject } from './subject.ts';
import { shown, shownList, trimmed } from './text.ts';
import { attribute, childElements, type XmlElement } from './xml/index.ts';

type ResponseCheck = Check<ResponseSubject>;

/** How long after its issuance an assertion can be redeemed (aws-facts C3), in milliseconds. */
const REDEEMABLE = 300_000;

export const metadataIsCurrent: ResponseCheck = {
  name: 'metadataIsCurrent',
  code: 'SAML-023',
  run({ entity, input }) {
    const { entityId, validUntil } = entity;
    if (validUntil === undefined || validUntil > input.now - input.skewMilliseconds) {
      return undefined;
    }
    return failure('SAML-023', {
      issuer: shown(entityId),
      validUntil: isoSeconds(validUntil),
      requestId: input.requestId,
    });
  },
  describe({ entity, input }) {
    const { validUntil } = entity;
    return {
      expected: `metadata that is valid at ${isoSeconds(input.now)}`,
      received: validUntil === undefined ? 'no expiry' : `valid until ${isoSeconds(validUntil)}`,
    };
  },
};

export const assertionIsEncrypted: ResponseCheck = {
  name: 'assertionIsEncrypted',
  code: 'SAML-024',
  run({ decryption, input }) {
    const isRequired = input.decryption?.mode === 'Required';
    return isRequired && !decryption ? failure('SAML-024', {}) : undefined;
  },
  describe({ decryption, input }) {
    return {
      expected:
        input.decryption?.mode === 'Required' ? 'an encrypted assertion' : 'encrypted or plain',
      received: decryption ? 'encrypted' : 'plain',
    };
  },
};

/** What an assertion lacks or has too often; undefined when it is in order. */
function irregularity(assertion: XmlElement): string | undefined {
  const version = attribute(assertion, 'Version');
  if (version !== '2.0') return `its version is ${shown(version ?? 'missing')}`;
  if (!attribute(assertion, 'ID')) return 'it has no ID';
  const count = (name: string): number => childElements(assertion, ASSERTION, name).length;
  if (count('Issuer') !== 1) return `it has ${count('Issuer')} Issuer elements`;
  if (count('Subject') > 1) return `it has ${count('Subject')} Subject elements`;
  if (count('Conditions') > 1) return `it has ${count('Conditions')} Conditions elements`;
  return undefined;
}

export const assertionIsRegular: ResponseCheck = {
  name: 'assertionIsRegular',
  code: 'SAML-025',
  run({ verified }) {
    const detail = irregularity(verified);
    return detail === undefined ? undefined : failure('SAML-025', { detail });
  },
  describe({ verified }) {
    return {
      expected: 'Version 2.0, an ID, one Issuer, at most one Subject and one Conditions',
      received: irregularity(verified) ?? 'that',
    };
  },
};

export const assertionIsOfIssuer: ResponseCheck = {
  name: 'assertionIsOfIssuer',
  code: 'SAML-026',
  run({ verified, entity, input }) {
    const issuers = issuersOf(verified);
    if (issuers.every((issuer) => issuer === entity.entityId)) return undefined;
    return failure('SAML-026', {
      issuer: shownList(issuers),
      expected: shown(entity.entityId),
      requestId: input.requestId,
    });
  },
  describe({ verified, entity }) {
    return { expected: shown(entity.entityId), received: shownList(issuersOf(verified)) };
  },
};

function unreadableTime(assertion: XmlElement): { name: string; value: string } | undefined {
  for (const { name, text } of timesOf(assertion)) {
    if (text === undefined) return { name, value: 'missing' };
    if (parseInstant(trimmed(text)) === undefined) return { name, value: shown(text) };
  }
  return undefined;
}

export const timesAreReadable: ResponseCheck = {
  name: 'timesAreReadable',
  code: 'SAML-027',
  run({ verified }) {
    const fault = unreadableTime(verified);
    return fault && failure('SAML-027', fault);
  },
  describe({ verified }) {
    const fault = unreadableTime(verified);
    return {
      expected: 'times such as 2026-01-31T09:30:00Z',
      received: fault ? `${fault.name}: ${fault.value}` : `${timesOf(verified).length} times`,
    };
  },
};

export const assertionIsFresh: ResponseCheck = {
  name: 'assertionIsFresh',
  code: 'SAML-028',
  run({ times, input }) {
    const { issued } = times;
    if (input.now - issued <= REDEEMABLE) return undefined;
    return failure('SAML-028', { issued: isoSeconds(issued), now: isoSeconds(input.now) });
  },
  describe({ times, input }) {
    return {
      expected: `issued at ${isoSeconds(input.now - REDEEMABLE)} or later`,
      received: isoSeconds(times.issued),
    };
  },
};

export const assertionIsNotEarly: ResponseCheck = {
  name: 'assertionIsNotEarly',
  code: 'SAML-029',
  run({ times, input }) {
    const { issued } = times;
    if (issued <= input.now + input.skewMilliseconds) return undefined;
    return failure('SAML-029', { issued: isoSeconds(issued), now: isoSeconds(input.now) });
  },
  describe({ times, input }) {
    return {
      expected: `issued at ${isoSeconds(input.now + input.skewMilliseconds)} or earlier`,
      received: isoSeconds(times.issued),
    };
  },
};

function timeText(time: number | undefined): string {
  return time === undefined ? 'not limited' : isoSeconds(time);
}

export const conditionsHaveBegun: ResponseCheck = {
  name: 'conditionsHaveBegun',
  code: 'SAML-030',
  run({ times, input }) {
    const { validFrom: notBefore } = times;
    if (notBefore === undefined || notBefore <= input.now + input.skewMilliseconds) {
      return undefined;
    }
    return failure('SAML-030', { notBefore: isoSeconds(notBefore), now: isoSeconds(input.now) });
  },
  describe({ times, input }) {
    return {
      expected: `NotBefore at ${isoSeconds(input.now + input.skewMilliseconds)} or earlier`,
      received: timeText(times.validFrom),
    };
  },
};

export const conditionsHaveNotEnded: ResponseCheck = {
  name: 'conditionsHaveNotEnded',
  code: 'SAML-031',
  run({ times, input }) {
    const { validUntil: end } = times;
    if (end === undefined || end > input.now - input.skewMilliseconds) return undefined;
    return failure('SAML-031', { notOnOrAfter: isoSeconds(end), now: isoSeconds(input.now) });
  },
  describe({ times, input }) {
    return {
      expected: `NotOnOrAfter later than ${isoSeconds(input.now - input.skewMilliseconds)}`,
      received: timeText(times.validUntil),
    };
  },
};

/**
 * ProxyRestriction limits new assertions, which are never made here; OneTimeUse is told to whoever
 * keeps the uses.
 */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  'AudienceRestriction',
  'OneTimeUse',
  'ProxyRestriction',
]);

function unknownCondition(assertion: XmlElement): string | undefined {
  const conditions = conditionsOf(assertion);
  const found = (conditions ? childElements(conditions) : []).find(
    ({ namespace, localName }) => namespace !== ASSERTION || !UNDERSTOOD.has(localName),
  );
  return found && shown(expandedName(found));
}

export const conditionsAreUnderstood: ResponseCheck = {
  name: 'conditionsAreUnderstood',
  code: 'SAML-032',
  run({ verified }) {
    const condition = unknownCondition(verified);
    return condition === undefined ? undefined : failure('SAML-032', { condition });
  },
  describe({ verified }) {
    return {
      expected: [...UNDERSTOOD].join(', '),
      received: unknownCondition(verified) ?? 'no others',
    };
  },
};
