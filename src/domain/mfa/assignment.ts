import { isoSeconds } from '../../base/clock.ts';
import { driftAfter, matchConsecutiveTotp } from '../../crypto/index.ts';
import { surface } from '../../failures/aws-error.ts';
import { failure } from '../../failures/catalogue.ts';
import { type Check, firstFailure } from '../../failures/check.ts';
import { countOwned } from '../iam/dependents.ts';
import { alreadyExists, noSuchMfaDevice, notDeviceOfUser, quotaExceeded } from '../iam/errors.ts';
import { quotas } from '../iam/quotas.ts';
import type { Work } from '../work.ts';
import type { OpenSecret } from './code-checks.ts';
import { findMfaDevice, type MfaDevice, seedContext, type VirtualDevice } from './device.ts';
import { type MfaOwner, touchOwner } from './owner.ts';

/** Two codes of a device in a row, with what is known of them. */
export interface CodePair {
  readonly device: VirtualDevice;
  readonly now: number;
  /** The step of the second code; undefined when the two do not follow each other. */
  readonly step: number | undefined;
}

/** What makes two codes acceptable for enabling or synchronising a device. */
export const codePairChecks: readonly Check<CodePair>[] = [
  {
    name: 'codesFollowEachOther',
    code: 'MFA-009',
    run: ({ device, now, step }) =>
      step === undefined
        ? failure('MFA-009', { serial: device.serial, time: isoSeconds(now) })
        : undefined,
    describe: ({ now, step }) => ({
      expected: `two codes in a row within ten minutes of ${isoSeconds(now)}`,
      received: step === undefined ? 'other codes' : 'two codes in a row',
    }),
  },
  {
    name: 'codesWereNotUsed',
    code: 'MFA-010',
    run: ({ device, step }) =>
      device.lastStep === undefined || step === undefined || step > device.lastStep
        ? undefined
        : failure('MFA-010', { serial: device.serial }),
    describe: ({ device, step }) => ({
      expected: `a step after ${device.lastStep ?? 'none'}`,
      received: String(step),
    }),
  },
];

/** AuthenticationCode1 and AuthenticationCode2. */
export type TwoCodes = readonly [string, string];

/** The step of the second code; throws InvalidAuthenticationCode. */
function requirePair(
  device: VirtualDevice,
  [first, second]: TwoCodes,
  now: number,
  openSecret: OpenSecret,
): number {
  const seed = openSecret(device.seed, seedContext(device.deviceId));
  const step = matchConsecutiveTotp(seed, first, second, now);
  const failed = firstFailure(codePairChecks, { device, now, step });
  if (failed) throw surface(failed);
  if (step === undefined) throw new Error('codes of no step were accepted');
  return step;
}

/**
 * Gives a virtual device to a user or root user who shows two of its codes in a row. Throws
 * NoSuchEntity, EntityAlreadyExists, LimitExceeded or InvalidAuthenticationCode.
 */
export async function enableDevice(
  work: Work,
  owner: MfaOwner,
  serial: string,
  codes: TwoCodes,
  openSecret: OpenSecret,
): Promise<void> {
  const device = await findMfaDevice(work, serial);
  if (!device) throw noSuchMfaDevice(serial);
  if (device.kind !== 'virtual' || device.ownerId !== undefined) {
    throw alreadyExists('MFA Device is already in use.');
  }
  await refuseTooManyDevices(work, owner);
  const step = requirePair(device, codes, work.now, openSecret);
  work.write(
    updateOf(work, device)
      .set((e) => ({
        owner_id: owner.id,
        enabled_at: work.now,
        ...synchronised(step, work.now),
        row_version: e('row_version', '+', 1),
      }))
      .where('owner_id', 'is', null),
  );
  touchOwner(work, owner);
}

/** Throws LimitExceeded when the person has as many devices as anybody may have. */
async function refuseTooManyDevices(work: Work, owner: MfaOwner): Promise<void> {
  const limit = quotas.mfaDevicesPerUser;
  if ((await countOwned(work, 'mfa_devices', owner.id)) >= limit) {
    throw quotaExceeded('MFADevicesPerUser', limit);
  }
}

/** What two codes in a row say of a device: where its clock is, and that whoever has it has it. */
function synchronised(step: number, now: number) {
  return { last_step: step, drift: driftAfter(step, now), failed_tries: 0, retry_at: null };
}

/** A device that the person has; throws NoSuchEntity. */
export async function getDeviceOf(work: Work, owner: MfaOwner, serial: string): Promise<MfaDevice> {
  const device = await findMfaDevice(work, serial);
  if (!device) throw noSuchMfaDevice(serial);
  if (device.ownerId !== owner.id) throw notDeviceOfUser();
  return device;
}

/** Learns the clock of a device anew; throws NoSuchEntity or InvalidAuthenticationCode. */
export async function resyncDevice(
  work: Work,
  owner: MfaOwner,
  serial: string,
  codes: TwoCodes,
  openSecret: OpenSecret,
): Promise<void> {
  const device = await getDeviceOf(work, owner, serial);
  if (device.kind !== 'virtual') throw noSuchMfaDevice(serial);
  const step = requirePair(device, codes, work.now, openSecret);
  work.write(
    updateOf(work, device)
      .set(synchronised(step, work.now))
      .where('owner_id', '=', owner.id)
      .where((e) => e.or([e('last_step', 'is', null), e('last_step', '<', step)])),
  );
}

/**
 * Takes a device from whoever has it; throws NoSuchEntity. A virtual device stays, unassigned, until
 * it is deleted; a passkey is of nobody else's use and goes.
 */
export async function deactivateDevice(work: Work, owner: MfaOwner, serial: string): Promise<void> {
  const device = await getDeviceOf(work, owner, serial);
  if (device.kind === 'virtual') {
    work.write(
      updateOf(work, device)
        .set((e) => ({
          owner_id: null,
          enabled_at: null,
          last_used_at: null,
          row_version: e('row_version', '+', 1),
        }))
        .where('owner_id', '=', owner.id),
    );
  } else {
    work.write(
      work.read
        .deleteFrom('mfa_devices')
        .where('account_id', '=', work.account)
        .where('device_id', '=', device.deviceId),
    );
  }
  touchOwner(work, owner);
}

function updateOf(work: Work, { deviceId }: MfaDevice) {
  return work.read
    .updateTable('mfa_devices')
    .where('account_id', '=', work.account)
    .where('device_id', '=', deviceId);
}

/** Gives a device of the person another label. */
export function renameDevice(work: Work, device: MfaDevice, label: string): void {
  work.write(
    updateOf(work, device)
      .set((e) => ({ label, row_version: e('row_version', '+', 1) }))
      .where('owner_id', '=', device.ownerId ?? null),
  );
}
