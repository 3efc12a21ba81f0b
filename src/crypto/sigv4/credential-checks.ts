import { isoSeconds } from '../../base/clock.ts';
import { type Failure, failure } from '../../failures/catalogue.ts';
import type { Check } from '../../failures/check.ts';
import { quoted } from './assemble.ts';
import type { SignatureSubject } from './subject.ts';

type Subject = SignatureSubject;

function accessKeyOf({ signature }: Subject): { accessKeyId: string } {
  return { accessKeyId: quoted(signature.accessKeyId) };
}

export const keyIsKnown: Check<Subject> = {
  name: 'keyIsKnown',
  code: 'SIG-030',
  run(subject) {
    return subject.credential.kind === 'unknown'
      ? failure('SIG-030', accessKeyOf(subject))
      : undefined;
  },
  describe(subject) {
    return { expected: 'an existing access key', received: accessKeyOf(subject).accessKeyId };
  },
};

/** A temporary key comes with a session token, a long-term key without one. */
export const tokenFitsKey: Check<Subject> = {
  name: 'tokenFitsKey',
  code: 'SIG-031',
  run(subject) {
    const { kind } = subject.credential;
    const present = subject.signature.sessionToken !== undefined;
    if (kind === 'temporary' && !present) return failure('SIG-031', accessKeyOf(subject));
    if (kind === 'long-term' && present) return failure('SIG-032', accessKeyOf(subject));
    return undefined;
  },
  describe({ signature, credential }) {
    return {
      expected: credential.kind === 'temporary' ? 'a session token' : 'no session token',
      received: signature.sessionToken === undefined ? 'no session token' : 'a session token',
    };
  },
};

export const tokenIsBoundToKey: Check<Subject> = {
  name: 'tokenIsBoundToKey',
  code: 'SIG-033',
  run(subject) {
    const { credential } = subject;
    if (credential.kind !== 'temporary' || credential.tokenMatches) return undefined;
    return failure('SIG-033', accessKeyOf(subject));
  },
  describe(subject) {
    const opened = subject.credential.kind !== 'temporary' || subject.credential.tokenMatches;
    return {
      expected: `a session token issued with ${accessKeyOf(subject).accessKeyId}`,
      received: opened ? 'the same' : 'a token that does not open for this key',
    };
  },
};

export const sessionHasNotExpired: Check<Subject> = {
  name: 'sessionHasNotExpired',
  code: 'SIG-034',
  run(subject) {
    const expiresAt = expiryOf(subject);
    if (expiresAt === undefined || subject.now < expiresAt) return undefined;
    const details = { ...accessKeyOf(subject), expiresAt: isoSeconds(expiresAt) };
    return failure('SIG-034', details);
  },
  describe(subject) {
    const expiresAt = expiryOf(subject);
    return {
      expected: expiresAt === undefined ? 'any time' : `before ${isoSeconds(expiresAt)}`,
      received: isoSeconds(subject.now),
    };
  },
};

function expiryOf({ credential }: Subject): number | undefined {
  if (credential.kind !== 'temporary' || !credential.tokenMatches) return undefined;
  return credential.expiresAt;
}

export const issuerIsAlive: Check<Subject> = {
  name: 'issuerIsAlive',
  code: 'SIG-035',
  run(subject) {
    return hasDeadIssuer(subject) ? failure('SIG-035', accessKeyOf(subject)) : undefined;
  },
  describe(subject) {
    return {
      expected: 'the role, user or browser session that the credentials came from',
      received: hasDeadIssuer(subject) ? 'deleted or ended' : 'exists',
    };
  },
};

function hasDeadIssuer({ credential }: Subject): boolean {
  return credential.kind === 'temporary' && credential.tokenMatches && !credential.issuerAlive;
}

export const keyIsActive: Check<Subject> = {
  name: 'keyIsActive',
  code: 'SIG-036',
  run(subject): Failure | undefined {
    return isInactive(subject) ? failure('SIG-036', accessKeyOf(subject)) : undefined;
  },
  describe(subject) {
    return { expected: 'Active', received: isInactive(subject) ? 'Inactive' : 'Active' };
  },
};

function isInactive({ credential }: Subject): boolean {
  return credential.kind === 'long-term' && !credential.active;
}
