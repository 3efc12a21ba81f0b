import { type AlgorithmName, algorithmOf } from './algorithms.ts';
import type { KeySet, VerificationKey } from './key-set.ts';

/** Why a key set has no key for a token. */
export type KeyChoiceProblem =
  /** No key that verifies signatures has this id. */
  | 'unknown-kid'
  /** Keys of this id are there, but of another type, curve or algorithm. */
  | 'wrong-type'
  /** Several different keys would do, and nothing tells them apart. */
  | 'ambiguous'
  /** The token names no key, and no key would do. */
  | 'none-suitable';

export type KeyChoice =
  | { readonly ok: true; readonly key: VerificationKey }
  | { readonly ok: false; readonly problem: KeyChoiceProblem };

/**
 * The one key that a token may be signed with: of the id that its header names, compared exactly,
 * and of the type, curve and algorithm that the header's algorithm asks for. Without an id only a
 * set with exactly one suitable key answers: trying keys in turn would let the token choose (RFC
 * 7515 section 4.1.4 leaves the choice to the application). The same key listed twice is one key.
 */
export function chooseKey(
  header: { readonly algorithm: AlgorithmName; readonly kid: string | undefined },
  { keys }: KeySet,
): KeyChoice {
  const { algorithm, kid } = header;
  const named = kid === undefined ? keys : keys.filter((key) => key.kid === kid);
  const suitable = named.filter((key) => isSuitable(key, algorithm));
  const [key, ...others] = suitable;
  if (key === undefined) return { ok: false, problem: missing(kid, named.length) };
  if (others.some((other) => !other.key.equals(key.key)))
    return { ok: false, problem: 'ambiguous' };
  return { ok: true, key };
}

function missing(kid: string | undefined, named: number): KeyChoiceProblem {
  if (kid === undefined) return 'none-suitable';
  return named === 0 ? 'unknown-kid' : 'wrong-type';
}

function isSuitable(key: VerificationKey, name: AlgorithmName): boolean {
  const algorithm = algorithmOf(name);
  return (
    key.keyType === algorithm.keyType &&
    key.curve === algorithm.curve &&
    (key.algorithm === undefined || key.algorithm === name)
  );
}
