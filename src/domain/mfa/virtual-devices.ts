import { iamArn } from '../../base/arn.ts';
import { mfaDeviceId } from '../../base/ids.ts';
import { newTotpSeed, totpUri } from '../../crypto/index.ts';
import { readAccount } from '../iam/account.ts';
import {
  alreadyExists,
  deleteConflictText,
  noSuchMfaDevice,
  quotaExceeded,
} from '../iam/errors.ts';
import { cutPage, type Page, type PageRequest, pageLimit, pageStart } from '../iam/paging.ts';
import { quotas } from '../iam/quotas.ts';
import { deleteAllTags } from '../tags.ts';
import type { Work } from '../work.ts';
import {
  deviceOfRow,
  findMfaDevice,
  type MfaDevice,
  seedContext,
  type VirtualDevice,
} from './device.ts';
import { IAM_SERIALS } from './owner.ts';

/** Seals a secret so that it opens again only with the same context. */
interface Sealing {
  seal(plaintext: string, context: string): string;
}

/** What authenticator apps show above the codes. */
const ISSUER = 'Gatehouse';

/** A new device with what is shown once. */
export interface NewVirtualDevice {
  readonly deviceId: string;
  readonly serial: string;
  /** Base 32. */
  readonly seed: string;
  /** What the picture for authenticator apps says. */
  readonly uri: string;
}

/**
 * Creates a virtual device that nobody has yet; its seed is kept sealed and never shown again.
 * Throws EntityAlreadyExists or LimitExceeded. Tags are set apart.
 */
export async function createVirtualDevice(
  work: Work,
  { name, path }: { readonly name: string; readonly path: string },
  secrets: Sealing,
): Promise<NewVirtualDevice> {
  const serial = iamArn(work.account, 'mfa', path, name);
  if (await findMfaDevice(work, serial)) {
    throw alreadyExists('MFADevice entity at the same path and name already exists.');
  }
  const limit = quotas.virtualMfaDevicesPerAccount;
  if ((await countVirtual(work)) >= limit) {
    throw quotaExceeded('VirtualMFADevicesPerAccount', limit);
  }
  const deviceId = mfaDeviceId(work.random);
  const seed = newTotpSeed(work.random);
  work.write(
    work.read.insertInto('mfa_devices').values({
      account_id: work.account,
      device_id: deviceId,
      serial,
      serial_key: serial.toLowerCase(),
      kind: 'virtual',
      label: name,
      created_at: work.now,
      seed: secrets.seal(seed, seedContext(deviceId)),
    }),
  );
  const { alias } = await readAccount(work);
  const uri = totpUri({ issuer: ISSUER, label: `${name}@${alias ?? work.account}`, seed });
  return { deviceId, serial, seed, uri };
}

async function countVirtual(work: Work): Promise<number> {
  const { count } = await work.read
    .selectFrom('mfa_devices')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('account_id', '=', work.account)
    .where('kind', '=', 'virtual')
    .where('serial', 'like', `${IAM_SERIALS}%`)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The virtual device of that serial number; throws NoSuchEntity. */
export async function getVirtualDevice(work: Work, serial: string): Promise<VirtualDevice> {
  const device = await findMfaDevice(work, serial);
  if (device?.kind !== 'virtual') throw noSuchMfaDevice(serial);
  return device;
}

/** Deletes a virtual device that nobody has; throws NoSuchEntity or DeleteConflict. */
export async function deleteVirtualDevice(work: Work, serial: string): Promise<void> {
  const device = await getVirtualDevice(work, serial);
  if (device.ownerId !== undefined) {
    throw deleteConflictText('MFA VirtualDevice in use. Must deactivate first.');
  }
  deleteAllTags(work, device.deviceId);
  work.write(
    work.read
      .deleteFrom('mfa_devices')
      .where('account_id', '=', work.account)
      .where('device_id', '=', device.deviceId)
      .where('owner_id', 'is', null),
  );
}

/** Raises the device's row version, guarded by its being there: tags hang on it. */
export function touchDevice(work: Work, { deviceId }: MfaDevice): void {
  work.write(
    work.read
      .updateTable('mfa_devices')
      .set((e) => ({ row_version: e('row_version', '+', 1) }))
      .where('account_id', '=', work.account)
      .where('device_id', '=', deviceId),
  );
}

/** Virtual devices that somebody has, that nobody has, or all; by their serial numbers. */
export async function listVirtualDevices(
  work: Work,
  request: PageRequest & {
    readonly AssignmentStatus?: 'Assigned' | 'Unassigned' | 'Any' | undefined;
  },
): Promise<Page<MfaDevice>> {
  const rows = await work.read
    .selectFrom('mfa_devices')
    .selectAll()
    .where('account_id', '=', work.account)
    .where('kind', '=', 'virtual')
    .where('serial', 'like', `${IAM_SERIALS}%`)
    .where('serial_key', '>', pageStart(request))
    .$if(request.AssignmentStatus === 'Assigned', (q) => q.where('owner_id', 'is not', null))
    .$if(request.AssignmentStatus === 'Unassigned', (q) => q.where('owner_id', 'is', null))
    .orderBy('serial_key')
    .limit(pageLimit(request))
    .execute();
  const page = cutPage(rows, request, (row) => row.serial_key);
  return { ...page, items: page.items.map(deviceOfRow) };
}
