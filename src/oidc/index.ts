/**
 * oidc/: OpenID Connect as the relying party sees it: reading tokens, discovery documents and key
 * sets, the table of token checks, and what becomes of claims (condition keys, tags). In dpop/ the
 * proofs of possession that clients of our own tokens send.
 * Owns: everything that can be decided from bytes and values about a token and its issuer.
 * Does not own: fetching (outbound/, domain/federation), providers in the store and trust policies
 * (domain/), the clock.
 * Neighbours: failures/ for the catalogue and the form of checks; domain/federation asks, cli/
 * asks the same table offline.
 */
export {
  type AccessTokenAnswer,
  type AccessTokenAnswers,
  type AccessTokenProvider,
  type AccessTokenQuestion,
  accessTokenQuestions,
  isAccessTokenProvider,
} from './access-token.ts';
export { type AccessTokenSubject, accessTokenChecks } from './access-token-checks.ts';
export { accessTokenIdentity } from './access-token-identity.ts';
export { type AlgorithmName, algorithmNames } from './algorithms.ts';
export { chooseKey, type KeyChoice, type KeyChoiceProblem } from './choose-key.ts';
export { type ConditionKeys, webIdentityConditionKeys } from './condition-keys.ts';
export {
  type Discovery,
  type DiscoveryProblem,
  type DiscoveryReading,
  discoveryUrl,
  MAX_DISCOVERY_BYTES,
  readDiscovery,
  requiredMembers,
} from './discovery.ts';
export {
  MAX_PROOF_CHARACTERS,
  type ProofReading,
  proofKeyOf,
  proofThumbprint,
  readProof,
} from './dpop/proof.ts';
export { PROOF_WINDOW, type ProofSubject, proofChecks } from './dpop/proof-checks.ts';
export { examineToken } from './examine-token.ts';
export {
  discoveryCertificateIsTrusted,
  discoveryHostIsReached,
  discoveryIsAnswered,
  discoveryIsComplete,
  keySetIsReadable,
  keysAreAnswered,
  keysCertificateIsTrusted,
  keysHostIsReached,
} from './fetch-checks.ts';
export { ignoredMembers } from './header-checks.ts';
export {
  type KeyProblem,
  type KeySet,
  type KeySetProblem,
  type KeySetReading,
  MAX_KEY_SET_BYTES,
  readKeySet,
  type SkippedKey,
  type VerificationKey,
} from './key-set.ts';
export type { FailedFetch, FetchProblem, FetchStep, KeysOutcome } from './keys-outcome.ts';
export { keyProblemText, problemText } from './problem-text.ts';
export {
  type BuiltInName,
  builtInNames,
  builtInProvider,
  type ProviderOrigins,
  type RegisteredProvider,
  registeredProvider,
} from './providers.ts';
export type { TokenInput, TokenProvider, TokenSubject } from './subject.ts';
export {
  claimedIssuer,
  claimedIssueTime,
  claimedKeyId,
  readToken,
  type Token,
  type TokenProblem,
  type TokenReading,
} from './token.ts';
export { tokenChecks } from './token-checks.ts';
export { type WebIdentity, webIdentity } from './web-identity.ts';
