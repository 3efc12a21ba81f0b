/** What judging an OpenID token costs with its keys at hand, against verifying it alone, and jose. */
import { verify } from 'node:crypto';
import { importJWK, jwtVerify } from 'jose';
import { examineToken, webIdentity } from '../src/oidc/index.ts';
import {
  CLIENT_ID,
  claims,
  fetchedKeys,
  ISSUER,
  jwkOf,
  keyFor,
  keySetOf,
  NOW,
  SKEW,
  signedToken,
  testProvider,
} from '../src/oidc/testing.ts';
import { type Compared, inProcess, ratio, together } from './together.ts';

/** Figures of judging one token signed with RS256. */
export interface TokenResult {
  readonly compared: readonly Compared[];
  /** The signature's share of the token check table. */
  readonly share: number;
  /** How many times as much jose takes. */
  readonly jose: number;
}

/** Measures judging one token and what it is compared with, in interleaved rounds. */
export async function benchTokens(rounds: number): Promise<TokenResult> {
  const token = signedToken(claims({ jti: 'id-4711', ref: 'refs/heads/main', run_id: '4711' }));
  const keys = fetchedKeys(keySetOf([keyFor('RS256')]));
  const provider = testProvider();
  const evidence = { token, provider, keys, now: NOW, skewMilliseconds: SKEW };
  const judge = () => {
    const subject = examineToken(evidence);
    const { failed } = subject.judgement();
    if (failed) throw new Error(`the token is refused: ${failed.code} ${failed.message}`);
    return webIdentity(subject);
  };
  const end = token.lastIndexOf('.');
  const content = Buffer.from(token.slice(0, end));
  const signature = Buffer.from(token.slice(end + 1), 'base64url');
  const { publicKey } = keyFor('RS256');
  const key = await importJWK(jwkOf(keyFor('RS256')), 'RS256');
  const options = {
    issuer: ISSUER,
    audience: CLIENT_ID,
    currentDate: new Date(NOW),
    clockTolerance: SKEW / 1000,
  };
  const contenders = [
    await inProcess('RSA verification alone', () =>
      verify('sha256', content, publicKey, signature),
    ),
    await inProcess('token check table and identity', judge),
    await inProcess('jose', () => jwtVerify(token, key, options)),
  ] as const;
  const compared = await together(contenders, rounds);
  const [floor, table, jose] = compared;
  if (!floor || !table || !jose) throw new Error('a contender is missing');
  return { compared, share: ratio(floor, table), jose: ratio(jose, table) };
}
