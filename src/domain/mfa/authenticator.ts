import { mfaDeviceId } from '../../base/ids.ts';
import { newTotpSeed, totpUri } from '../../crypto/index.ts';
import { type Failure, failure } from '../../failures/catalogue.ts';
import { quotas } from '../iam/quotas.ts';
import type { Work } from '../work.ts';
import { examineCode } from './code-checks.ts';
import { type MfaDevice, mfaDevices, seedContext, type VirtualDevice } from './device.ts';
import { serialOf, shownName, touchOwner, type WorkforceOwner } from './owner.ts';

/** Seals secrets so that they open again only with the same context. */
export interface SecretSealing {
  seal(plaintext: string, context: string): string;
  /** Throws what does not open. */
  open(sealed: string, context: string): string;
}

/** How long an authenticator app may be enrolled after its seed was shown, in milliseconds. */
const LIFETIME = 15 * 60_000;
/** aws-facts H7. */
const MOST_AUTHENTICATORS = 2;
const ISSUER = 'Gatehouse';

/** An authenticator app on its way: nothing of it is kept but by whoever has the token. */
export interface AuthenticatorEnrolment {
  /** Sealed for the owner: shows the seed again and completes the enrolment. */
  readonly token: string;
  readonly deviceId: string;
  /** Base 32, for apps that cannot read the picture. */
  readonly seed: string;
  /** What the picture for authenticator apps says. */
  readonly uri: string;
}

interface Sealed {
  readonly deviceId: string;
  readonly seed: string;
  readonly expiresAt: number;
}

function context({ id }: WorkforceOwner): string {
  return `authenticator-enrolment/${id}`;
}

/** Begins the enrolment of an authenticator app; its seed is the owner's until the token expires. */
export function beginAuthenticator(
  work: Work,
  owner: WorkforceOwner,
  secrets: SecretSealing,
): AuthenticatorEnrolment {
  const deviceId = mfaDeviceId(work.random);
  const seed = newTotpSeed(work.random);
  const sealed: Sealed = { deviceId, seed, expiresAt: work.now + LIFETIME };
  const token = secrets.seal(JSON.stringify(sealed), context(owner));
  return { token, deviceId, seed, uri: uriOf(work, owner, seed) };
}

/** The enrolment of a token; undefined when it has expired or is not the owner's. */
export function reopenAuthenticator(
  work: Work,
  owner: WorkforceOwner,
  token: string,
  secrets: SecretSealing,
): AuthenticatorEnrolment | undefined {
  const sealed = opened(owner, token, secrets);
  if (!sealed || sealed.expiresAt <= work.now) return undefined;
  const { deviceId, seed } = sealed;
  return { token, deviceId, seed, uri: uriOf(work, owner, seed) };
}

function opened(owner: WorkforceOwner, token: string, secrets: SecretSealing): Sealed | undefined {
  try {
    return JSON.parse(secrets.open(token, context(owner))) as Sealed;
  } catch {
    return undefined;
  }
}

function uriOf(work: Work, owner: WorkforceOwner, seed: string): string {
  return totpUri({ issuer: ISSUER, label: shownName(work, owner), seed });
}

/** What somebody types to show that the app has the seed. */
export interface EnrolmentProof {
  readonly token: string;
  readonly code: string;
  /** What the owner calls the device. */
  readonly label: string;
}

/**
 * Ends an enrolment: the app becomes a device of the owner, whose serial number is answered, once
 * it has shown one right code, which thereby is used up. Answers MFA-037 when the token has expired,
 * MFA-036 or MFA-038 when there is no room for another device, and what is wrong with the code.
 */
export async function completeAuthenticator(
  work: Work,
  owner: WorkforceOwner,
  { token, code, label }: EnrolmentProof,
  secrets: SecretSealing,
): Promise<Failure | { readonly serial: string }> {
  const begun = reopenAuthenticator(work, owner, token, secrets);
  if (!begun) return failure('MFA-037', { user: owner.userName });
  const full = noRoom(owner, await mfaDevices(work, owner.id));
  if (full) return full;
  const { deviceId } = begun;
  const serial = serialOf(work, owner, { label, deviceId });
  const seed = secrets.seal(begun.seed, seedContext(deviceId));
  const device = newDevice(work, { deviceId, serial, seed, label });
  const examined = examineCode(device, code, work.now, (text, use) => secrets.open(text, use));
  if (examined.failed) return examined.failed;
  work.write(
    work.read.insertInto('mfa_devices').values({
      account_id: work.account,
      device_id: deviceId,
      serial,
      serial_key: serial.toLowerCase(),
      kind: 'virtual',
      owner_id: owner.id,
      label,
      created_at: work.now,
      enabled_at: work.now,
      seed,
      last_step: examined.step ?? null,
    }),
  );
  touchOwner(work, owner);
  return { serial };
}

/** Why the owner may have no further authenticator app; undefined while there is room. */
export function noRoom(owner: WorkforceOwner, devices: readonly MfaDevice[]): Failure | undefined {
  const limit = quotas.mfaDevicesPerUser;
  if (devices.length >= limit) {
    return failure('MFA-036', { principal: owner.userName, limit: `${limit}` });
  }
  const apps = devices.filter(({ kind }) => kind === 'virtual').length;
  if (apps < MOST_AUTHENTICATORS) return undefined;
  return failure('MFA-038', { user: owner.userName, limit: `${MOST_AUTHENTICATORS}` });
}

function newDevice(
  work: Work,
  known: Pick<VirtualDevice, 'deviceId' | 'serial' | 'seed' | 'label'>,
): VirtualDevice {
  return {
    ...known,
    kind: 'virtual',
    ownerId: undefined,
    createdAt: work.now,
    enabledAt: undefined,
    lastUsedAt: undefined,
    lastStep: undefined,
    drift: 0,
    failedTries: 0,
    retryAt: undefined,
  };
}
