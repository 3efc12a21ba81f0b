import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Secret, URI } from 'otpauth';
import { needs } from '../../tools/programs.ts';
import { systemRandom } from '../base/bytes.ts';
import {
  driftAfter,
  matchConsecutiveTotp,
  matchTotp,
  newTotpSeed,
  TOTP_PERIOD,
  totpClockOffset,
  totpCode,
  totpStep,
  totpUri,
} from './totp.ts';

/** The key of RFC 6238's appendix B. */
const RFC_SEED = Secret.fromLatin1('12345678901234567890').base32;

/** Seconds, and the last six digits of the RFC's eight. */
const RFC_VECTORS: readonly (readonly [number, string])[] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
];

const NOW = Date.UTC(2026, 0, 15, 8);
const AT = totpStep(NOW);
const seed = newTotpSeed(systemRandom);
const seeds = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => {
  const copy = Buffer.from(bytes);
  return newTotpSeed(() => copy);
});

describe('one-time codes by time', () => {
  it('R201: are those of RFC 6238, six digits each', () => {
    for (const [seconds, code] of RFC_VECTORS) {
      assert.equal(totpCode(RFC_SEED, totpStep(seconds * 1000)), code);
    }
  });

  it('R201: are those of oathtool', needs('oathtool'), () => {
    for (const offset of [0, 1, 12_345]) {
      const now = new Date((AT + offset) * TOTP_PERIOD).toISOString().replace('T', ' ');
      const said = execFileSync('oathtool', ['--totp', '--base32', `--now=${now}`, seed]);
      assert.equal(totpCode(seed, AT + offset), said.toString().trim());
    }
  });

  it('have seeds of 160 bits in base 32, none twice', () => {
    assert.match(seed, /^[A-Z2-7]{32}$/);
    assert.notEqual(newTotpSeed(systemRandom), seed);
  });

  it('are told to authenticator apps with issuer and label', () => {
    const uri = totpUri({ issuer: 'Gatehouse', label: 'alice@111122223333', seed });
    assert.match(uri, /^otpauth:\/\/totp\/Gatehouse:alice%40111122223333\?issuer=Gatehouse&/);
    const read = URI.parse(uri);
    assert.equal(read.secret.base32, seed);
    assert.equal(read.label, 'alice@111122223333');
  });
});

describe('matching a code', () => {
  const match = (step: number, drift = 0) =>
    matchTotp(seed, totpCode(seed, step), { now: NOW, drift });

  it('accepts the step of now and one to each side, and says which it was', () => {
    for (const step of [AT - 1, AT, AT + 1]) assert.equal(match(step), step);
    assert.equal(match(AT - 2), undefined);
    assert.equal(match(AT + 2), undefined);
  });

  it('accepts what surrounds the clock that the device was last seen with, and the right time', () => {
    for (const step of [AT + 6, AT + 7, AT + 8]) assert.equal(match(step, 7), step);
    for (const step of [AT - 1, AT, AT + 1]) assert.equal(match(step, 7), step);
    for (const step of [AT + 5, AT + 9, AT + 3]) assert.equal(match(step, 7), undefined);
    assert.equal(match(AT - 8, -7), AT - 8);
  });

  it('refuses what is no code', () => {
    for (const code of ['', '12345', '1234567', 'abcdef', '１２３４５６']) {
      assert.equal(matchTotp(seed, code, { now: NOW, drift: 0 }), undefined);
    }
  });

  it('accepts for every seed and time its own code and nothing two steps away', () => {
    fc.assert(
      fc.property(seeds, fc.nat(4e12), fc.integer({ min: -20, max: 20 }), (own, now, offset) => {
        const step = totpStep(now) + offset;
        const codes = [-1, 0, 1].map((near) => totpCode(own, totpStep(now) + near));
        const code = totpCode(own, step);
        const matched = matchTotp(own, code, { now, drift: 0 });
        assert.equal(matched !== undefined, codes.includes(code));
        if (Math.abs(offset) > 1 || step < 0) return;
        assert.equal(totpCode(own, matched ?? 0), code);
      }),
      { numRuns: 50 },
    );
  });

  it('lets a clock that is right again forget its drift', () => {
    assert.equal(driftAfter(AT + 1, NOW), 0);
    assert.equal(driftAfter(AT - 1, NOW), 0);
    assert.equal(driftAfter(AT + 2, NOW), 2);
    assert.equal(driftAfter(AT - 9, NOW), -9);
  });
});

describe('R055: a clock that is off', () => {
  it('is found up to ten minutes away, in both directions', () => {
    for (const offset of [-20, -3, 2, 20]) {
      assert.equal(totpClockOffset(seed, totpCode(seed, AT + offset), NOW), offset);
    }
    assert.equal(totpClockOffset(seed, totpCode(seed, AT + 21), NOW), undefined);
  });
});

describe('two codes in a row', () => {
  const match = (first: number, second: number) =>
    matchConsecutiveTotp(seed, totpCode(seed, first), totpCode(seed, second), NOW);

  it('match in their order within ten minutes, and the second tells the clock', () => {
    assert.equal(match(AT - 1, AT), AT);
    assert.equal(match(AT + 19, AT + 20), AT + 20);
    assert.equal(match(AT - 21, AT - 20), AT - 20);
  });

  it('do not match when they are the same, apart, reversed or too far away', () => {
    assert.equal(match(AT, AT), undefined);
    assert.equal(match(AT, AT + 2), undefined);
    assert.equal(match(AT, AT - 1), undefined);
    assert.equal(match(AT + 20, AT + 21), undefined);
  });
});
