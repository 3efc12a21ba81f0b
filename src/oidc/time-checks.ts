import { failure } from '../failures/catalogue.ts';
import type { Check } from '../failures/check.ts';
import { audiencesOf } from './audiences.ts';
import type { Members } from './document.ts';
import type { TokenSubject } from './subject.ts';
import { listed } from './text.ts';
import { textMember } from './token.ts';

type Subject = TokenSubject;

/** The last second that a Date can tell; later times are told nowhere. */
const LAST_SECOND = 8_640_000_000_000;

/** A NumericDate: seconds since 1970, perhaps with a fraction (RFC 7519 section 2). */
export function numericDate(claims: Members, name: string): number | undefined {
  const value = claims.get(name);
  if (typeof value !== 'object' || value === null || !('number' in value)) return undefined;
  const seconds = Number(value.number);
  return seconds >= 0 && seconds <= LAST_SECOND ? seconds : undefined;
}

const isDate = (claims: Members, name: string): boolean => numericDate(claims, name) !== undefined;
const isText = (claims: Members, name: string): boolean => textMember(claims, name) !== undefined;
const isAudience = (claims: Members): boolean => audiencesOf(claims) !== undefined;

/** Claims with the form that each must have, the required ones first. */
const forms: readonly {
  readonly name: string;
  readonly isRequired: boolean;
  readonly form: string;
  readonly fits: (claims: Members, name: string) => boolean;
}[] = [
  { name: 'exp', isRequired: true, form: 'a number of seconds', fits: isDate },
  { name: 'iat', isRequired: true, form: 'a number of seconds', fits: isDate },
  { name: 'sub', isRequired: true, form: 'a text', fits: isText },
  { name: 'azp', isRequired: false, form: 'a text', fits: isText },
  { name: 'aud', isRequired: true, form: 'a text or a list of texts', fits: isAudience },
  { name: 'nbf', isRequired: false, form: 'a number of seconds', fits: isDate },
];

export const requiredClaimsAreGiven: Check<Subject> = {
  name: 'requiredClaimsAreGiven',
  code: 'OIDC-070',
  run(subject) {
    const { claims } = subject.token();
    const missing = forms.find(({ name, isRequired }) => isRequired && !claims.has(name));
    return missing && failure('OIDC-070', { claim: missing.name });
  },
  describe(subject) {
    const { claims } = subject.token();
    const required = forms.filter(({ isRequired }) => isRequired).map(({ name }) => name);
    return {
      expected: listed(required),
      received: listed(required.filter((name) => claims.has(name))),
    };
  },
};

export const claimsHaveTheirForms: Check<Subject> = {
  name: 'claimsHaveTheirForms',
  code: 'OIDC-071',
  run(subject) {
    const wrong = misshapen(subject);
    return wrong && failure('OIDC-071', { claim: wrong.name, form: wrong.form });
  },
  describe(subject) {
    const wrong = misshapen(subject);
    return {
      expected: forms.map(({ name, form }) => `${name}: ${form}`).join(', '),
      received: wrong ? `another form of ${wrong.name}` : 'these forms',
    };
  },
};

function misshapen(subject: Subject): (typeof forms)[number] | undefined {
  const { claims } = subject.token();
  return forms.find(({ name, fits }) => claims.has(name) && !fits(claims, name));
}

/** The time as claims tell it, without a fraction. */
function wholeSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}

/**
 * A time claim.
 *
 * @throws when the token has none of that name, or another form of it
 */
function timeOf(subject: Subject, name: string): number {
  const seconds = numericDate(subject.token().claims, name);
  if (seconds === undefined) throw new Error(`${name} is no time`);
  return seconds;
}

/** AWS grants five minutes after `exp` (IAM User Guide, OIDC federation). */
export const tokenHasNotExpired: Check<Subject> = {
  name: 'tokenHasNotExpired',
  code: 'OIDC-072',
  run(subject) {
    const expires = timeOf(subject, 'exp');
    if (subject.now < expires * 1000 + subject.skewMilliseconds) return undefined;
    return failure('OIDC-072', {
      now: String(wholeSeconds(subject.now)),
      expires: String(Math.floor(expires)),
    });
  },
  describe(subject) {
    const limit = wholeSeconds(subject.now - subject.skewMilliseconds);
    return { expected: `exp later than ${limit}`, received: String(timeOf(subject, 'exp')) };
  },
};

export const tokenWasIssuedBefore: Check<Subject> = {
  name: 'tokenWasIssuedBefore',
  code: 'OIDC-073',
  run(subject) {
    const issued = timeOf(subject, 'iat');
    if (issued * 1000 <= subject.now + subject.skewMilliseconds) return undefined;
    return failure('OIDC-073', {
      issued: String(Math.floor(issued)),
      now: String(wholeSeconds(subject.now)),
    });
  },
  describe(subject) {
    const limit = wholeSeconds(subject.now + subject.skewMilliseconds);
    return { expected: `iat at most ${limit}`, received: String(timeOf(subject, 'iat')) };
  },
};

export const tokenIsValidAlready: Check<Subject> = {
  name: 'tokenIsValidAlready',
  code: 'OIDC-074',
  run(subject) {
    if (!subject.token().claims.has('nbf')) return undefined;
    const begins = timeOf(subject, 'nbf');
    if (begins * 1000 <= subject.now + subject.skewMilliseconds) return undefined;
    return failure('OIDC-074', {
      begins: String(Math.ceil(begins)),
      now: String(wholeSeconds(subject.now)),
    });
  },
  describe(subject) {
    const limit = wholeSeconds(subject.now + subject.skewMilliseconds);
    const received = numericDate(subject.token().claims, 'nbf');
    return {
      expected: `nbf at most ${limit}, if there is one`,
      received: received === undefined ? 'not given' : String(received),
    };
  },
};
