import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assertRefused, type Clients, clientsOf, credentialsOf } from '../support/clients.ts';
import { allow, deny, makeRole, makeUser, trusts } from '../support/entities.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { assume } from '../support/sts-world.ts';

const FIRST = 'First-Password-1';
const SECOND = 'Second-Password-2';
const THIRD = 'Third-Password-3';

describe('ChangePassword', () => {
  let server: TestServer;
  let admin: Clients;

  before(async () => {
    server = await startTestServer();
    admin = clientsOf(server);
  });
  after(() => server.stop());

  async function person(name: string, policy?: object | readonly object[]) {
    const user = await makeUser(admin, name, policy ? { policy } : {});
    await admin.iam.createLoginProfile({ UserName: name, Password: FIRST });
    const { iam } = clientsOf(server, user.credentials);
    const change = (OldPassword: string, NewPassword: string) =>
      iam.changePassword({ OldPassword, NewPassword });
    return { ...user, change };
  }

  it('takes the old password and keeps the account policy', async () => {
    const { change } = await person('ann', allow('iam:ChangePassword'));
    await assertRefused(
      change(SECOND, THIRD),
      'AccessDenied',
      403,
      'The old password was incorrect.',
    );
    await assertRefused(
      change(FIRST, 'short'),
      'PasswordPolicyViolation',
      400,
      'Password should have a minimum length of 8',
    );
    await change(FIRST, SECOND);
    await assertRefused(
      change(FIRST, THIRD),
      'AccessDenied',
      403,
      'The old password was incorrect.',
    );
    await change(SECOND, THIRD);
  });

  it('is for IAM users with a password', async () => {
    const root = clientsOf(server, await server.makeRootKey());
    const given = { OldPassword: FIRST, NewPassword: SECOND };
    const text = 'Only IAM Users can change their own password';
    await assertRefused(root.iam.changePassword(given), 'InvalidUserType', 400, text);
    const bea = await makeUser(admin, 'bea', { policy: allow('iam:*') });
    const role = await makeRole(admin, 'worker', trusts(bea.arn), { policy: allow('iam:*') });
    const asBea = clientsOf(server, bea.credentials);
    const session = clientsOf(server, credentialsOf(await assume(asBea, role)));
    await assertRefused(session.iam.changePassword(given), 'InvalidUserType', 400, text);
    await assertRefused(
      asBea.iam.changePassword(given),
      'NoSuchEntity',
      404,
      'Login Profile for User bea cannot be found.',
    );
  });

  it('R239: needs the permission, or AllowUsersToChangePassword of the account', async () => {
    const { change, arn } = await person('cid');
    const denied = `User: ${arn} is not authorized to perform: iam:ChangePassword on resource: ${arn}`;
    await assertRefused(
      change(FIRST, SECOND),
      'AccessDenied',
      403,
      `${denied} because no identity-based policy allows the iam:ChangePassword action`,
    );
    const never = await person('dot', deny('iam:ChangePassword'));
    await admin.iam.updateAccountPasswordPolicy({
      AllowUsersToChangePassword: true,
      PasswordReusePrevention: 2,
      MinimumPasswordLength: 8,
    });
    await change(FIRST, SECOND);
    await assertRefused(
      never.change(FIRST, SECOND),
      'AccessDenied',
      403,
      `User: ${never.arn} is not authorized to perform: iam:ChangePassword on resource: ${never.arn} with an explicit deny in an identity-based policy`,
    );
    const reused = 'Password does not conform to the account password policy.';
    await assertRefused(change(SECOND, FIRST), 'PasswordPolicyViolation', 400, reused);
    await change(SECOND, THIRD);
    await change(THIRD, FIRST);
  });

  it('shows no password in its event', async () => {
    const { Events } = await admin.cloudtrail.lookupEvents({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'ChangePassword' }],
    });
    assert.ok(Events?.length);
    for (const { CloudTrailEvent = '' } of Events ?? [])
      assert.doesNotMatch(CloudTrailEvent, /Password-\d/);
  });
});
