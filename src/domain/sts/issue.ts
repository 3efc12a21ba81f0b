import type { SealedSession, SessionClaims } from '../../crypto/index.ts';
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
  if (percent <= 100) {
    return new AwsError('PackedPolicyTooLarge', 'Serialized token too large for session');
  }
  const onlyTags = claims.sessionPolicy === undefined && claims.sessionPolicyArns.length === 0;
  if (!onlyTags) return packedPolicyTooLarge(percent);
  return new AwsError(
    'PackedPolicyTooLarge',
    `Packed size of session tags consumes ${percent}% of allotted space.`,
  );
}

/** `PackedPolicySize` of an answer: left out when neither policies nor tags were passed (B1). */
export function packedSizeMember(issued: Issued, passed: boolean): { PackedPolicySize?: number } {
  return passed ? { PackedPolicySize: issued.packedPolicySize } : {};
}

/** Expiry in whole seconds, as Expiration is written. */
export function expiryAfter(now: number, seconds: number): number {
  return Math.floor(now / 1000) * 1000 + seconds * 1000;
}
