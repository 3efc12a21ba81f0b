import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createLocalJWKSet, errors, type JSONWebKeySet, jwtVerify } from 'jose';
import { hostileTokens } from './hostile.test-support.ts';
import {
  CLIENT_ID,
  claims,
  fetchedKeys,
  ISSUER,
  judged,
  keySetOf,
  NOW,
  type SigningAlgorithm,
  SKEW,
  signedToken,
  signingAlgorithms,
} from './testing.ts';

const set = keySetOf();
const keys = fetchedKeys(set);
const joseKeys = createLocalJWKSet(set as unknown as JSONWebKeySet);

/** Whether jose accepts a token under the same rules. */
async function joseAccepts(token: string): Promise<boolean> {
  try {
    await jwtVerify(token, joseKeys, {
      algorithms: [...signingAlgorithms],
      issuer: ISSUER,
      audience: [CLIENT_ID, 'client-b'],
      clockTolerance: SKEW / 1000,
      currentDate: new Date(NOW),
      requiredClaims: ['exp', 'iat', 'sub', 'aud'],
    });
    return true;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return false;
    throw error;
  }
}

/**
 * What jose lets pass and we refuse for a stated reason: repeated names (which JSON.parse drops),
 * bits that belong to no byte, `b64` without `crit`, compression and nesting that nobody asked to
 * understand, claims in forms that jose does not look at, subjects that answers cannot carry.
 */
const stricter = new Set([
  'OIDC-003',
  'OIDC-005',
  'OIDC-006',
  'OIDC-007',
  'OIDC-008',
  'OIDC-009',
  'OIDC-010',
  'OIDC-011',
  'OIDC-071',
  'OIDC-073',
  'OIDC-075',
]);

async function compare(token: string): Promise<void> {
  const refusal = judged({ token, keys });
  const accepted = await joseAccepts(token);
  if (refusal === undefined) assert.ok(accepted, 'accepted here, refused by jose');
  else if (accepted) assert.ok(stricter.has(refusal.code), `${refusal.code}: accepted by jose`);
}

const live = signingAlgorithms.map((algorithm) => signedToken(claims(), { algorithm }));
const character = fc.constantFrom(
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ',
);

test('jose agrees on live tokens of every algorithm', async () => {
  for (const token of live) {
    assert.equal(judged({ token, keys }), undefined);
    assert.ok(await joseAccepts(token));
  }
});

test('jose accepts no hostile token unless for a stated reason', async () => {
  for (const { token } of hostileTokens()) await compare(token);
});

test('jose agrees on tokens with random characters exchanged, inserted and cut out', async () => {
  const edit = fc.record({
    at: fc.nat(),
    cut: fc.nat(2),
    text: fc.array(character, { maxLength: 2 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...live),
      fc.array(edit, { minLength: 1, maxLength: 3 }),
      async (token, edits) => {
        const changed = edits.reduce((text, { at, cut, text: inserted }) => {
          const place = at % text.length;
          return text.slice(0, place) + inserted.join('') + text.slice(place + cut);
        }, token);
        await compare(changed);
      },
    ),
    { numRuns: 400 },
  );
});

test('jose agrees on genuine tokens with random claims and headers', async () => {
  const time = fc.integer({ min: -900, max: 900 }).map((seconds) => NOW / 1000 + seconds);
  const changes = fc.record(
    {
      exp: fc.oneof(time, fc.constant('soon')),
      iat: time,
      nbf: time,
      aud: fc.constantFrom<unknown>(CLIENT_ID, 'other', ['other', 'client-b'], [], 7),
      iss: fc.constantFrom(ISSUER, `${ISSUER}/`, 'https://other.example'),
      sub: fc.constantFrom<unknown>('user', '', 7),
    },
    { requiredKeys: [] },
  );
  const header = fc.record(
    {
      kid: fc.constantFrom('rsa', 'ES256', 'ES384', 'unknown'),
      alg: fc.constantFrom('RS256', 'RS512', 'PS256', 'ES256', 'none', 'HS256'),
      crit: fc.constantFrom<unknown>(['b64'], ['x'], []),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<SigningAlgorithm>('RS256', 'ES256', 'PS384'),
      changes,
      header,
      async (algorithm, changed, members) => {
        await compare(signedToken(claims(changed), { algorithm, header: members }));
      },
    ),
    { numRuns: 200 },
  );
});
