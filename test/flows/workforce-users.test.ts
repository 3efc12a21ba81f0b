/** Workforce users as their administrators handle them, by signed calls of the service gatehouse. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assertRefused, clientsOf } from '../support/clients.ts';
import { identityStoreOf } from '../support/directory.ts';
import { allow, makeUser as makeIamUser, setUserPolicy } from '../support/entities.ts';
import { linkIn, mailboxOf, sentMails } from '../support/outbox.ts';
import { call, jsonDraft } from '../support/requests.ts';
import type { Credentials } from '../support/server.ts';
import {
  openWorkforceWorld,
  WORKFORCE_PASSWORD,
  type WorkforceWorld,
} from '../support/workforce.ts';

const HOUR = 60 * 60;
const DAY = 24 * HOUR;

let world: WorkforceWorld;
before(async () => {
  world = await openWorkforceWorld();
});
after(async () => {
  await world?.stop();
});

async function ask(operation: string, input: object, who?: Credentials) {
  const { server, portal } = world;
  const body = JSON.stringify({ IdentityStoreId: portal, ...input });
  const draft = jsonDraft(`Gatehouse_20261101.${operation}`, body);
  const answer = await call(server.url, draft, who ?? server.administrator, {
    service: 'gatehouse',
  });
  const { __type: type, message, ...rest } = JSON.parse(answer.body);
  return {
    refused: [answer.status, type?.split('#').at(-1), message],
    status: answer.status,
    body: rest,
  };
}
async function told(UserId: string) {
  const { status, body } = await ask('DescribeWorkforceUser', { UserId });
  assert.equal(status, 200);
  return body.User;
}
const soon = (time: number) => Math.abs(time - Date.now() / 1000) < 600;
const mailbox = (name: string) => mailboxOf(() => world.server, `${name}@example.com`);
const makeUser = async (userName: string, wish = {}) => {
  const email = `${userName}@example.com`;
  return (await world.makeUser(userName, { password: null, email, ...wish })).user_id;
};
const weak = (text: string) => [400, 'PasswordPolicyViolationException', text];

describe('R139: a new user is invited, or handed a one-time password', () => {
  it('R059, R135: the invitation tells the portal and a link of seven days, in the language of the user', async () => {
    const UserId = await makeUser('invited');
    const before = await told(UserId);
    assert.deepEqual(
      [before.Email, before.EmailVerified, before.PasswordState, before.Status, before.Devices],
      ['invited@example.com', false, 'none', 'ENABLED', 0],
    );
    const { status, body } = await ask('SendUserInvitation', { UserId });
    assert.equal(status, 200);
    assert.equal(body.Mailed.Email, 'invited@example.com');
    assert.ok(soon(body.Mailed.ExpiresAt - 7 * DAY));
    assert.equal((await told(UserId)).InvitationExpiresAt, body.Mailed.ExpiresAt);
    const inbox = mailbox('invited');
    const mail = await inbox.next();
    assert.equal(mail.subject, 'Invitation to your access portal');
    assert.match(mail.raw, /^From: .*no-reply@signin\./m);
    assert.match(mail.text, /User name: invited\n/);
    assert.match(mail.text, /valid for 7 days/);
    assert.match(
      mail.text,
      new RegExp(`Access portal: http://localhost:\\d+/portal/${world.portal}/start\n`),
    );
    linkIn(mail, `/portal/${world.portal}/invitation\\?token=`);
    await ask('SendUserInvitation', { UserId, Language: 'ko' });
    const korean = await inbox.next();
    assert.equal(korean.subject, '액세스 포털 초대');
    assert.match(korean.text, /7일 동안 유효/);
  });

  it('R249: the administrator sees which address is registered, and a new one is unverified', async () => {
    const UserId = await makeUser('moved');
    const store = identityStoreOf(world.server);
    await store.updateUser({
      IdentityStoreId: world.portal,
      UserId,
      Operations: [{ AttributePath: 'emails', AttributeValue: [{ value: 'new@example.com' }] }],
    });
    const { Email, EmailVerified } = await told(UserId);
    assert.deepEqual([Email, EmailVerified], ['new@example.com', false]);
  });

  it('DIR-014, DIR-015, DIR-018: nobody is invited in vain', async () => {
    const unmailed = await makeUser('unmailed', { email: null });
    const invite = (UserId: string) => ask('SendUserInvitation', { UserId });
    assert.deepEqual((await invite(unmailed)).refused, [
      400,
      'ValidationException',
      'The user has no e-mail address.',
    ]);
    const settled = await makeUser('settled', { password: WORKFORCE_PASSWORD });
    assert.deepEqual((await invite(settled)).refused, [
      400,
      'ConflictException',
      'The user has a password already.',
    ]);
    const disabled = await makeUser('disabled', { disabled: true });
    assert.deepEqual((await invite(disabled)).refused, [
      400,
      'ConflictException',
      'The user is disabled.',
    ]);
    assert.deepEqual((await invite('00000000-0000-4000-8000-000000000000')).refused, [
      400,
      'ResourceNotFoundException',
      'USER not found.',
    ]);
  });

  it('DIR-016: an address is not flooded', async () => {
    const UserId = await makeUser('flooded');
    for (const operation of ['SendUserInvitation', 'SendPasswordReset']) {
      for (let count = 0; count < 10; count += 1) {
        assert.equal((await ask(operation, { UserId })).status, 200);
      }
      assert.deepEqual((await ask(operation, { UserId })).refused, [
        400,
        'ThrottlingException',
        'Too many e-mails were sent. Try again later.',
      ]);
    }
  });

  it('R165: a one-time password is told once and has to be replaced within seven days', async () => {
    const UserId = await makeUser('handed');
    const { body } = await ask('CreateOneTimePassword', { UserId });
    assert.match(body.Password, /^(\w{4}-){3}\w{4}$/);
    assert.ok(soon(body.ExpiresAt - 7 * DAY));
    const user = await told(UserId);
    assert.deepEqual([user.PasswordState, user.PasswordExpiresAt], ['one-time', body.ExpiresAt]);
    const { passwords } = world.server.parts;
    const kept = (await world.userOf(UserId)).password ?? undefined;
    assert.equal(await passwords.verify(body.Password, kept), true);
    const { cloudtrail } = clientsOf(world.server);
    const { Events } = await cloudtrail.lookupEvents({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'CreateOneTimePassword' }],
    });
    const text = Events?.[0]?.CloudTrailEvent ?? '';
    assert.ok(text.includes(UserId) && !text.includes(body.Password));
  });
});

describe('SetWorkforceUserPassword', () => {
  it('keeps the rules of the directory', async () => {
    const UserId = await makeUser('ruled', { password: WORKFORCE_PASSWORD });
    const set = (Password: string, more = {}) =>
      ask('SetWorkforceUserPassword', { UserId, Password, ...more });
    assert.deepEqual(
      (await set('Short1!')).refused,
      weak('Password must have 8 to 64 characters.'),
    );
    assert.deepEqual(
      (await set('nothing-special')).refused,
      weak(
        'Password must have at least one lower-case letter, one upper-case letter, one digit and one symbol.',
      ),
    );
    assert.deepEqual(
      (await set(WORKFORCE_PASSWORD)).refused,
      weak('Password must not be one of the last three passwords.'),
    );
    assert.equal((await set('Another-horse-2')).status, 200);
    assert.equal((await told(UserId)).PasswordState, 'set');
    const { body } = await set('Another-horse-3', { OneTime: true });
    assert.ok(soon(body.ExpiresAt - 7 * DAY));
    assert.equal((await told(UserId)).PasswordState, 'one-time');
  });

  it('ends the sessions of the user and tells them', async () => {
    const UserId = await makeUser('changed', { password: WORKFORCE_PASSWORD });
    await world.signIn({ userName: 'changed' });
    await ask('SetWorkforceUserPassword', { UserId, Password: 'Another-horse-2' });
    assert.deepEqual((await ask('ListWorkforceUserSessions', { UserId })).body.Sessions, []);
    const mail = await mailbox('changed').next();
    assert.equal(mail.subject, 'Your access portal password was changed');
  });
});

describe('sessions and status', () => {
  it('sessions are listed and ended, one or all', async () => {
    const UserId = await makeUser('browsing', { password: WORKFORCE_PASSWORD });
    for (let count = 0; count < 3; count += 1) await world.signIn({ userName: 'browsing' });
    assert.ok(soon((await told(UserId)).LastSignInAt));
    const list = async () => (await ask('ListWorkforceUserSessions', { UserId })).body.Sessions;
    const [first] = await list();
    assert.equal((await list()).length, 3);
    assert.ok(first.Device && soon(first.CreatedAt));
    const end = () => ask('EndWorkforceUserSession', { UserId, SessionId: first.SessionId });
    assert.equal((await end()).status, 200);
    assert.equal((await list()).length, 2);
    assert.equal((await end()).refused[1], 'ResourceNotFoundException');
    assert.deepEqual((await ask('EndWorkforceUserSessions', { UserId })).body, { Ended: 2 });
  });

  it('a disabled user has no session, and gets one again once enabled', async () => {
    const UserId = await makeUser('leaver', { password: WORKFORCE_PASSWORD });
    await world.signIn({ userName: 'leaver' });
    const set = (Status: string) => ask('SetWorkforceUserStatus', { UserId, Status });
    assert.equal((await set('DISABLED')).status, 200);
    assert.deepEqual((await ask('ListWorkforceUserSessions', { UserId })).body.Sessions, []);
    assert.equal((await told(UserId)).Status, 'DISABLED');
    await set('ENABLED');
    await world.signIn({ userName: 'leaver' });
    assert.equal((await set('AWAY')).refused[1], 'ValidationException');
  });

  it('a deleted user has neither sessions nor links', async () => {
    const UserId = await makeUser('deleted', { password: WORKFORCE_PASSWORD });
    await world.signIn({ userName: 'deleted' });
    await ask('SendEmailVerification', { UserId });
    await identityStoreOf(world.server).deleteUser({ IdentityStoreId: world.portal, UserId });
    const left = await world.change(async ({ read }) => [
      await read.selectFrom('directory_links').selectAll().where('user_id', '=', UserId).execute(),
      await read
        .selectFrom('browser_sessions')
        .selectAll()
        .where('owner_id', '=', UserId)
        .where('ended_at', 'is', null)
        .execute(),
    ]);
    assert.deepEqual(left, [[], []]);
  });
});

describe('SendEmailVerification', () => {
  it('mails a link of a day to an address that is not verified', async () => {
    const UserId = await makeUser('unverified');
    const { body } = await ask('SendEmailVerification', { UserId });
    assert.ok(soon(body.Mailed.ExpiresAt - DAY));
    const mail = await mailbox('unverified').next();
    assert.equal(mail.subject, 'Verify your e-mail address');
    assert.match(
      linkIn(mail, '/portal/'),
      new RegExp(`^/portal/${world.portal}/verify-email\\?token=`),
    );
  });

  it('DIR-017: refuses a verified one', async () => {
    const UserId = await makeUser('verified');
    await world.change((work) => {
      const verified = work.read.updateTable('directory_users').set({ email_verified: 1 });
      work.write(verified.where('user_id', '=', UserId));
    });
    assert.deepEqual((await ask('SendEmailVerification', { UserId })).refused, [
      400,
      'ConflictException',
      'The e-mail address is verified already.',
    ]);
  });
});

describe('SendPasswordReset', () => {
  it('R249: mails a link of an hour to the address that is registered, whatever the password is', async () => {
    const UserId = await makeUser('forgetful', { password: WORKFORCE_PASSWORD });
    const { body } = await ask('SendPasswordReset', { UserId });
    assert.ok(soon(body.Mailed.ExpiresAt - HOUR));
    const mail = await mailbox('forgetful').next();
    assert.match(linkIn(mail, '/portal/'), new RegExp(`^/portal/${world.portal}/reset\\?token=`));
  });

  it('DIR-014, DIR-018: refuses who has no address, and who is disabled', async () => {
    const unreachable = await makeUser('unreachable', { password: WORKFORCE_PASSWORD });
    await world.change((work) => {
      const changed = work.read.updateTable('directory_users').set({ email: null });
      work.write(changed.where('user_id', '=', unreachable));
    });
    assert.deepEqual((await ask('SendPasswordReset', { UserId: unreachable })).refused, [
      400,
      'ValidationException',
      'The user has no e-mail address.',
    ]);
    const disabled = await makeUser('locked-out', { password: WORKFORCE_PASSWORD });
    await ask('SetWorkforceUserStatus', { UserId: disabled, Status: 'DISABLED' });
    assert.deepEqual((await ask('SendPasswordReset', { UserId: disabled })).refused, [
      400,
      'ConflictException',
      'The user is disabled.',
    ]);
  });
});

describe('MFA devices of users', () => {
  const SERIAL = 'arn:aws:identitystore::111122223333:mfa/x/phone-1';
  it('DIR-021: a device is listed, renamed and removed by its own user alone', async () => {
    const UserId = await makeUser('device-owner');
    const other = await makeUser('device-less');
    await world.change((work) =>
      work.write(
        work.read.insertInto('mfa_devices').values({
          account_id: work.account,
          device_id: 'device-1',
          serial: SERIAL,
          serial_key: SERIAL.toLowerCase(),
          label: 'Phone',
          owner_id: UserId,
          kind: 'virtual',
          seed: 'sealed',
          created_at: work.now,
          enabled_at: work.now,
        } as never),
      ),
    );
    const list = async (who: string) =>
      (await ask('ListWorkforceUserMFADevices', { UserId: who })).body.Devices;
    assert.equal((await told(UserId)).Devices, 1);
    assert.deepEqual(await list(other), []);
    const none = [400, 'ResourceNotFoundException', 'The user has no such MFA device.'];
    const rename = (who: string) =>
      ask('RenameWorkforceUserMFADevice', {
        UserId: who,
        SerialNumber: SERIAL,
        Label: 'Old phone',
      });
    assert.deepEqual((await rename(other)).refused, none);
    assert.equal((await rename(UserId)).status, 200);
    assert.equal((await list(UserId))[0].Label, 'Old phone');
    const remove = (who: string) =>
      ask('DeleteWorkforceUserMFADevice', { UserId: who, SerialNumber: SERIAL });
    assert.deepEqual((await remove(other)).refused, none);
    assert.equal((await remove(UserId)).status, 200);
    assert.deepEqual(await list(UserId), []);
    assert.deepEqual((await remove(UserId)).refused, none);
  });
});

describe('permissions', () => {
  it('are of gatehouse, on the store and the user', async () => {
    const UserId = await makeUser('protected');
    const clients = clientsOf(world.server);
    const { credentials, arn } = await makeIamUser(clients, 'help-desk');
    const denied = await ask('CreateOneTimePassword', { UserId }, credentials);
    const storeArn = `arn:aws:identitystore::${world.server.account}:identitystore/${world.portal}`;
    assert.deepEqual(denied.refused, [
      400,
      'AccessDeniedException',
      `User: ${arn} is not authorized to perform: gatehouse:CreateOneTimePassword on resource: ${storeArn} because no identity-based policy allows the gatehouse:CreateOneTimePassword action`,
    ]);
    await setUserPolicy(clients.iam, 'help-desk', allow('gatehouse:CreateOneTimePassword'));
    assert.equal((await ask('CreateOneTimePassword', { UserId }, credentials)).status, 200);
    await assertRefused(
      identityStoreOf(world.server, credentials).deleteUser({
        IdentityStoreId: world.portal,
        UserId,
      }),
      'AccessDeniedException',
      400,
      `User: ${arn} is not authorized to perform: identitystore:DeleteUser on resource: ${storeArn} because no identity-based policy allows the identitystore:DeleteUser action`,
    );
    assert.ok((await sentMails(world.server)).length > 0);
  });
});
