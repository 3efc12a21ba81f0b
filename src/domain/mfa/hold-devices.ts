import type { Work } from '../work.ts';
import { touchOwner, type WorkforceOwner } from './owner.ts';

/**
 * Holds the devices of an owner as they are now: the plan fails when there is one more or one less by
 * the time that it commits. Read what is decided from them after this.
 */
export async function holdDevices(work: Work, owner: WorkforceOwner): Promise<void> {
  const devices = work.read
    .selectFrom('mfa_devices')
    .select('device_id')
    .where('account_id', '=', work.account)
    .where('owner_id', '=', owner.id);
  const known = await devices.execute();
  // Waits for whoever else changes the owner; what they did is seen then.
  touchOwner(work, owner);
  work.write(devices, known.length);
}
