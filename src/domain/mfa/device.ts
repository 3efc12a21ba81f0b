import type { Selectable } from 'kysely';
import type { MfaDeviceTable } from '../../store/index.ts';
import type { Work } from '../work.ts';

/** What every device has, whatever it is. */
interface Common {
  readonly deviceId: string;
  /** The ARN by which requests name the device. */
  readonly serial: string;
  /** What its owner calls it. */
  readonly label: string;
  /** The IAM user's unique id, or the account id for the root user; undefined while unassigned. */
  readonly ownerId: string | undefined;
  readonly createdAt: number;
  readonly enabledAt: number | undefined;
  readonly lastUsedAt: number | undefined;
}

/** An authenticator app: a seed that both sides know. */
export interface VirtualDevice extends Common {
  readonly kind: 'virtual';
  /** The seed, sealed; its context is `seedContext(deviceId)`. */
  readonly seed: string;
  readonly lastStep: number | undefined;
  /** Steps of 30 seconds by which the device's clock was ahead of ours when last seen off. */
  readonly drift: number;
  /** Wrong codes since the last right one. */
  readonly failedTries: number;
  readonly retryAt: number | undefined;
}

/** A passkey or security key: a WebAuthn credential. */
export interface PasskeyDevice extends Common {
  readonly kind: 'passkey';
  /** base64url. */
  readonly credentialId: string;
  /** The COSE public key in base64url. */
  readonly publicKey: string;
  readonly signCount: number;
  readonly transports: readonly string[];
  readonly aaguid: string;
  readonly backupEligible: boolean;
  readonly backedUp: boolean;
  readonly rpId: string;
  /** Set when its counter went backwards: it is accepted no more. */
  readonly clonedAt: number | undefined;
}

export type MfaDevice = VirtualDevice | PasskeyDevice;

/** What a virtual device's seed is sealed for. */
export function seedContext(deviceId: string): string {
  return `mfa-seed/${deviceId}`;
}

type Row = Selectable<MfaDeviceTable>;

/** A row as a device. */
export function deviceOfRow(row: Row): MfaDevice {
  const common = {
    deviceId: row.device_id,
    serial: row.serial,
    label: row.label,
    ownerId: row.owner_id ?? undefined,
    createdAt: row.created_at,
    enabledAt: row.enabled_at ?? undefined,
    lastUsedAt: row.last_used_at ?? undefined,
  };
  return row.kind === 'virtual'
    ? {
        ...common,
        kind: 'virtual',
        seed: row.seed ?? '',
        lastStep: row.last_step ?? undefined,
        drift: row.drift,
        failedTries: row.failed_tries,
        retryAt: row.retry_at ?? undefined,
      }
    : {
        ...common,
        kind: 'passkey',
        credentialId: row.credential_id ?? '',
        publicKey: row.public_key ?? '',
        signCount: row.sign_count ?? 0,
        transports: JSON.parse(row.transports ?? '[]') as string[],
        aaguid: row.aaguid ?? '',
        backupEligible: row.backup_eligible === 1,
        backedUp: row.backed_up === 1,
        rpId: row.rp_id ?? '',
        clonedAt: row.cloned_at ?? undefined,
      };
}

/**
 * The devices that somebody has, oldest first.
 *
 * @param ownerId the IAM user's unique id, or the account id for the root user
 */
export async function mfaDevices(work: Work, ownerId: string): Promise<MfaDevice[]> {
  const rows = await work.read
    .selectFrom('mfa_devices')
    .selectAll()
    .where('account_id', '=', work.account)
    .where('owner_id', '=', ownerId)
    .orderBy('enabled_at')
    .orderBy('device_id')
    .execute();
  return rows.map(deviceOfRow);
}

/** The account's device of that serial number, whoever has it, or undefined. */
export async function findMfaDevice(work: Work, serial: string): Promise<MfaDevice | undefined> {
  const row = await work.read
    .selectFrom('mfa_devices')
    .selectAll()
    .where('account_id', '=', work.account)
    .where('serial_key', '=', serial.toLowerCase())
    .executeTakeFirst();
  return row && deviceOfRow(row);
}
