import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readRecord } from './record.ts';

describe('the record of an event', () => {
  it('tells the outcome of a sign-in and whether a second factor was shown', () => {
    const { login, sourceAddress, caller } = readRecord(
      JSON.stringify({
        sourceIPAddress: '192.0.2.1',
        userIdentity: { arn: 'arn:aws:iam::111122223333:user/alice' },
        responseElements: { ConsoleLogin: 'Success' },
        additionalEventData: { MFAUsed: 'YES' },
      }),
    );
    assert.deepEqual(login, { succeeded: true, mfa: true });
    assert.equal(sourceAddress, '192.0.2.1');
    assert.equal(caller, 'arn:aws:iam::111122223333:user/alice');
    const failed = readRecord('{"responseElements":{"ConsoleLogin":"Failure"}}');
    assert.deepEqual(failed.login, { succeeded: false, mfa: false });
  });

  it('tells nothing of what it does not hold', () => {
    for (const raw of [undefined, '', 'null', '7', '{"userIdentity":null}']) {
      const { login, caller, errorCode } = readRecord(raw);
      assert.deepEqual([login, caller, errorCode], [undefined, undefined, undefined]);
    }
  });
});
