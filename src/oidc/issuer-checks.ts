import { failure } from '../failures/catalogue.ts';
import type { Check } from '../failures/check.ts';
import type { TokenSubject } from './subject.ts';
import { listed, quoted, shown } from './text.ts';
import { textMember } from './token.ts';

type Subject = TokenSubject;

/**
 * The claimed issuer.
 *
 * @throws when the token names none
 */
function issuerOf(subject: Subject): string {
  const issuer = textMember(subject.token().claims, 'iss');
  if (issuer === undefined || issuer === '') throw new Error('the token names no issuer');
  return issuer;
}

export const issuerIsGiven: Check<Subject> = {
  name: 'issuerIsGiven',
  code: 'OIDC-015',
  run(subject) {
    const issuer = textMember(subject.token().claims, 'iss');
    return issuer === undefined || issuer === '' ? failure('OIDC-015', {}) : undefined;
  },
  describe(subject) {
    return {
      expected: 'the claim iss',
      received: quoted(textMember(subject.token().claims, 'iss') ?? 'not given'),
    };
  },
};

/** True for what can be registered as the URL of a provider (aws-facts D1). */
function isIssuerUrl(text: string): boolean {
  return /^https:\/\/[!-~]+$/.test(text) && URL.canParse(text) && !/[?#]/.test(text);
}

function accepts(subject: Subject, issuer: string): boolean {
  return subject.provider?.issuers.includes(issuer) ?? false;
}

/** Google's tokens name their issuer with and without a scheme; hence providers are asked first. */
export const issuerIsUrl: Check<Subject> = {
  name: 'issuerIsUrl',
  code: 'OIDC-018',
  run(subject) {
    const issuer = issuerOf(subject);
    if (accepts(subject, issuer) || isIssuerUrl(issuer)) return undefined;
    return failure('OIDC-018', { issuer: shown(issuer) });
  },
  describe(subject) {
    return { expected: 'https://…', received: quoted(issuerOf(subject)) };
  },
};

/** The registered URL that was probably meant, when the issuer itself is not registered. */
function meantUrl(subject: Subject): Similar | undefined {
  const issuer = issuerOf(subject);
  return accepts(subject, issuer) ? undefined : similarUrl(issuer, subject.registeredUrls);
}

export const issuerIsSpeltAsRegistered: Check<Subject> = {
  name: 'issuerIsSpeltAsRegistered',
  code: 'OIDC-017',
  run(subject) {
    const similar = meantUrl(subject);
    if (!similar) return undefined;
    const { url, difference } = similar;
    return failure('OIDC-017', {
      issuer: shown(issuerOf(subject)),
      registered: `https://${shown(url)}`,
      difference,
    });
  },
  describe(subject) {
    const issuer = issuerOf(subject);
    const similar = meantUrl(subject);
    return {
      expected: quoted(similar ? `https://${similar.url}` : issuer),
      received: quoted(issuer),
    };
  },
};

export const issuerIsRegistered: Check<Subject> = {
  name: 'issuerIsRegistered',
  code: 'OIDC-016',
  run(subject) {
    const issuer = issuerOf(subject);
    return accepts(subject, issuer) ? undefined : failure('OIDC-016', { issuer: shown(issuer) });
  },
  describe(subject) {
    const issuer = issuerOf(subject);
    const received = quoted(issuer);
    // The other providers of the account are looked up only where none of them was found.
    if (accepts(subject, issuer)) return { expected: `a provider for ${received}`, received };
    const expected = `an issuer among the providers of the account: ${listed(subject.registeredUrls)}`;
    return { expected, received };
  },
};

interface Similar {
  readonly url: string;
  readonly difference: string;
}

/** The longest URL that a provider can have, `https://` included (aws-facts D1). */
const MAX_URL_CHARACTERS = 255;

const withoutSlash = (url: string): string => (url.endsWith('/') ? url.slice(0, -1) : url);
const withoutCase = (url: string): string => withoutSlash(url).toLowerCase();
const withoutPort = (url: string): string => withoutCase(url).replace(/:443(?=\/|$)/, '');

/** How two URLs may differ although one issuer is meant; each undoes one difference more. */
const differences: readonly (readonly [string, (one: string, other: string) => boolean])[] = [
  ['a slash at the end', (one, other) => withoutSlash(one) === withoutSlash(other)],
  ['letter case', (one, other) => withoutCase(one) === withoutCase(other)],
  ['the port', (one, other) => withoutPort(one) === withoutPort(other)],
  ['a missing path', (one, other) => leadsTo(one, other) || leadsTo(other, one)],
];

/** True when the longer URL is the shorter one with a path behind it, not another path. */
function leadsTo(shorter: string, longer: string): boolean {
  return withoutPort(longer).startsWith(`${withoutPort(shorter)}/`);
}

/**
 * The registered URL that is probably meant by an issuer that is not registered. What is longer
 * than any URL of a provider is not looked at: whoever writes a token could make that costly.
 */
function similarUrl(issuer: string, registered: readonly string[]): Similar | undefined {
  if (!issuer.startsWith('https://') || issuer.length > MAX_URL_CHARACTERS + 1) return undefined;
  const meant = issuer.slice('https://'.length);
  if (registered.includes(meant)) return undefined;
  for (const [difference, areSimilar] of differences) {
    const url = registered.find((candidate) => areSimilar(candidate, meant));
    if (url !== undefined) return { url, difference };
  }
  return undefined;
}
