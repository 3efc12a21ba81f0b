import type { PackedClaims, SealedSession, SessionClaims } from '../../crypto/index.ts';
import { AwsError } from '../../failures/aws-error.ts';
import { packedPolicyTooLarge } from './session-policies.ts';

/**
 * domain/sts: temporary credentials. Owns: the rules by which each kind of session is issued; all
 * role sessions are made by role-session.ts. Does not own: sealing (crypto/), who calls (calls/),
 * what identity providers say (domain/federation).
 */

/** Seals claims into credentials with the installation's key ring. */
export type Seal = (claims: SessionClaims) => SealedSession;

/** Credentials as STS answers them, with the share of the token that policies and tags take. */
export interface Issued {
  readonly Credentials: {
    readonly AccessKeyId: string;
    readonly SecretAccessKey: string;
    readonly SessionToken: string;
    readonly Expiration: Date;
  };
  /** Percent; see PackedPolicySize. */
  readonly packedPolicySize: number;
}

/** Issues credentials for claims. Throws PackedPolicyTooLarge when they do not fit into a token. */
export function issue(seal: Seal, claims: SessionClaims): Issued {
  const sealed = seal(claims);
  if (sealed.kind === 'too-large') throw tooLarge(claims, sealed.packedPolicySize);
  return {
    Credentials: {
      AccessKeyId: sealed.accessKeyId,
      SecretAccessKey: sealed.secretAccessKey,
      SessionToken: sealed.sessionToken,
      Expiration: new Date(claims.expiresAt),
    },
    packedPolicySize: sealed.packedPolicySize,
  };
}

function tooLarge(claims: SessionClaims, percent: number): AwsError {
  const text =
    percent <= 100 ? 'Serialized token too large for session' : overfull(claims, percent);
  return new AwsError('PackedPolicyTooLarge', text);
}

/** AWS's text about session policies and tags that take more than all of their space (B6). */
export function overfull(claims: PackedClaims, percent: number): string {
  const onlyTags = claims.sessionPolicy === undefined && claims.sessionPolicyArns.length === 0;
  return onlyTags
    ? `Packed size of session tags consumes ${percent}% of allotted space.`
    : packedPolicyTooLarge(percent).message;
}

/** `PackedPolicySize` of an answer: left out when neither policies nor tags were passed (B1). */
export function packedSizeMember(issued: Issued, passed: boolean): { PackedPolicySize?: number } {
  return passed ? { PackedPolicySize: issued.packedPolicySize } : {};
}

/** Expiry in whole seconds, as Expiration is written. */
export function expiryAfter(now: number, seconds: number): number {
  return Math.floor(now / 1000) * 1000 + seconds * 1000;
}
