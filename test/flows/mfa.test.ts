import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { needs } from '../../tools/programs.ts';
import {
  type Authenticator,
  enableAuthenticator,
  makeAuthenticator,
} from '../support/authenticator.ts';
import { assertRefused, type Clients, clientsOf, credentialsOf } from '../support/clients.ts';
import { allow, deny, type MadeUser, makeRole, makeUser, trusts } from '../support/entities.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { assume, notAuthorized } from '../support/sts-world.ts';

const DENIED = 'AccessDenied';
const WRONG_CODE = 'MultiFactorAuthentication failed with invalid MFA one time pass code. ';
const WRONG_DEVICE =
  'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.';
const BOTH =
  'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.';
const WITH_MFA = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
const RECENT_MFA = { Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': '300' } } };

describe('codes of virtual devices in calls', needs('oathtool'), () => {
  let server: TestServer;
  let admin: Clients;
  let alice: MadeUser;
  let asAlice: Clients;
  let app: Authenticator;

  before(async () => {
    server = await startTestServer();
    admin = clientsOf(server);
    alice = await makeUser(admin, 'alice', { policy: allow('iam:GetUser') });
    asAlice = clientsOf(server, alice.credentials);
    app = await enableAuthenticator(admin, 'alice');
  });
  after(() => server.stop());

  const code = () => ({ SerialNumber: app.serial, TokenCode: app.next() });

  it('GetSessionToken with a code may call IAM; without one it may not', async () => {
    const without = clientsOf(server, credentialsOf(await asAlice.sts.getSessionToken({})));
    await assertRefused(
      without.iam.getUser({}),
      'InvalidClientTokenId',
      403,
      'The security token included in the request is invalid',
    );
    const session = await asAlice.sts.getSessionToken(code());
    const { User } = await clientsOf(server, credentialsOf(session)).iam.getUser({});
    assert.equal(User?.UserName, 'alice');
  });

  it('a code counts once, in whatever operation', async () => {
    const used = code();
    await asAlice.sts.getSessionToken(used);
    await assertRefused(asAlice.sts.getSessionToken(used), DENIED, 403, WRONG_CODE);
    const role = await makeRole(admin, 'once', trusts(alice.arn));
    await assertRefused(assume(asAlice, role, used), DENIED, 403, WRONG_CODE);
    await assume(asAlice, role, code());
  });

  it('of many uses of one code at once a single one succeeds', async () => {
    const used = code();
    const answers = await Promise.allSettled(
      Array.from({ length: 8 }, () => asAlice.sts.getSessionToken(used)),
    );
    assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1);
  });

  it('a code is used up by a call that is refused for another reason', async () => {
    const role = await makeRole(admin, 'closed', trusts(`arn:aws:iam::${server.account}:root`));
    const used = code();
    const refused = notAuthorized(alice.arn, role.arn);
    await assertRefused(assume(asAlice, role, used), DENIED, 403, refused);
    await assertRefused(asAlice.sts.getSessionToken(used), DENIED, 403, WRONG_CODE);
  });

  it('trust policies demand a device, and how long ago it was shown', async () => {
    const present = await makeRole(admin, 'present', trusts(alice.arn, 'sts:AssumeRole', WITH_MFA));
    const recent = await makeRole(admin, 'recent', trusts(alice.arn, 'sts:AssumeRole', RECENT_MFA));
    for (const role of [present, recent]) {
      const refused = notAuthorized(alice.arn, role.arn);
      await assertRefused(assume(asAlice, role), DENIED, 403, refused);
      await assume(asAlice, role, code());
      const session = clientsOf(server, credentialsOf(await asAlice.sts.getSessionToken(code())));
      await assume(session, role);
      const without = clientsOf(server, credentialsOf(await asAlice.sts.getSessionToken({})));
      await assertRefused(assume(without, role), DENIED, 403, refused);
    }
  });

  it('a session of a role is not one with MFA, as at AWS', async () => {
    const policy = [allow('iam:*'), deny('iam:ListUsers', '*', notWithMfa)];
    const role = await makeRole(admin, 'plain-session', trusts(alice.arn), { policy });
    const session = clientsOf(server, credentialsOf(await assume(asAlice, role, code())));
    await session.iam.listGroups({});
    await assert.rejects(session.iam.listUsers({}), { name: DENIED });
  });

  it('asks for both, in AWS’s words', async () => {
    const { sts } = asAlice;
    const role = await makeRole(admin, 'both', trusts(alice.arn));
    await assertRefused(sts.getSessionToken({ SerialNumber: app.serial }), DENIED, 403, BOTH);
    await assertRefused(sts.getSessionToken({ TokenCode: '123456' }), DENIED, 403, BOTH);
    await assertRefused(assume(asAlice, role, { TokenCode: '123456' }), DENIED, 403, BOTH);
  });

  it('refuses devices of others, of nobody, and serial numbers that are none', async () => {
    const bob = await makeUser(admin, 'bob');
    const other = await enableAuthenticator(admin, 'bob');
    const unassigned = await makeAuthenticator(admin, 'nobody');
    const asBob = clientsOf(server, bob.credentials);
    for (const [clients, device] of [
      [asAlice, other],
      [asBob, app],
      [asAlice, unassigned],
    ] as const) {
      const given = { SerialNumber: device.serial, TokenCode: device.next() };
      await assertRefused(clients.sts.getSessionToken(given), DENIED, 403, WRONG_DEVICE);
    }
    const none = { SerialNumber: alice.arn, TokenCode: app.last() };
    await assertRefused(asAlice.sts.getSessionToken(none), DENIED, 403, WRONG_DEVICE);
    await asBob.sts.getSessionToken({ SerialNumber: other.serial, TokenCode: other.last() });
    await asAlice.sts.getSessionToken({ SerialNumber: app.serial, TokenCode: app.last() });
  });

  it('pauses a device after five wrong codes in a row, in the same words', async () => {
    const carol = await makeUser(admin, 'carol');
    const phone = await enableAuthenticator(admin, 'carol');
    const { sts } = clientsOf(server, carol.credentials);
    const right = phone.next();
    const wrong = right === '000000' ? '000001' : '000000';
    const use = (TokenCode: string) =>
      sts.getSessionToken({ SerialNumber: phone.serial, TokenCode });
    for (let tries = 0; tries < 4; tries += 1) {
      await assertRefused(use(wrong), DENIED, 403, WRONG_CODE);
    }
    await use(right);
    for (let tries = 0; tries < 5; tries += 1) {
      await assertRefused(use(wrong), DENIED, 403, WRONG_CODE);
    }
    await assertRefused(use(phone.next()), DENIED, 403, WRONG_CODE);
  });
});

const notWithMfa = { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } };
