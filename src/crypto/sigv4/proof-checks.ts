import { isoBasic } from '../../base/clock.ts';
import { failure } from '../../failures/catalogue.ts';
import type { Check } from '../../failures/check.ts';
import { quoted } from './assemble.ts';
import { headerOf } from './headers.ts';
import { type SignatureSubject, secretOf } from './subject.ts';
import { bodyHash, UNSIGNED_PAYLOAD, verifySignature } from './verify-signature.ts';

type Subject = SignatureSubject;

/** How far the clocks of client and server may differ, in milliseconds (aws-facts B5). */
export const CLOCK_SKEW = 300_000;

export const hostIsSigned: Check<Subject> = {
  name: 'hostIsSigned',
  code: 'SIG-040',
  run({ signature }) {
    return signature.signedHeaders.includes('host') ? undefined : failure('SIG-040', {});
  },
  describe({ signature }) {
    return { expected: 'host among the signed headers', received: signature.signedHeaderList };
  },
};

/**
 * Of the x-amz headers only x-amz-target has to be listed: it names the operation. The date is part
 * of what is signed anyway, a session token binds itself to its key, a payload hash is in the
 * canonical request, and others are added by proxies on the way (x-amz-cf-id).
 */
export const targetIsSigned: Check<Subject> = {
  name: 'targetIsSigned',
  code: 'SIG-041',
  run({ signature, request }) {
    if (headerOf(request, 'x-amz-target') === undefined) return undefined;
    return signature.signedHeaders.includes('x-amz-target') ? undefined : failure('SIG-041', {});
  },
  describe({ signature }) {
    return {
      expected: 'x-amz-target among the signed headers, if sent',
      received: signature.signedHeaderList,
    };
  },
};

/** `now` without its fraction, so that the instants named in a refusal really are out of order. */
function wholeSeconds(now: number): number {
  return now - (now % 1000);
}

export const signatureIsNotTooOld: Check<Subject> = {
  name: 'signatureIsNotTooOld',
  code: 'SIG-042',
  run({ signature, now }) {
    const current = wholeSeconds(now);
    const { amzDate: date, expires } = signature;
    const limit = current - (expires === undefined ? CLOCK_SKEW : expires * 1000);
    if (signature.signedAt >= limit) return undefined;
    const details = { date, limit: isoBasic(limit), now: isoBasic(current) };
    if (expires === undefined) return failure('SIG-042', details);
    const window = expires % 60 === 0 ? `${expires / 60} min` : `${expires} sec`;
    return failure('SIG-044', { ...details, window });
  },
  describe({ signature, now }) {
    const seconds = signature.expires ?? CLOCK_SKEW / 1000;
    return {
      expected: `signed at most ${seconds} seconds before ${isoBasic(now)}`,
      received: signature.amzDate,
    };
  },
};

export const signatureIsNotEarly: Check<Subject> = {
  name: 'signatureIsNotEarly',
  code: 'SIG-043',
  run({ signature, now }) {
    const limit = wholeSeconds(now) + CLOCK_SKEW;
    if (signature.signedAt <= limit) return undefined;
    const details = { date: signature.amzDate, limit: isoBasic(limit), now: isoBasic(now) };
    return failure('SIG-043', details);
  },
  describe({ signature, now }) {
    return {
      expected: `signed at most 300 seconds after ${isoBasic(now)}`,
      received: signature.amzDate,
    };
  },
};

export const payloadHashFits: Check<Subject> = {
  name: 'payloadHashFits',
  code: 'SIG-045',
  run({ signature, request }) {
    const { contentHash } = signature;
    if (contentHash === undefined || contentHash === UNSIGNED_PAYLOAD) return undefined;
    return contentHash === bodyHash(request) ? undefined : failure('SIG-045', {});
  },
  describe({ signature, request }) {
    return { expected: bodyHash(request), received: quoted(signature.contentHash ?? 'not given') };
  },
};

export const signatureMatches: Check<Subject> = {
  name: 'signatureMatches',
  code: 'SIG-046',
  run({ signature, request, credential, signingKeys }) {
    const secret = secretOf(credential);
    // Unreachable behind the checks before it; a diagnosis reports this check as skipped.
    if (secret === undefined) throw new Error('no secret access key to verify the signature with');
    if (verifySignature(signature, request, secret, signingKeys)) return undefined;
    return failure('SIG-046', { accessKeyId: quoted(signature.accessKeyId) });
  },
  describe({ signature }) {
    return {
      expected: 'the signature that the secret access key gives for this request',
      received: quoted(signature.signature),
    };
  },
};
