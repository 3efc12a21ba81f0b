import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemRandom } from '../../../base/bytes.ts';
import { createKeyRing } from '../../../crypto/index.ts';
import { GuardFailed } from '../../../store/index.ts';
import { openTestStore, TEST_TIME } from '../../iam/test-support.ts';
import {
  answerDevice,
  beginDevice,
  DEVICE_LIFETIME,
  type DeviceCode,
  deviceOfCode,
  redeemDevice,
} from './device-codes.ts';

const { account: newAccount, close } = await openTestStore();
after(close);
const account = await newAccount();
const ring = createKeyRing(TEST_TIME, systemRandom);

/** A device that waits, and how it is read again. */
async function begin() {
  const { deviceCode } = await account.run((work) =>
    beginDevice(
      work,
      {
        clientKey: 'client',
        clientName: 'a client',
        scopes: ['sso:account:access'],
        source: '192.0.2.1',
        sourceAddress: '192.0.2.1',
        userAgent: 'aws-cli/2.32.0',
      },
      ring,
    ),
  );
  const read = async (): Promise<DeviceCode> => {
    const device = await account.run((work) => deviceOfCode(work, deviceCode));
    assert.ok(device);
    return device;
  };
  return { device: await read(), state: async () => (await read()).state };
}

const approve = (device: DeviceCode, now = TEST_TIME) =>
  account.run((work) => answerDevice(work, device, { state: 'approved', grantId: 'grant' }), {
    now,
  });
const deny = (device: DeviceCode) =>
  account.run((work) => answerDevice(work, device, { state: 'denied' }));
const redeem = (device: DeviceCode) => account.run((work) => redeemDevice(work, device));

describe('devices that wait for somebody', () => {
  it('are answered once: of two answers the second fails', async () => {
    const { device, state } = await begin();
    await deny(device);
    await assert.rejects(approve(device), GuardFailed);
    assert.equal(await state(), 'denied');
  });

  it('are answered alone: others go on waiting', async () => {
    const other = await begin();
    const { device, state } = await begin();
    await approve(device);
    assert.deepEqual([await state(), await other.state()], ['approved', 'waiting']);
  });

  it('are answered for ten minutes', async () => {
    const { device, state } = await begin();
    const end = TEST_TIME + DEVICE_LIFETIME;
    await assert.rejects(approve(device, end), GuardFailed);
    assert.equal(await state(), 'waiting');
    await approve(device, end - 1);
    assert.equal(await state(), 'approved');
  });

  it('are given their tokens once, and alone', async () => {
    const [first, second] = [await begin(), await begin()];
    await approve(first.device);
    await approve(second.device);
    await redeem(first.device);
    await assert.rejects(redeem(first.device), GuardFailed);
    assert.deepEqual([await first.state(), await second.state()], ['redeemed', 'approved']);
  });

  it('are given none before an answer, nor after a refusal', async () => {
    const { device } = await begin();
    await assert.rejects(redeem(device), GuardFailed);
    await deny(device);
    await assert.rejects(redeem(device), GuardFailed);
  });
});
