import type { Work } from '../work.ts';
import { type MfaDevice, mfaDevices } from './device.ts';
import { touchOwner, type WorkforceOwner } from './owner.ts';

/**
 * Removes every device of somebody with its tags, and answers what was removed. The plan fails when
 * a device came or went meanwhile.
 *
 * @param ownerId the IAM user's unique id, or the account id for the root user
 */
export async function removeDevicesOf(work: Work, ownerId: string): Promise<MfaDevice[]> {
  const devices = await mfaDevices(work, ownerId);
  if (devices.length === 0) return devices;
  const ids = devices.map(({ deviceId }) => deviceId);
  work.write(
    work.read
      .deleteFrom('iam_tags')
      .where('account_id', '=', work.account)
      .where('owner_id', 'in', ids),
    'any',
  );
  work.write(
    work.read
      .deleteFrom('mfa_devices')
      .where('account_id', '=', work.account)
      .where('owner_id', '=', ownerId),
    devices.length,
  );
  return devices;
}

/** Removes a device that a workforce user has. The plan fails when either is gone meanwhile. */
export function removeDevice(work: Work, owner: WorkforceOwner, { deviceId }: MfaDevice): void {
  work.write(
    work.read
      .deleteFrom('mfa_devices')
      .where('account_id', '=', work.account)
      .where('owner_id', '=', owner.id)
      .where('device_id', '=', deviceId),
  );
  touchOwner(work, owner);
}
