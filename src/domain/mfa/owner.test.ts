import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { totpCode, totpStep } from '../../crypto/totp.ts';
import { GuardFailed } from '../../store/index.ts';
import { createUser as createWorkforceUser, setUserStatus } from '../directory/index.ts';
import { openTestStore, plainSecrets, TEST_TIME } from '../iam/test-support.ts';
import { createUser, getUser } from '../iam/users.ts';
import { anyCase, tagsOf, writeTags } from '../tags.ts';
import { createVirtualDevice, deleteVirtualDevice, enableDevice, findMfaDevice } from './index.ts';
import { touchOwner } from './owner.ts';
import { removeDevicesOf } from './remove.ts';

const STORE = 'd-1234567890';
const AT = totpStep(TEST_TIME);
const { account: newAccount, close } = await openTestStore();
after(close);

/** An account with a user and a virtual device that nobody has, and how the user gets it. */
async function makeDevice() {
  const account = await newAccount();
  await account.run((work) => createUser(work, { name: 'mina', path: '/', boundaryArn: null }));
  const { serial, seed } = await account.run((work) =>
    createVirtualDevice(work, { name: 'phone', path: '/' }, plainSecrets),
  );
  const codes = [totpCode(seed, AT - 1), totpCode(seed, AT)] as const;
  const enable = () =>
    account.run(async (work) => {
      const user = await getUser(work, 'mina');
      const owner = { kind: 'user', id: user.user_id, user } as const;
      await enableDevice(work, owner, serial, codes, plainSecrets.open);
    });
  return { account, serial, enable };
}

describe('devices and whom they belong to', () => {
  it('a workforce user who was disabled meanwhile gets and loses none', async () => {
    const account = await newAccount();
    const attributes = {
      UserName: 'maria',
      DisplayName: 'Maria',
      Name: { GivenName: 'M', FamilyName: 'G' },
    };
    const user = await account.run((work) => createWorkforceUser(work, STORE, attributes, 'arn'));
    const owner = { kind: 'workforce', id: user.user_id, userName: 'maria' } as const;
    const lost = account.run(async (work) => {
      touchOwner(work, owner);
      await account.run((other) => setUserStatus(other, user, 'DISABLED', 'arn'));
    });
    await assert.rejects(lost, GuardFailed);
  });

  it('a virtual device is not deleted when somebody gets it at the same moment', async () => {
    const { account, serial, enable } = await makeDevice();
    const lost = account.run(async (work) => {
      await deleteVirtualDevice(work, serial);
      await enable();
    });
    await assert.rejects(lost, GuardFailed);
    const device = await account.run((work) => findMfaDevice(work, serial));
    assert.notEqual(device?.ownerId, undefined);
  });

  it('devices are removed with their tags, and no others', async () => {
    const { account, serial, enable } = await makeDevice();
    await enable();
    const device = await account.run((work) => findMfaDevice(work, serial));
    assert.ok(device?.ownerId);
    const { deviceId, ownerId } = device;
    for (const owner of [deviceId, 'AIDAEXAMPLE']) {
      await account.run((work) => writeTags(work, owner, [{ Key: 'a', Value: 'b' }], anyCase));
    }
    await account.run((work) => removeDevicesOf(work, ownerId));
    const count = async (owner: string) => (await account.run((work) => tagsOf(work, owner))).size;
    assert.deepEqual([await count(deviceId), await count('AIDAEXAMPLE')], [0, 1]);
  });
});
