import assert from 'node:assert/strict';
import { it } from 'node:test';
import { HIDDEN, maskSensitive } from './mask.ts';
import { loadService } from './model.ts';

it('sensitive members are hidden, everything else is copied', async () => {
  const iam = await loadService('iam');
  const sts = await loadService('sts');
  const oidc = await loadService('sso-oidc');
  const change = iam.operations.get('ChangePassword')?.input;
  const assume = sts.operations.get('AssumeRole')?.output;
  const token = oidc.operations.get('CreateToken')?.input;
  assert.ok(change && assume && token);

  const password = { OldPassword: 'a', NewPassword: 'b', Foo: 'c' };
  assert.deepEqual(maskSensitive(change, password), { OldPassword: HIDDEN, NewPassword: HIDDEN });
  assert.deepEqual(password, { OldPassword: 'a', NewPassword: 'b', Foo: 'c' });

  const Expiration = new Date(0);
  const output = {
    Credentials: { AccessKeyId: 'ASIA', SecretAccessKey: 's', SessionToken: 't', Expiration },
    PackedPolicySize: 3,
  };
  assert.deepEqual(maskSensitive(assume, output), {
    Credentials: { AccessKeyId: 'ASIA', SecretAccessKey: HIDDEN, SessionToken: 't', Expiration },
    PackedPolicySize: 3,
  });
  assert.equal(output.Credentials.SecretAccessKey, 's');

  assert.deepEqual(maskSensitive(token, { clientId: 'c', clientSecret: 's', refreshToken: 'r' }), {
    clientId: 'c',
    clientSecret: HIDDEN,
    refreshToken: HIDDEN,
  });
});

it('documents are hidden: nothing in them is marked', async () => {
  const store = await loadService('identitystore');
  const update = store.operations.get('UpdateUser')?.input;
  assert.ok(update);
  const Operations = [{ AttributePath: 'emails', AttributeValue: [{ value: 'a@example.com' }] }];
  assert.deepEqual(maskSensitive(update, { UserId: 'u', Operations }), {
    UserId: 'u',
    Operations: [{ AttributePath: 'emails', AttributeValue: HIDDEN }],
  });
});
