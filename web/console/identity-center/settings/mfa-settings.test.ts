import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mfaOf, settingsOf } from './mfa-settings.ts';

describe('settings of MFA', () => {
  it('are shown as they are and written as they were', () => {
    const told = {
      MfaMode: 'always',
      MfaTypes: 'passkey,authenticator',
      WithoutDevice: 'block',
      UsersManageDevices: false,
    };
    assert.deepEqual(mfaOf(told), {
      mode: 'always',
      types: ['passkey', 'authenticator'],
      without: 'block',
      usersManage: false,
    });
    assert.deepEqual(settingsOf(mfaOf(told)), told);
  });

  it('name only the types that are on', () => {
    const values = mfaOf({ MfaMode: 'never', MfaTypes: 'authenticator' });
    assert.deepEqual(values.types, ['authenticator']);
    assert.equal(settingsOf(values).MfaTypes, 'authenticator');
  });
});
