import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { systemRandom } from '../base/bytes.ts';
import { accountOfAccessKeyId } from '../base/ids.ts';
import { createKeyRing } from './keyring.ts';
import {
  openToken,
  packedPolicySize,
  type SealedSession,
  sealedLimit,
  sealToken,
} from './sealed-token.ts';
import type { SessionClaims, SessionPrincipal } from './session-claims.ts';

const ring = createKeyRing(0, systemRandom);

const claims: SessionClaims = {
  account: '111122223333',
  region: 'us-east-1',
  principal: {
    kind: 'assumed-role',
    roleName: 'Deploy',
    roleId: 'AROAEXAMPLEEXAMPLE123',
    sessionName: 'ci',
  },
  issuedAt: 1_769_851_800_000,
  expiresAt: 1_769_855_400_000,
  sessionPolicyArns: [],
  tags: new Map(),
  transitiveTagKeys: [],
  roleChained: false,
};

function sealed(given: SessionClaims, under = ring): Extract<SealedSession, { kind: 'sealed' }> {
  const session = sealToken(given, under, systemRandom);
  assert.equal(session.kind, 'sealed');
  return session as Extract<SealedSession, { kind: 'sealed' }>;
}

const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const user = fc.record({ userName: text, userId: text }, { noNullPrototype: true });
const principal: fc.Arbitrary<SessionPrincipal> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('assumed-role' as const),
      roleName: text,
      roleId: text,
      sessionName: text,
    },
    { noNullPrototype: true },
  ),
  fc.record(
    { kind: fc.constant('federated-user' as const), name: text, issuer: user },
    { requiredKeys: ['kind', 'name'], noNullPrototype: true },
  ),
  user.map((fields) => ({ kind: 'user-session' as const, ...fields })),
  fc.constant({ kind: 'root-session' as const }),
);
const names = fc.oneof(text, fc.constantFrom('__proto__', 'constructor', ''));
const anyClaims: fc.Arbitrary<SessionClaims> = fc.record(
  {
    account: fc.stringMatching(/^\d{12}$/),
    region: text,
    principal,
    issuedAt: fc.nat(4e12),
    expiresAt: fc.nat(4e12),
    issuerAccessKeyId: text,
    mfaAuthenticatedAt: fc.nat(4e12),
    sessionPolicy: fc.string({ maxLength: 600 }),
    sessionPolicyArns: fc.array(text, { maxLength: 10 }),
    tags: fc.array(fc.tuple(names, text), { maxLength: 20 }).map((pairs) => new Map(pairs)),
    transitiveTagKeys: fc.array(text, { maxLength: 5 }),
    sourceIdentity: text,
    federation: fc.record(
      {
        provider: text,
        claims: fc
          .array(fc.tuple(names, fc.array(text, { maxLength: 3 })), { maxLength: 4 })
          .map((pairs) => new Map(pairs)),
      },
      { noNullPrototype: true },
    ),
    browserSessionId: text,
    workforceUserId: text,
    roleChained: fc.boolean(),
  },
  {
    noNullPrototype: true,
    requiredKeys: [
      'account',
      'region',
      'principal',
      'issuedAt',
      'expiresAt',
      'sessionPolicyArns',
      'tags',
      'transitiveTagKeys',
      'roleChained',
    ],
  },
);

describe('sealed session tokens', () => {
  it('give back every claim that was sealed', () => {
    fc.assert(
      fc.property(anyClaims, (given) => {
        const { sessionToken, accessKeyId, secretAccessKey } = sealed(given);
        const opened = openToken(sessionToken, accessKeyId, ring);
        assert.deepEqual(opened, { accessKeyId, secretAccessKey, claims: given });
      }),
      { numRuns: 500 },
    );
  });

  it('look like those of AWS: key id of the account, 40 characters of secret, base64 token', () => {
    const { accessKeyId, secretAccessKey, sessionToken } = sealed(claims);
    assert.match(accessKeyId, /^ASIA[A-Z2-7]{16}$/);
    assert.equal(accountOfAccessKeyId(accessKeyId), '111122223333');
    assert.match(secretAccessKey, /^[A-Za-z0-9+/]{40}$/);
    assert.match(sessionToken, /^FwoG[A-Za-z0-9+/]+={0,2}$/);
  });

  it('open only for the access key that they were sealed with', () => {
    const first = sealed(claims);
    const second = sealed(claims);
    assert.ok(openToken(first.sessionToken, first.accessKeyId, ring));
    assert.equal(openToken(first.sessionToken, second.accessKeyId, ring), undefined);
    assert.equal(openToken(first.sessionToken, '', ring), undefined);
  });

  it('are refused when any single bit is flipped', () => {
    const { sessionToken, accessKeyId } = sealed(claims);
    const bytes = Buffer.from(sessionToken, 'base64');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const altered = Buffer.from(bytes);
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      assert.equal(openToken(altered.toString('base64'), accessKeyId, ring), undefined, `${bit}`);
    }
  });

  it('are refused when cut, lengthened or spelled in another base64', () => {
    const { sessionToken, accessKeyId } = sealed(claims);
    for (let length = 0; length < sessionToken.length; length += 7) {
      assert.equal(openToken(sessionToken.slice(0, length), accessKeyId, ring), undefined);
    }
    for (const suffix of [' ', '=', 'AAAA', '\n']) {
      assert.equal(openToken(sessionToken + suffix, accessKeyId, ring), undefined);
    }
    const urlSafe = sealed({ ...claims, region: 'r'.repeat(200) });
    const spelled = urlSafe.sessionToken.replace(/\+/g, '-').replace(/\//g, '_');
    assert.notEqual(spelled, urlSafe.sessionToken);
    assert.equal(openToken(spelled, urlSafe.accessKeyId, ring), undefined);
  });

  it('are refused by another ring with a key of the same id', () => {
    const { sessionToken, accessKeyId } = sealed(claims);
    const other = createKeyRing(0, systemRandom);
    assert.equal(other.active.id, ring.active.id);
    assert.equal(openToken(sessionToken, accessKeyId, other), undefined);
  });

  it('never throw on anything that a stranger sends', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String({ maxLength: 400 })), (token) => {
        assert.equal(openToken(token, 'ASIAEXAMPLE', ring), undefined);
        assert.equal(openToken(`FwoGAQAAAAE${token}`, 'ASIAEXAMPLE', ring), undefined);
      }),
      { numRuns: 500 },
    );
  });

  it('share no sealing key: the same claims never give the same bytes', () => {
    const salts = new Set<string>();
    const ciphertexts = new Set<string>();
    for (let index = 0; index < 200; index++) {
      const bytes = Buffer.from(sealed(claims).sessionToken, 'base64');
      salts.add(bytes.toString('hex', 8, 40));
      // One key and the fixed nonce would give one key stream, so equal beginnings.
      ciphertexts.add(bytes.toString('hex', 40, 56));
    }
    assert.equal(salts.size, 200);
    assert.equal(ciphertexts.size, 200);
  });

  it('do not hold the secret access key, and nothing public derives it', () => {
    const { sessionToken, secretAccessKey, accessKeyId } = sealed(claims);
    const secret = Buffer.from(secretAccessKey, 'base64');
    assert.equal(Buffer.from(sessionToken, 'base64').includes(secret), false);
    for (const input of [sessionToken, accessKeyId, `${accessKeyId}\n${sessionToken}`]) {
      assert.notDeepEqual(createHash('sha256').update(input).digest().subarray(0, 30), secret);
    }
    // The same token under a ring that differs only in its other key has another secret.
    const sibling = {
      ...ring.active,
      secretDerivation: createKeyRing(0, systemRandom).active.secretDerivation,
    };
    const opened = openToken(sessionToken, accessKeyId, { active: sibling, keys: [sibling] });
    assert.deepEqual(opened?.claims, claims);
    assert.notEqual(opened?.secretAccessKey, secretAccessKey);
  });
});

describe('the size of sealed tokens', () => {
  const noise = (size: number): string => systemRandom(size).toString('base64');

  it('PackedPolicySize is 0 without policies and tags and counts them in percent', () => {
    assert.equal(packedPolicySize(claims), 0);
    const tagged = { ...claims, tags: new Map([['Project', 'Blue']]) };
    assert.equal(packedPolicySize(tagged), 1);
    assert.equal(sealed(tagged).packedPolicySize, 1);
    const policy = { ...claims, sessionPolicy: noise(1000) };
    assert.ok(packedPolicySize(policy) > 45 && packedPolicySize(policy) < 75);
  });

  it('a repetitive policy packs better than its length', () => {
    const sessionPolicy = JSON.stringify({
      Statement: Array(30).fill({ Effect: 'Allow', Action: 's3:*' }),
    });
    assert.ok(packedPolicySize({ ...claims, sessionPolicy }) < 10);
  });

  it('over 100 percent is too large, whatever the size', () => {
    for (const size of [2_500, 100_000]) {
      const large = { ...claims, sessionPolicy: noise(size) };
      const session = sealToken(large, ring, systemRandom);
      assert.equal(session.kind, 'too-large');
      assert.ok(session.packedPolicySize > 100);
    }
  });

  it('a token may be too large for other reasons, and the largest still opens', () => {
    const withClaim = (size: number): SessionClaims => ({
      ...claims,
      federation: { provider: 'p', claims: new Map([['groups', ['g'.repeat(size)]]]) },
    });
    const tooLarge = sealToken(withClaim(sealedLimit), ring, systemRandom);
    assert.deepEqual(tooLarge, { kind: 'too-large', packedPolicySize: 0 });
    const { sessionToken, accessKeyId } = sealed(withClaim(sealedLimit - 200));
    assert.ok(sessionToken.length <= 8192);
    assert.ok(openToken(sessionToken, accessKeyId, ring));
  });
});
