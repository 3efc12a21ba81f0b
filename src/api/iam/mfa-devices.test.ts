import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { totpCode, totpStep } from '../../crypto/totp.ts';
import { refusalOn, TEST_TIME } from '../../domain/iam/test-support.ts';
import { inlinePolicyAccess, inlinePolicyOperations } from './inline-policies.ts';
import { mfaDeviceAccess, mfaDeviceOperations } from './mfa-devices.ts';
import { type ApiAccount, openTestApi, type TestApi } from './test-support.ts';
import { userAccess, userOperations } from './users.ts';
import { virtualMfaDeviceAccess, virtualMfaDeviceOperations } from './virtual-mfa-devices.ts';

const operations = {
  ...mfaDeviceOperations,
  ...virtualMfaDeviceOperations,
  ...userOperations,
  ...inlinePolicyOperations,
};
const access = {
  ...mfaDeviceAccess,
  ...virtualMfaDeviceAccess,
  ...userAccess,
  ...inlinePolicyAccess,
};
const AT = totpStep(TEST_TIME);

let api: TestApi;
let account: ApiAccount;
before(async () => {
  api = await openTestApi();
  account = await api.account();
  const root = account.client(account.root, operations, access);
  await root.CreateUser({ UserName: 'alice', Path: '/t/' });
  await root.CreateUser({ UserName: 'bob' });
});
after(async () => await api.close());

const client = (caller = account.root) => account.client(caller, operations, access);
const alice = async () => client(await account.user('alice'));
const arn = (rest: string) => `arn:aws:iam::${account.id}:${rest}`;

/** Creates a device and answers its serial number with codes of it. */
async function makeDevice(name: string) {
  const { VirtualMFADevice } = await client().CreateVirtualMFADevice({
    VirtualMFADeviceName: name,
    Path: '/t/',
  });
  const seed = Buffer.from(VirtualMFADevice.Base32StringSeed).toString();
  return {
    SerialNumber: VirtualMFADevice.SerialNumber,
    AuthenticationCode1: totpCode(seed, AT - 1),
    AuthenticationCode2: totpCode(seed, AT),
  };
}

test('operations on devices of a user are decided on the user as it is stored', async () => {
  const given = await makeDevice('mine');
  const { SerialNumber } = given;
  const asAlice = await alice();
  const bob = arn('user/bob');
  const refused = (action: string) => refusalOn(arn('user/t/alice'), `iam:${action}`, bob);
  await assert.rejects(
    asAlice.EnableMFADevice({ UserName: 'bob', ...given }),
    refused('EnableMFADevice'),
  );
  await assert.rejects(
    asAlice.ResyncMFADevice({ UserName: 'bob', ...given }),
    refused('ResyncMFADevice'),
  );
  await assert.rejects(
    asAlice.DeactivateMFADevice({ UserName: 'bob', SerialNumber }),
    refused('DeactivateMFADevice'),
  );
  await assert.rejects(asAlice.ListMFADevices({ UserName: 'bob' }), refused('ListMFADevices'));
  await assert.rejects(
    asAlice.GetMFADevice({ UserName: 'bob', SerialNumber }),
    refused('GetMFADevice'),
  );
  const own = refusalOn(arn('user/t/alice'), 'iam:ListMFADevices', arn('user/t/alice'));
  await assert.rejects(asAlice.ListMFADevices({}), own);
});

test('operations on virtual devices are decided on the device as it is stored', async () => {
  const { SerialNumber } = await makeDevice('Desk');
  const asked = arn('mfa/t/DESK');
  const asAlice = await alice();
  const refused = (action: string) =>
    refusalOn(arn('user/t/alice'), `iam:${action}`, SerialNumber, asked);
  await assert.rejects(
    asAlice.DeleteVirtualMFADevice({ SerialNumber: asked }),
    refused('DeleteVirtualMFADevice'),
  );
  const Tags = [{ Key: 'Team', Value: 'blue' }];
  await assert.rejects(
    asAlice.TagMFADevice({ SerialNumber: asked, Tags }),
    refused('TagMFADevice'),
  );
  await assert.rejects(
    asAlice.UntagMFADevice({ SerialNumber: asked, TagKeys: ['Team'] }),
    refused('UntagMFADevice'),
  );
  await assert.rejects(
    asAlice.ListMFADeviceTags({ SerialNumber: asked }),
    refused('ListMFADeviceTags'),
  );
  await assert.rejects(
    asAlice.ListVirtualMFADevices({}),
    refusalOn(arn('user/t/alice'), 'iam:ListVirtualMFADevices', '*'),
  );
  const created = arn('mfa/t/new');
  await assert.rejects(
    asAlice.CreateVirtualMFADevice({ VirtualMFADeviceName: 'new', Path: '/t/' }),
    refusalOn(arn('user/t/alice'), 'iam:CreateVirtualMFADevice', created),
  );
});

test('creating a device with tags needs the permission to tag it', async () => {
  const statement = { Effect: 'Allow', Action: 'iam:CreateVirtualMFADevice', Resource: '*' };
  await client().PutUserPolicy({
    UserName: 'alice',
    PolicyName: 'create',
    PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: statement }),
  });
  const asAlice = await alice();
  const named = { VirtualMFADeviceName: 'tagged' };
  await assert.rejects(
    asAlice.CreateVirtualMFADevice({ ...named, Tags: [{ Key: 'Team', Value: 'blue' }] }),
    refusalOn(arn('user/t/alice'), 'iam:TagMFADevice', arn('mfa/tagged')),
  );
  await asAlice.CreateVirtualMFADevice(named);
});

test('a device goes from being made to being used and taken back', async () => {
  const given = await makeDevice('whole');
  const { SerialNumber } = given;
  const UserName = 'bob';
  await client().EnableMFADevice({ UserName, ...given });
  assert.deepEqual(await client().GetMFADevice({ UserName, SerialNumber }), {
    UserName,
    SerialNumber,
    EnableDate: new Date(TEST_TIME),
  });
  await client().DeactivateMFADevice({ UserName, SerialNumber });
  await client().DeleteVirtualMFADevice({ SerialNumber });
});
