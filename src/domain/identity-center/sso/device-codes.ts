/**
 * Devices that wait until somebody answers for them at the portal (RFC 8628). Anybody may begin one, so
 * each address has few at a time and all together are bounded; a row lasts ten minutes.
 */
import type { RandomBytes } from '../../../base/bytes.ts';
import { sha256 } from '../../../base/digest.ts';
import { type KeyRing, keyedHash } from '../../../crypto/index.ts';
import type { SsoDeviceCodeTable } from '../../../store/index.ts';
import type { Work } from '../../work.ts';

/** How long a device waits, in milliseconds (aws-facts E1). */
export const DEVICE_LIFETIME = 10 * 60_000;

/** Consonants that are not taken for others: 20 of them, eight times, are 34 bits. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
const USER_CODE = 'sso-user-code';

/** How many wait at once from one address, and from all. */
const MOST_OF_SOURCE = 20;
const MOST = 10_000;

/** A device that waits, or waited. Times are milliseconds since 1970. */
export interface DeviceCode {
  readonly account: string;
  readonly deviceHash: string;
  readonly clientKey: string;
  readonly clientName: string;
  readonly scopes: readonly string[];
  readonly state: SsoDeviceCodeTable['state'];
  readonly grantId: string | undefined;
  readonly sourceAddress: string;
  readonly userAgent: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** What a device says of itself. */
export interface NewDevice {
  readonly clientKey: string;
  readonly clientName: string;
  readonly scopes: readonly string[];
  readonly source: string;
  readonly sourceAddress: string;
  readonly userAgent: string;
}

/** A new code of the form XXXX-XXXX. */
function newUserCode(random: RandomBytes): string {
  let code = '';
  while (code.length < 8) {
    for (const byte of random(16)) {
      // 240 is the largest multiple of 20 in a byte: what lies beyond would prefer some letters.
      if (byte < 240 && code.length < 8) code += LETTERS[byte % LETTERS.length];
    }
  }
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** A code as somebody typed it, in its own form; undefined for what can be none. */
export function readUserCode(typed: string): string | undefined {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '');
  return new RegExp(`^[${LETTERS}]{8}$`).test(letters)
    ? `${letters.slice(0, 4)}-${letters.slice(4)}`
    : undefined;
}

/**
 * Whether one more device may wait, from its address and at all. Those that were answered wait no more:
 * it takes somebody who is signed in to answer, and an office that shares an address signs in at nine.
 */
export async function mayWait({ read, now }: Work, source: string): Promise<boolean> {
  const count = (of: 'all' | 'source') =>
    read
      .selectFrom('sso_device_codes')
      .select((e) => e.fn.countAll().as('count'))
      .where('state', '=', 'waiting')
      .where('expires_at', '>', now)
      .$if(of === 'source', (query) => query.where('source', '=', source))
      .executeTakeFirst();
  if (Number((await count('source'))?.count ?? 0) >= MOST_OF_SOURCE) return false;
  return Number((await count('all'))?.count ?? 0) < MOST;
}

/** Leaves a device of the work's account that waits; of its codes only hashes are kept. */
export function beginDevice(
  work: Work,
  device: NewDevice,
  ring: KeyRing,
): { readonly deviceCode: string; readonly userCode: string } {
  const deviceCode = work.random(32).toString('base64url');
  const userCode = newUserCode(work.random);
  work.write(
    work.read.insertInto('sso_device_codes').values({
      account_id: work.account,
      device_hash: sha256(deviceCode),
      user_code_key: keyedHash(userCode, USER_CODE, ring),
      client_key: device.clientKey,
      client_name: device.clientName,
      scopes: device.scopes.join(' '),
      state: 'waiting',
      grant_id: null,
      source: device.source,
      source_address: device.sourceAddress,
      user_agent: device.userAgent,
      created_at: work.now,
      expires_at: work.now + DEVICE_LIFETIME,
    }),
  );
  return { deviceCode, userCode };
}

/** The device of a device code, whatever became of it; undefined when nothing is kept of it. */
export async function deviceOfCode(
  { read }: Pick<Work, 'read'>,
  deviceCode: string,
): Promise<DeviceCode | undefined> {
  const row = await read
    .selectFrom('sso_device_codes')
    .selectAll()
    .where('device_hash', '=', sha256(deviceCode))
    .executeTakeFirst();
  return row && deviceOf(row);
}

/** The device of the work's account that waits with a code that somebody typed. */
export async function waitingDevice(
  { read, now, account }: Work,
  userCode: string,
  ring: KeyRing,
): Promise<DeviceCode | undefined> {
  const row = await read
    .selectFrom('sso_device_codes')
    .selectAll()
    .where('account_id', '=', account)
    .where('user_code_key', '=', keyedHash(userCode, USER_CODE, ring))
    .where('state', '=', 'waiting')
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row && deviceOf(row);
}

/** Answers for a device that waits. The plan fails when it was answered meanwhile. */
export function answerDevice(
  work: Work,
  { account, deviceHash }: DeviceCode,
  answer: { readonly state: 'approved'; readonly grantId: string } | { readonly state: 'denied' },
): void {
  work.write(
    work.read
      .updateTable('sso_device_codes')
      .set({ state: answer.state, grant_id: answer.state === 'approved' ? answer.grantId : null })
      .where('account_id', '=', account)
      .where('device_hash', '=', deviceHash)
      .where('state', '=', 'waiting')
      .where('expires_at', '>', work.now),
  );
}

/** Notes that an approved device was given its tokens. The plan fails when it was before. */
export function redeemDevice(work: Work, { account, deviceHash }: DeviceCode): void {
  work.write(
    work.read
      .updateTable('sso_device_codes')
      .set({ state: 'redeemed' })
      .where('account_id', '=', account)
      .where('device_hash', '=', deviceHash)
      .where('state', '=', 'approved'),
  );
}

function deviceOf(row: SsoDeviceCodeTable): DeviceCode {
  return {
    account: row.account_id,
    deviceHash: row.device_hash,
    clientKey: row.client_key,
    clientName: row.client_name,
    scopes: row.scopes === '' ? [] : row.scopes.split(' '),
    state: row.state,
    grantId: row.grant_id ?? undefined,
    sourceAddress: row.source_address,
    userAgent: row.user_agent,
    createdAt: Number(row.created_at),
    expiresAt: Number(row.expires_at),
  };
}
