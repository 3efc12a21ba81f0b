import { failure } from '../failures/catalogue.ts';
import type { Check } from '../failures/check.ts';
import { algorithmNames, isAlgorithmName } from './algorithms.ts';
import type { TokenSubject } from './subject.ts';
import { listed, quoted, shown } from './text.ts';
import { type Token, textMember } from './token.ts';

type Subject = TokenSubject;

/**
 * Header members that other readers take keys from. They are never looked at, since whoever forges
 * a token writes them too; a diagnosis says that they are there.
 */
const ignored = ['jku', 'jwk', 'x5u', 'x5c', 'x5t', 'x5t#S256'] as const;

/** The names of the header members that are there and ignored. */
export function ignoredMembers({ header }: Token): string[] {
  return ignored.filter((name) => header.has(name));
}

/** The extensions that the header wants understood; `b64` changes what is signed (RFC 7797). */
function extensions({ header }: Token): string[] {
  const critical = header.get('crit');
  if (critical === undefined) return header.has('b64') ? ['b64'] : [];
  if (!Array.isArray(critical)) return ['crit'];
  return critical.map((name) => (typeof name === 'string' ? name : 'another value'));
}

export const noExtensionsAreAsked: Check<Subject> = {
  name: 'noExtensionsAreAsked',
  code: 'OIDC-009',
  run(subject) {
    const { header } = subject.token();
    if (!header.has('crit') && !header.has('b64')) return undefined;
    return failure('OIDC-009', { names: listed(extensions(subject.token())) });
  },
  describe(subject) {
    const token = subject.token();
    const others = ignoredMembers(token);
    const note = others.length > 0 ? `; ignored: ${listed(others)}` : '';
    return { expected: 'none', received: `${listed(extensions(token))}${note}` };
  },
};

export const tokenIsNotNested: Check<Subject> = {
  name: 'tokenIsNotNested',
  code: 'OIDC-010',
  run(subject) {
    const contentType = textMember(subject.token().header, 'cty');
    if (contentType === undefined || !/jwt|jwe|jws|jose/i.test(contentType)) return undefined;
    return failure('OIDC-010', { contentType: shown(contentType) });
  },
  describe(subject) {
    const contentType = textMember(subject.token().header, 'cty');
    return {
      expected: 'claims',
      received: contentType === undefined ? 'claims' : `content type ${quoted(contentType)}`,
    };
  },
};

export const tokenIsNotCompressed: Check<Subject> = {
  name: 'tokenIsNotCompressed',
  code: 'OIDC-011',
  run(subject) {
    const compression = textMember(subject.token().header, 'zip');
    return compression === undefined
      ? undefined
      : failure('OIDC-011', { compression: shown(compression) });
  },
  describe(subject) {
    const compression = textMember(subject.token().header, 'zip');
    return {
      expected: 'no compression',
      received: compression === undefined ? 'none' : quoted(compression),
    };
  },
};

export const algorithmIsAccepted: Check<Subject> = {
  name: 'algorithmIsAccepted',
  code: 'OIDC-014',
  run(subject) {
    const algorithm = textMember(subject.token().header, 'alg') ?? '';
    if (isAlgorithmName(algorithm)) return undefined;
    const details = { algorithm: algorithm === '' ? 'not given' : shown(algorithm) };
    if (algorithm === '' || algorithm.toLowerCase() === 'none') {
      return failure('OIDC-012', details);
    }
    if (/^HS/i.test(algorithm)) return failure('OIDC-013', details);
    return failure('OIDC-014', details);
  },
  describe(subject) {
    return {
      expected: `one of ${algorithmNames.join(', ')}`,
      received: quoted(textMember(subject.token().header, 'alg') ?? 'not given'),
    };
  },
};
