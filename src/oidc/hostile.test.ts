import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { traceChecks } from '../failures/check.ts';
import { hostileTokens } from './hostile.test-support.ts';
import { webIdentity } from './index.ts';
import { judged, signedToken, subjectOf } from './testing.ts';
import { tokenChecks } from './token-checks.ts';

describe('hostile tokens, each made from a live one', () => {
  it('the live one is accepted', () => {
    assert.equal(judged({ token: signedToken() }), undefined);
  });

  for (const { name, code, token } of hostileTokens()) {
    it(`${name} is refused with ${code}`, () => {
      assert.equal(judged({ token })?.code, code);
      assert.throws(() => webIdentity(subjectOf({ token })));
      const failed = traceChecks(tokenChecks, subjectOf({ token })).find(
        ({ outcome }) => outcome === 'failed',
      );
      assert.equal(failed?.failure?.code, code, 'the trace fails first where the call does');
    });
  }

  it('keys that a token brings along are ignored, and a diagnosis says so', () => {
    const header = { jku: 'https://attacker.example/keys', x5c: ['MIIB'] };
    const subject = subjectOf({ token: signedToken(undefined, { header }) });
    const row = traceChecks(tokenChecks, subject).find(
      ({ name }) => name === 'noExtensionsAreAsked',
    );
    assert.deepEqual(
      { outcome: row?.outcome, received: row?.received },
      { outcome: 'passed', received: 'none; ignored: `jku`, `x5c`' },
    );
    assert.equal(webIdentity(subject).subject, 'user-1234', 'signed with a published key');
  });
});
