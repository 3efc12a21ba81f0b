import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDeviceName } from '../../shared/devices/device-name.ts';
import { passkeyProblem } from '../../shared/devices/passkey-problem.ts';
import { spacedSecret } from '../../shared/devices/spaced-secret.ts';
import type { Rule } from '../../shared/password/rule.ts';
import { deviceOwner, isApp } from './mfa-device.ts';
import { defaultRules, policyRules } from './password-rules.ts';

const failing = (rules: readonly Rule[], password: string): string[] =>
  rules.filter(({ met }) => !met(password)).map(({ key }) => key);

describe('rules of passwords', () => {
  const rules = defaultRules(['Example', 'root@example.test']);

  it('R239: are AWS’s own where the account has no policy', () => {
    assert.deepEqual(failing(rules, ''), ['length', 'classes', 'identity']);
    assert.deepEqual(failing(rules, 'abcdefgh'), ['classes']);
    assert.deepEqual(failing(rules, 'ROOT@example.test'), ['identity']);
    assert.deepEqual(failing(rules, `Aa1${'x'.repeat(126)}`), ['length']);
    assert.deepEqual(failing(rules, 'Abcdefg1'), []);
  });

  it('are those of the account’s policy where it has one', () => {
    const policy = policyRules({
      MinimumPasswordLength: 10,
      RequireUppercaseCharacters: true,
      RequireLowercaseCharacters: true,
      RequireNumbers: true,
      RequireSymbols: true,
      AllowUsersToChangePassword: true,
      ExpirePasswords: false,
    });
    assert.deepEqual(failing(policy, ''), ['length', 'upper', 'lower', 'number', 'symbol']);
    assert.deepEqual(failing(policy, 'Abcdefg-1'), ['length']);
    assert.deepEqual(failing(policy, 'Abcdefgh?1'), ['symbol']);
    assert.deepEqual(failing(policy, 'Abcdefgh-1'), []);
  });

  it('leave out what the policy does not ask for', () => {
    assert.deepEqual(
      policyRules({ ExpirePasswords: false, RequireNumbers: true }).map(({ key }) => key),
      ['length', 'number'],
    );
  });
});

describe('MFA devices', () => {
  it('belong to the root user under the name that operations know', () => {
    assert.equal(deviceOwner({ kind: 'root', name: undefined }), 'AWS ROOT USER');
    assert.equal(deviceOwner({ kind: 'user', name: 'alice' }), 'alice');
  });

  it('are authenticator apps or passkeys, with names as IAM takes them', () => {
    assert.equal(isApp({ Kind: 'virtual' }), true);
    assert.equal(isApp({ Kind: 'passkey' }), false);
    assert.ok(isDeviceName('my-phone+1@home'));
    for (const name of ['', 'my phone', '전화', 'a'.repeat(129)]) assert.ok(!isDeviceName(name));
  });

  it('have secrets that are typed in groups of four', () => {
    assert.equal(spacedSecret('ABCDEFGHIJ'), 'ABCD EFGH IJ');
    assert.equal(spacedSecret('ABCD'), 'ABCD');
  });

  it('R052: what a browser cannot do is named', () => {
    const problems = ['NotAllowedError', 'InvalidStateError', 'NotSupportedError', 'Other'];
    assert.deepEqual(
      problems.map((name) => passkeyProblem({ name })),
      ['given-up', 'known', 'unfit', 'other'],
    );
  });
});
