import assert from 'node:assert/strict';
import { argon2Sync } from 'node:crypto';
import { describe, it } from 'node:test';
import { systemRandom } from '../base/bytes.ts';
import { HashGate, HashQueueFull } from './hash-gate.ts';
import { defaultArgon2, hashPassword, needsRehash, verifyPassword } from './password.ts';
import { formatPhc, parsePhc } from './phc.ts';

const gate = new HashGate();
/** Small parameters: the tests are about the rules, not the work. */
const quick = { memory: 64, passes: 1, parallelism: 1 };

describe('passwords', () => {
  it('are verified against their own hash only', async () => {
    const stored = await hashPassword('correct horse é', gate, systemRandom);
    assert.match(
      stored,
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/,
    );
    assert.equal(await verifyPassword('correct horse é', stored, gate), true);
    assert.equal(await verifyPassword('correct horse e', stored, gate), false);
    assert.equal(await verifyPassword('', stored, gate), false);
  });

  it('have a salt of their own', async () => {
    const hashes = [1, 2, 3].map(() => hashPassword('same', gate, systemRandom, quick));
    assert.equal(new Set(await Promise.all(hashes)).size, 3);
  });

  it('are hashed as argon2id of RFC 9106 says (appendix of the reference implementation)', async () => {
    // $ echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 24 -e
    const stored =
      '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    assert.equal(await verifyPassword('password', stored, gate), true);
    assert.equal(await verifyPassword('Password', stored, gate), false);
  });

  it('of nobody are refused after the same work', async () => {
    let runs = 0;
    const counting = new HashGate();
    counting.run = (work) => {
      runs++;
      return work();
    };
    const unreadable = ['', 'x', '$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$AAAA'];
    for (const stored of [undefined, ...unreadable]) {
      assert.equal(await verifyPassword('', stored, counting), false);
      assert.equal(await verifyPassword('password', stored, counting), false);
    }
    assert.equal(runs, 8);
  });

  it('of absurd length are refused, even when their hash is stored', async () => {
    const long = 'x'.repeat(4097);
    await assert.rejects(hashPassword(long, gate, systemRandom, quick), RangeError);
    const salt = systemRandom(16);
    const tag = argon2Sync('argon2id', { ...quick, message: long, nonce: salt, tagLength: 32 });
    const stored = formatPhc({ ...quick, salt, tag });
    assert.equal(await verifyPassword(long, stored, gate), false);
    const longest = 'x'.repeat(4096);
    const allowed = await hashPassword(longest, gate, systemRandom, quick);
    assert.equal(await verifyPassword(longest, allowed, gate), true);
    const ofNothing = argon2Sync('argon2id', { ...quick, message: '', nonce: salt, tagLength: 32 });
    const empty = formatPhc({ ...quick, salt, tag: ofNothing });
    assert.equal(await verifyPassword(long, empty, gate), false);
  });

  it('need a new hash when the stored one is weaker or unreadable', async () => {
    const today = await hashPassword('x', gate, systemRandom);
    const weak = await hashPassword('x', gate, systemRandom, quick);
    assert.equal(needsRehash(today), false);
    assert.equal(needsRehash(today, { ...defaultArgon2, passes: 1 }), false);
    assert.equal(needsRehash(today, { ...defaultArgon2, passes: 3 }), true);
    assert.equal(needsRehash(weak), true);
    assert.equal(needsRehash(''), true);
  });
});

describe('PHC strings', () => {
  const salt = Buffer.alloc(16, 1);
  const tag = Buffer.alloc(32, 2);
  const good = formatPhc({ ...defaultArgon2, salt, tag });

  it('are read back as written', () => {
    assert.deepEqual(parsePhc(good), { ...defaultArgon2, salt, tag });
  });

  it('are refused when they are not argon2id or ask for too much or too little', () => {
    const changes: [string, string][] = [
      ['argon2id', 'argon2i'],
      ['v=19', 'v=16'],
      ['m=19456', 'm=262145'],
      ['m=19456', 'm=7'],
      ['m=19456', 'm=019456'],
      ['t=2', 't=0'],
      ['t=2', 't=17'],
      ['p=1', 'p=5'],
      ['p=1', 'p=0'],
      ['$AQEBAQ', '$AQE=AQ'],
      ['AQEBAQEBAQEBAQEBAQEBAQ$', 'AQEBAQEBAQEBAQEBAQEBAR$'],
    ];
    for (const [from, to] of changes) {
      assert.ok(good.includes(from), from);
      assert.equal(parsePhc(good.replace(from, to)), undefined, to);
    }
    assert.equal(parsePhc(`${good}\n`), undefined);
    assert.equal(parsePhc(good.slice(0, 50)), undefined);
    assert.ok(parsePhc(good.replace('m=19456', 'm=262144').replace('t=2', 't=16')));
  });
});

describe('the gate', () => {
  it('lets two run, queues in order and refuses beyond its limit', async () => {
    const narrow = new HashGate(2, 3);
    const log: number[] = [];
    const finish: (() => void)[] = [];
    const start = (index: number): Promise<number> =>
      narrow.run(async () => {
        log.push(index);
        await new Promise<void>((resolve) => finish.push(resolve));
        return index;
      });
    const started = [0, 1, 2, 3, 4].map(start);
    await assert.rejects(start(5), HashQueueFull);
    await new Promise(setImmediate);
    assert.deepEqual([log, narrow.waiting], [[0, 1], 3]);
    for (let index = 0; index < 5; index++) {
      finish[index]?.();
      await new Promise(setImmediate);
    }
    assert.deepEqual(await Promise.all(started), [0, 1, 2, 3, 4]);
    assert.deepEqual(log, [0, 1, 2, 3, 4]);
    assert.equal(narrow.waiting, 0);
  });

  it('gives the place on when the work fails', async () => {
    const single = new HashGate(1, 10);
    const failing = single.run(() => Promise.reject(new Error('no')));
    const following = single.run(() => Promise.resolve('yes'));
    await assert.rejects(failing, /no/);
    assert.equal(await following, 'yes');
    assert.equal(await single.run(() => Promise.resolve('again')), 'again');
  });
});
