import { isoSeconds } from '../../base/clock.ts';
import { failure } from '../../failures/catalogue.ts';
import type { Check } from '../../failures/check.ts';
import { numericDate } from '../time-checks.ts';
import { textMember } from '../token.ts';
import { verifySignature } from '../verify-signature.ts';
import { type Proof, type ProofKey, type ProofReading, proofId } from './proof.ts';

/** How far a proof's `iat` may be from now, in milliseconds: clocks of clients are not ours. */
export const PROOF_WINDOW = 5 * 60_000;

/** A proof and the request that it has to be for. */
export interface ProofSubject {
  readonly reading: ProofReading;
  /** `POST`. */
  readonly method: string;
  /** The URLs under which clients reach the endpoint, without query. */
  readonly urls: readonly string[];
  /** Whether the proof was used before. */
  readonly seen: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

type Subject = ProofSubject;

function proofOf({ reading }: Subject): Proof {
  if (!reading.ok) throw new Error('there is no proof');
  return reading.proof;
}

function keyOf(subject: Subject): ProofKey {
  const { key } = proofOf(subject);
  if (!key.ok) throw new Error('there is no key');
  return key.key;
}

const header = (subject: Subject, name: string) => textMember(proofOf(subject).token.header, name);
const claim = (subject: Subject, name: string) => textMember(proofOf(subject).token.claims, name);

const proofIsGiven: Check<Subject> = {
  name: 'proofIsGiven',
  code: 'LOGIN-010',
  run: ({ reading }) =>
    !reading.ok && reading.problem === 'missing' ? failure('LOGIN-010', {}) : undefined,
  describe: ({ reading }) => ({
    expected: 'a header DPoP',
    received: !reading.ok && reading.problem === 'missing' ? 'none' : 'one',
  }),
};

const proofIsToken: Check<Subject> = {
  name: 'proofIsToken',
  code: 'LOGIN-011',
  run: ({ reading }) => {
    if (!reading.ok && reading.problem === 'missing') throw new Error('there is no proof');
    return reading.ok ? undefined : failure('LOGIN-011', { problem: reading.problem });
  },
  describe: ({ reading }) => ({
    expected: 'one signed JSON Web Token',
    received: reading.ok ? 'one' : reading.problem,
  }),
};

const typeIsProof: Check<Subject> = {
  name: 'typeIsProof',
  code: 'LOGIN-012',
  run(subject) {
    const received = header(subject, 'typ') ?? 'none';
    return received === 'dpop+jwt' ? undefined : failure('LOGIN-012', { received });
  },
  describe: (subject) => ({ expected: 'dpop+jwt', received: header(subject, 'typ') ?? 'none' }),
};

const algorithmIsEs256: Check<Subject> = {
  name: 'algorithmIsEs256',
  code: 'LOGIN-013',
  run(subject) {
    const received = header(subject, 'alg') ?? 'none';
    return received === 'ES256' ? undefined : failure('LOGIN-013', { received });
  },
  describe: (subject) => ({ expected: 'ES256', received: header(subject, 'alg') ?? 'none' }),
};

const keyIsPublic: Check<Subject> = {
  name: 'keyIsPublic',
  code: 'LOGIN-014',
  run(subject) {
    const { key } = proofOf(subject);
    return !key.ok && key.problem === 'private' ? failure('LOGIN-014', {}) : undefined;
  },
  describe(subject) {
    const { key } = proofOf(subject);
    const isPrivate = !key.ok && key.problem === 'private';
    return {
      expected: 'a jwk without its private part',
      received: isPrivate ? 'a private or shared key' : 'nothing private',
    };
  },
};

const keyIsOnCurve: Check<Subject> = {
  name: 'keyIsOnCurve',
  code: 'LOGIN-015',
  run(subject) {
    const { key } = proofOf(subject);
    if (key.ok || key.problem === 'private') return undefined;
    return failure('LOGIN-015', { problem: key.problem });
  },
  describe(subject) {
    const { key } = proofOf(subject);
    return { expected: 'a jwk on the curve P-256', received: key.ok ? 'one' : key.problem };
  },
};

const signatureIsOfKey: Check<Subject> = {
  name: 'signatureIsOfKey',
  code: 'LOGIN-016',
  run: (subject) => (isSigned(subject) ? undefined : failure('LOGIN-016', {})),
  describe: (subject) => ({
    expected: 'a signature of the key in the header',
    received: isSigned(subject) ? 'one' : 'another or none',
  }),
};

function isSigned(subject: Subject): boolean {
  const { key } = keyOf(subject);
  const verifying = { key, kid: undefined, keyType: 'EC', algorithm: 'ES256' } as const;
  const { token } = proofOf(subject);
  return verifySignature(token, 'ES256', { ...verifying, curve: 'P-256', bits: 256 });
}

const methodMatches: Check<Subject> = {
  name: 'methodMatches',
  code: 'LOGIN-017',
  run(subject) {
    const received = claim(subject, 'htm') ?? 'none';
    const { method } = subject;
    return received === method ? undefined : failure('LOGIN-017', { received, method });
  },
  describe: (subject) => ({ expected: subject.method, received: claim(subject, 'htm') ?? 'none' }),
};

const urlMatches: Check<Subject> = {
  name: 'urlMatches',
  code: 'LOGIN-018',
  run(subject) {
    const received = claim(subject, 'htu') ?? 'none';
    const { urls } = subject;
    const named = comparable(received);
    if (named !== '' && urls.map(comparable).includes(named)) return undefined;
    return failure('LOGIN-018', { received, accepted: urls.join(', ') });
  },
  describe: (subject) => ({
    expected: subject.urls.join(' or '),
    received: claim(subject, 'htu') ?? 'none',
  }),
};

/** RFC 9449, 4.3: compared as URLs (RFC 3986, 6.2.2 and 6.2.3), without query and fragment. */
function comparable(text: string): string {
  const url = URL.parse(text);
  return url === null || url.username !== '' || url.password !== ''
    ? ''
    : `${url.origin}${url.pathname}`;
}

const proofIsFresh: Check<Subject> = {
  name: 'proofIsFresh',
  code: 'LOGIN-019',
  run(subject) {
    const issued = issuedAt(subject);
    const { now } = subject;
    if (issued !== undefined && Math.abs(now - issued) <= PROOF_WINDOW) return undefined;
    return failure('LOGIN-019', { received: told(issued), now: isoSeconds(now) });
  },
  describe: (subject) => ({
    expected: `issued within five minutes of ${isoSeconds(subject.now)}`,
    received: told(issuedAt(subject)),
  }),
};

function issuedAt(subject: Subject): number | undefined {
  const seconds = numericDate(proofOf(subject).token.claims, 'iat');
  return seconds === undefined ? undefined : seconds * 1000;
}

function told(issued: number | undefined): string {
  return issued === undefined ? 'no time' : isoSeconds(issued);
}

const proofHasId: Check<Subject> = {
  name: 'proofHasId',
  code: 'LOGIN-020',
  run: ({ reading }) => (proofId(reading) === undefined ? failure('LOGIN-020', {}) : undefined),
  describe: ({ reading }) => ({
    expected: 'a jti of 1 to 256 characters',
    received: proofId(reading) ?? 'none',
  }),
};

const proofIsUnused: Check<Subject> = {
  name: 'proofIsUnused',
  code: 'LOGIN-021',
  run({ reading, seen }) {
    const id = proofId(reading);
    if (id === undefined) throw new Error('the proof has no id');
    return seen ? failure('LOGIN-021', { id }) : undefined;
  },
  describe: ({ seen }) => ({ expected: 'a proof of its own', received: seen ? 'used' : 'new' }),
};

/** What a proof of possession has to fulfil, in this order (RFC 9449, 4.3). */
export const proofChecks: readonly Check<ProofSubject>[] = [
  proofIsGiven,
  proofIsToken,
  typeIsProof,
  algorithmIsEs256,
  keyIsPublic,
  keyIsOnCurve,
  signatureIsOfKey,
  methodMatches,
  urlMatches,
  proofIsFresh,
  proofHasId,
  proofIsUnused,
];
