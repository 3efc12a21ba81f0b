import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { clientsOf } from '../support/clients.ts';
import {
  assertGatehouseRefused,
  type EnabledInstance,
  enableIdentityCenter,
  gatehouse,
  makeMember,
} from '../support/identity-center.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let instance: EnabledInstance;
before(async () => {
  server = await startTestServer();
  instance = await enableIdentityCenter(server);
});
after(async () => {
  await server?.stop();
});

const update = (change: object, of = server) =>
  gatehouse(of, 'UpdateIdentityCenterSettings', { InstanceArn: instance.arn, ...change });

const INVALID = 'ValidationException';
const DENIED = 'AccessDeniedException';

describe('settings of Identity Center', () => {
  it('R163, R171: begin with sessions of eight hours, and MFA for all that have a device', async () => {
    const { body } = await gatehouse(server, 'DescribeIdentityCenter', {
      InstanceArn: instance.arn,
    });
    const { CreatedAt, StartUrl, DefaultStartUrl, AwsStartUrl, ...rest } = body.Instance;
    assert.ok(CreatedAt > 0);
    assert.equal(StartUrl, instance.startUrl);
    assert.equal(DefaultStartUrl, instance.startUrl);
    assert.equal(AwsStartUrl, `https://${instance.identityStoreId}.awsapps.com/start`);
    assert.deepEqual(rest, {
      InstanceArn: instance.arn,
      IdentityStoreId: instance.identityStoreId,
      Kind: 'organization',
      OwnerAccountId: server.account,
      Region: 'us-east-1',
      SessionMinutes: 480,
      MfaMode: 'context-aware',
      MfaTypes: 'passkey,authenticator',
      WithoutDevice: 'enrol',
      UsersManageDevices: true,
      AccountInstances: true,
    });
  });

  it('change one by one', async () => {
    await update({ MfaMode: 'always', MfaTypes: 'passkey' });
    const { body } = await update({ WithoutDevice: 'block', UsersManageDevices: false });
    const { MfaMode, MfaTypes, WithoutDevice, UsersManageDevices } = body.Instance;
    assert.deepEqual(
      [MfaMode, MfaTypes, WithoutDevice, UsersManageDevices],
      ['always', 'passkey', 'block', false],
    );
    const none = await update({});
    assert.deepEqual(none.body, body);
  });

  it('R171: sessions last from fifteen minutes to ninety days', async () => {
    const text = 'SessionMinutes must be between 15 and 129600, which are 90 days.';
    for (const SessionMinutes of [14, 129_601]) {
      assertGatehouseRefused(await update({ SessionMinutes }), INVALID, text);
    }
    for (const SessionMinutes of [15, 129_600]) {
      const { body } = await update({ SessionMinutes });
      assert.equal(body.Instance.SessionMinutes, SessionMinutes);
    }
  });

  it('take no words that they do not know', async () => {
    const refusals = [
      [{ MfaMode: 'sometimes' }, 'MfaMode must be one of: never, context-aware, always.'],
      [{ MfaTypes: 'sms' }, 'MfaTypes must be one of: passkey, authenticator.'],
      [{ MfaTypes: '' }, 'MfaTypes must be one of: passkey, authenticator.'],
      [{ MfaTypes: 'passkey, passkey' }, 'MfaTypes names a type more than once.'],
      [{ WithoutDevice: 'ask' }, 'WithoutDevice must be one of: enrol, mailed-code, block, allow.'],
    ] as const;
    for (const [change, text] of refusals) {
      assertGatehouseRefused(await update(change), INVALID, text);
    }
    const { body } = await update({ MfaTypes: 'authenticator, passkey', MfaMode: 'never' });
    assert.equal(body.Instance.MfaTypes, 'authenticator,passkey');
  });

  it('IDC-001: are for those who administer the instance', async () => {
    const member = await makeMember(server, 'First');
    const refused = await gatehouse(
      server,
      'UpdateIdentityCenterSettings',
      { InstanceArn: instance.arn, MfaMode: 'never' },
      member.credentials,
    );
    const text = `You do not have access to the Identity Center instance ${instance.arn}.`;
    assertGatehouseRefused(refused, 'AccessDeniedException', text);
  });
});

describe('a delegated administrator', () => {
  it('IDC-013, R005: changes settings, but for account instances of the member accounts', async () => {
    const { account, credentials } = await makeMember(server, 'Delegate');
    await clientsOf(server).organizations.registerDelegatedAdministrator({
      AccountId: account,
      ServicePrincipal: 'sso.amazonaws.com',
    });
    const change = (wanted: object) =>
      gatehouse(
        server,
        'UpdateIdentityCenterSettings',
        { InstanceArn: instance.arn, ...wanted },
        credentials,
      );
    const text =
      'Only the management account can allow or refuse account instances of IAM Identity Center.';
    assertGatehouseRefused(await change({ AccountInstances: false }), DENIED, text);
    const { body } = await change({ AccountInstances: true, MfaMode: 'always' });
    assert.deepEqual([body.Instance.AccountInstances, body.Instance.MfaMode], [true, 'always']);
    await update({ AccountInstances: false });
    assertGatehouseRefused(await change({ AccountInstances: true }), DENIED, text);
    await update({ AccountInstances: true });
  });
});

describe('the subdomain of the portal', () => {
  it('IDC-010, R138: is a label of a host name that nobody else has', async () => {
    const form =
      'Subdomain must be 1 to 63 letters, digits and hyphens, begin and end with a letter or digit, and not begin with d-.';
    const malformed = ['-company', 'company-', 'com.pany', 'd-company', 'D-0123456789', 'ü'];
    for (const Subdomain of [...malformed, 'c'.repeat(64)]) {
      assertGatehouseRefused(await update({ Subdomain }), INVALID, form);
    }
    for (const Subdomain of ['www', 'Signin']) {
      assertGatehouseRefused(
        await update({ Subdomain }),
        'ConflictException',
        `The subdomain ${Subdomain.toLowerCase()} is not available.`,
      );
    }
    const member = await makeMember(server, 'Second');
    const made = await member.sso.createInstance({});
    const InstanceArn = made.InstanceArn;
    const taken = { InstanceArn, Subdomain: 'taken' };
    await gatehouse(server, 'UpdateIdentityCenterSettings', taken, member.credentials);
    const refused = await update({ Subdomain: 'Taken' });
    assertGatehouseRefused(refused, 'ConflictException', 'The subdomain taken is not available.');
  });

  it('IDC-009, R137, R138: becomes part of the addresses, and is chosen once', async () => {
    const { body } = await update({ Subdomain: 'Company-1' });
    const { Subdomain, StartUrl, DefaultStartUrl, AwsStartUrl } = body.Instance;
    assert.equal(Subdomain, 'company-1');
    assert.match(StartUrl, /\/portal\/company-1\/start$/);
    assert.equal(DefaultStartUrl, instance.startUrl);
    assert.equal(AwsStartUrl, 'https://company-1.awsapps.com/start');
    assertGatehouseRefused(
      await update({ Subdomain: 'other' }),
      'ConflictException',
      'The access portal URL has been customized already, with the subdomain company-1. It cannot be changed again.',
    );
    assert.equal((await update({ Subdomain: 'company-1' })).status, 200);
  });
});
