import { judgeChecks } from '../failures/check.ts';
import { type AlgorithmName, isAlgorithmName } from './algorithms.ts';
import { chooseKey } from './choose-key.ts';
import type { KeySet } from './key-set.ts';
import type { TokenInput, TokenSubject } from './subject.ts';
import { readToken, type Token, textMember } from './token.ts';
import { tokenChecks } from './token-checks.ts';
import { verifySignature } from './verify-signature.ts';

/** Prepares a token for `tokenChecks`; the costly steps happen when a check first asks for them. */
export function examineToken(input: TokenInput): TokenSubject {
  const { provider, registeredUrls = [], keys, now, skewMilliseconds } = input;
  const reading = typeof input.token === 'string' ? readToken(input.token) : input.token;
  const token = (): Token => {
    if (!reading.ok) throw new Error(`the token cannot be read: ${reading.problem.kind}`);
    return reading.token;
  };
  const algorithm = (): AlgorithmName => {
    const name = textMember(token().header, 'alg');
    if (name === undefined || !isAlgorithmName(name)) throw new Error('no allowed algorithm');
    return name;
  };
  const keySet = (): KeySet => {
    if (keys?.kind !== 'keys') throw new Error('there are no keys');
    return keys.keySet;
  };
  const choice = once(() => {
    const kid = textMember(token().header, 'kid');
    return chooseKey({ algorithm: algorithm(), kid }, keySet());
  });
  const isSigned = once(() => {
    const chosen = choice();
    if (!chosen.ok) throw new Error(`no key was chosen: ${chosen.problem}`);
    return verifySignature(token(), algorithm(), chosen.key);
  });
  const evidence = { reading, provider, registeredUrls, keys, now, skewMilliseconds };
  const judgement = once(() => judgeChecks(tokenChecks, subject));
  const subject: TokenSubject = {
    ...evidence,
    token,
    algorithm,
    keySet,
    choice,
    isSigned,
    judgement,
  };
  return subject;
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
