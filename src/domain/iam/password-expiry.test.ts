import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { passwordExpiryOf } from './password-expiry.ts';
import type { PasswordPolicy } from './password-policy.ts';

const DAY = 24 * 60 * 60 * 1000;
const CHANGED = Date.UTC(2026, 0, 1);
const POLICY: PasswordPolicy = {
  MinimumPasswordLength: 8,
  RequireSymbols: false,
  RequireNumbers: false,
  RequireUppercaseCharacters: false,
  RequireLowercaseCharacters: false,
  AllowUsersToChangePassword: true,
  MaxPasswordAge: 90,
};

describe('password expiry', () => {
  const after = (days: number, policy = POLICY) =>
    passwordExpiryOf(policy, CHANGED, CHANGED + days * DAY);

  it('warns from fifteen days before, until it expires', () => {
    const expiresAt = CHANGED + 90 * DAY;
    const quiet = { expiresAt, warns: false, expired: false, hard: false };
    assert.deepEqual(after(74.9), quiet);
    assert.deepEqual(after(75), { ...quiet, warns: true });
    assert.deepEqual(after(89.9), { ...quiet, warns: true });
    assert.deepEqual(after(90), { ...quiet, expired: true });
  });

  it('says whether only an administrator can replace it', () => {
    assert.equal(after(91, { ...POLICY, HardExpiry: true })?.hard, true);
    assert.equal(after(91, { ...POLICY, HardExpiry: false })?.hard, false);
  });

  it('never comes without a maximum age, or without a policy', () => {
    const { MaxPasswordAge: _, ...ageless } = POLICY;
    assert.equal(passwordExpiryOf(ageless, CHANGED, CHANGED + 10_000 * DAY), undefined);
    assert.equal(passwordExpiryOf(undefined, CHANGED, CHANGED + 10_000 * DAY), undefined);
  });
});
