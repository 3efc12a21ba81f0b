/**
 * crypto/: what only keys can decide.
 * Owns: reading and verifying AWS request signatures, sealed session tokens, the key ring, secrets
 * at rest, passwords, private keys, identity tokens. Pure: time, randomness and keys are parameters; caches are objects that the
 * caller makes. Does not own: where keys and credentials are stored (store/), who a credential
 * belongs to and whether its issuer still exists (domain/), the order of a call's stages (calls/).
 */

export type { PackedClaims } from './claims-codec.ts';
export { GenerationalCache } from './generational-cache.ts';
export { HashGate, HashQueueFull } from './hash-gate.ts';
export { type IdentityKey, identityKeys, signIdentityToken } from './identity-token.ts';
export { keyedHash, matchesKeyedHash } from './keyed-hash.ts';
export {
  addRingKey,
  createKeyRing,
  type KeyRing,
  promoteRingKey,
  type RingKey,
  type RingKeyState,
  retireRingKey,
} from './keyring.ts';
export {
  MASTER_KEY_SIZE,
  type UnwrappedKeyRing,
  unwrapKeyRing,
  wrapKeyRing,
} from './keyring-wrapping.ts';
export { defaultArgon2, hashPassword, needsRehash, verifyPassword } from './password.ts';
export type { Argon2Parameters } from './phc.ts';
export { type PrivateKey, type RsaPrivateKeyReading, readRsaPrivateKey } from './private-key.ts';
export {
  type OpenedSession,
  openToken,
  packedLimit,
  packedPolicySize,
  type SealedSession,
  sealedLimit,
  sealToken,
} from './sealed-token.ts';
export { openMessage, openSecret, sealingKeyId, sealMessage, sealSecret } from './secrets.ts';
export { type CertifiedKey, makeCertifiedKey } from './self-signed-certificate.ts';
export type { FederationClaims, SessionClaims, SessionPrincipal } from './session-claims.ts';
export { readSignature } from './sigv4/read-signature.ts';
export type { RequestSignature, SignatureReading } from './sigv4/signature.ts';
export { signatureChecks } from './sigv4/signature-checks.ts';
export { SigningKeys } from './sigv4/signing-keys.ts';
export type { ResolvedCredential, SignatureSubject } from './sigv4/subject.ts';
export { verifySignature } from './sigv4/verify-signature.ts';
export { TokenOpener } from './token-opener.ts';
export {
  driftAfter,
  matchConsecutiveTotp,
  matchTotp,
  newTotpSeed,
  TOTP_PERIOD,
  TOTP_REACH,
  totpClockOffset,
  totpStep,
  totpUri,
} from './totp.ts';
export {
  type Assertion,
  assertionIsSigned,
  hashOfRpId,
  type KnownCredential,
  type NewCredential,
  type PasskeyCreationOptions,
  type PasskeyRequestOptions,
  passkeyCreationOptions,
  passkeyRequestOptions,
  type Registration,
  readAssertion,
  readRegistration,
  registeredCredential,
} from './webauthn.ts';
export type { CeremonyFacts } from './webauthn-reading.ts';
