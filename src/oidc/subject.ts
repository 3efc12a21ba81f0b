import type { Judgement } from '../failures/check.ts';
import type { AlgorithmName } from './algorithms.ts';
import type { KeyChoice } from './choose-key.ts';
import type { KeySet } from './key-set.ts';
import type { KeysOutcome } from './keys-outcome.ts';
import type { Token, TokenReading } from './token.ts';

/** The identity provider of the role's account that a token names. */
export interface TokenProvider {
  /**
   * Its URL without `https://`, path included: the prefix of condition keys. For a provider of
   * AWS's own list its name, such as `accounts.google.com`.
   */
  readonly url: string;
  /** The values that `iss` may have; one, except for Google. */
  readonly issuers: readonly string[];
  /** The URL of the issuer under which its discovery document is looked for. */
  readonly issuerUrl: string;
  /** What AssumeRoleWithWebIdentity answers as Provider: the ARN, or the name of a built-in one. */
  readonly name: string;
  /** The registered audiences; undefined for a built-in provider, which registers none. */
  readonly clientIds: readonly string[] | undefined;
}

/** What a token is judged by. Everything is evidence: nothing is fetched or looked up here. */
export interface TokenInput {
  /** The token as it was sent, or what readToken made of it. */
  readonly token: string | TokenReading;
  /** The provider found for the token's issuer in the role's account; undefined: there is none. */
  readonly provider: TokenProvider | undefined;
  /** The URLs (without scheme) of the account's providers, from which hints are made. */
  readonly registeredUrls?: readonly string[];
  /** What came of fetching the provider's keys; undefined when there is no provider. */
  readonly keys: KeysOutcome | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** How far the issuer's clock may differ, in milliseconds: AWS grants five minutes. */
  readonly skewMilliseconds: number;
}

/**
 * The subject of `tokenChecks`. Its methods throw when what they need could not be had, so that a
 * diagnosis reports the checks that ask for it as skipped; each works once.
 */
export interface TokenSubject {
  readonly reading: TokenReading;
  readonly provider: TokenProvider | undefined;
  readonly registeredUrls: readonly string[];
  readonly keys: KeysOutcome | undefined;
  readonly now: number;
  readonly skewMilliseconds: number;
  /** The token taken apart, unverified. */
  readonly token: () => Token;
  /** The allowed algorithm that its header names. */
  readonly algorithm: () => AlgorithmName;
  readonly keySet: () => KeySet;
  readonly choice: () => KeyChoice;
  /** Whether the chosen key made the signature. */
  readonly isSigned: () => boolean;
  /** What `tokenChecks` say of it. */
  readonly judgement: () => Judgement;
}
