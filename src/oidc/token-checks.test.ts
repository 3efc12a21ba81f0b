import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { traceChecks } from '../failures/check.ts';
import { claims, fetchedKeys, signedToken, subjectOf } from './testing.ts';
import { tokenChecks } from './token-checks.ts';

/** The outcome of every row by its name. */
const outcomes = (changes: Parameters<typeof subjectOf>[0]) =>
  new Map(traceChecks(tokenChecks, subjectOf(changes)).map(({ name, outcome }) => [name, outcome]));

describe('the table of token checks', () => {
  it('every row passes and says what it saw', () => {
    for (const row of traceChecks(tokenChecks, subjectOf())) {
      assert.equal(row.outcome, 'passed', row.name);
      assert.ok(row.expected && row.received, row.name);
    }
  });

  it('names are told once', () => {
    const names = tokenChecks.map(({ name }) => name);
    assert.deepEqual(names, [...new Set(names)]);
  });

  it('goes on after a failure with what can still be judged', () => {
    const token = signedToken(claims({ exp: 1, aud: 'other' }));
    const rows = outcomes({ token, keys: fetchedKeys({ keys: [] }) });
    assert.equal(rows.get('keyIsPublished'), 'failed');
    assert.equal(rows.get('signatureIsGenuine'), 'skipped');
    assert.equal(rows.get('tokenHasNotExpired'), 'failed');
    assert.equal(rows.get('tokenWasIssuedBefore'), 'passed');
    assert.equal(rows.get('audienceIsRegistered'), 'failed');
  });

  it('skips what needs a token when there is none', () => {
    const rows = outcomes({ token: 'no token' });
    assert.equal(rows.get('tokenHasNoWhiteSpace'), 'failed');
    const after = [...rows].slice(3).filter(([name]) => !/^(discovery|key(s|Set))/.test(name));
    for (const [name, outcome] of after) assert.equal(outcome, 'skipped', name);
  });

  it('skips what needs a provider when there is none', () => {
    const rows = outcomes({ provider: undefined, keys: undefined });
    assert.equal(rows.get('issuerIsRegistered'), 'failed');
    for (const name of ['discoveryHostIsReached', 'keyIsPublished', 'audienceIsRegistered']) {
      assert.equal(rows.get(name), 'skipped', name);
    }
    assert.equal(rows.get('tokenHasNotExpired'), 'passed');
  });

  it('shows neither the token nor its signature', () => {
    const token = signedToken(claims({ exp: 1 }));
    const [, payload = '', signature = ''] = token.split('.');
    const text = JSON.stringify(traceChecks(tokenChecks, subjectOf({ token })));
    for (const secret of [payload, signature]) assert.equal(text.includes(secret), false);
  });
});
