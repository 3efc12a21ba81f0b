import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { systemRandom } from '../../base/bytes.ts';
import type { Claimed } from './flow-state.ts';
import { knows, readKnownBrowser, rememberPerson } from './known-browser.ts';
import { challengeDue, type RiskSubject } from './risk.ts';
import { ANA, browserOf, sealFor } from './testing.ts';

const BY_RISK = { when: 'risk', kind: 'work' } as const;
const calm: RiskSubject = { person: ANA, browser: browserOf(ANA), standing: {} };
const failures = (count: number) => ({ failures: count, wait: 0 });

describe('whether a security check is due', () => {
  it('not in a known browser without failures', () => {
    assert.equal(challengeDue(BY_RISK, calm), undefined);
    const once = { ...calm, standing: { browser: failures(1) } };
    assert.equal(challengeDue(BY_RISK, once), undefined);
  });

  it('in a browser that the person has not signed in on', () => {
    const due = { kind: 'work', bits: 15 };
    assert.deepEqual(challengeDue(BY_RISK, { ...calm, browser: undefined }), due);
    const others = browserOf({ kind: 'root', email: 'a@example.com' });
    assert.deepEqual(challengeDue(BY_RISK, { ...calm, browser: others }), due);
  });

  it('after failures of the person, the address or the account, harder with each', () => {
    for (const standing of [
      { browser: failures(2) },
      { visitor: failures(2) },
      { person: failures(2) },
      { address: failures(5) },
      { account: failures(20) },
    ]) {
      assert.deepEqual(challengeDue(BY_RISK, { ...calm, standing }), { kind: 'work', bits: 16 });
    }
    const all = { person: failures(2), address: failures(5), account: failures(20) };
    assert.equal(challengeDue(BY_RISK, { ...calm, standing: all })?.bits, 18);
    const fewer = { person: failures(1), address: failures(4), account: failures(19) };
    assert.equal(challengeDue(BY_RISK, { ...calm, standing: fewer }), undefined);
  });

  it('always or never, where the operator says so', () => {
    assert.deepEqual(challengeDue({ when: 'always', kind: 'picture' }, calm), {
      kind: 'picture',
      bits: 15,
    });
    const risky = { ...calm, standing: { person: failures(9) } };
    assert.equal(challengeDue({ when: 'never', kind: 'work' }, risky), undefined);
  });
});

describe('the cookie of a known browser', () => {
  const seal = sealFor('known-browser');
  const person = (number: number): Claimed => ({ kind: 'root', email: `p${number}@example.com` });

  it('remembers the last ten people and keeps its id', () => {
    const people = Array.from({ length: 12 }, (_, number) => person(number));
    const browser = browserOf(...people);
    assert.deepEqual(
      people.map((each) => knows(browser, each)),
      [false, false, ...Array.from({ length: 10 }, () => true)],
    );
    const again = readKnownBrowser(seal, rememberPerson(seal, browser, person(5), systemRandom));
    assert.equal(again?.id, browser?.id);
    assert.equal(again?.people.length, 10);
    assert.ok(knows(again, person(2)), 'who was remembered is not counted twice');
  });

  it('tells nothing about people, is small, and opens only as it was sealed', () => {
    const browser = browserOf(...Array.from({ length: 10 }, (_, number) => person(number)));
    const cookie = rememberPerson(seal, browser, ANA, systemRandom);
    assert.match(cookie, /^[\w.-]{1,400}$/);
    assert.doesNotMatch(cookie, new RegExp(browser?.people[0] ?? 'nobody'));
    assert.equal(readKnownBrowser(seal, undefined), undefined);
    const changed = `${cookie.slice(0, 60)}${cookie[60] === 'A' ? 'B' : 'A'}${cookie.slice(61)}`;
    assert.equal(readKnownBrowser(seal, changed), undefined);
    assert.equal(readKnownBrowser(sealFor('security-check'), cookie), undefined);
  });
});
