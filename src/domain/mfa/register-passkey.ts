import { sha256 } from '../../base/digest.ts';
import { mfaDeviceId } from '../../base/ids.ts';
import {
  type NewCredential,
  type PasskeyCreationOptions,
  passkeyCreationOptions,
  readRegistration,
  registeredCredential,
} from '../../crypto/index.ts';
import { type Failure, failure } from '../../failures/catalogue.ts';
import { firstFailure } from '../../failures/check.ts';
import { countOwned } from '../iam/dependents.ts';
import { quotas } from '../iam/quotas.ts';
import type { Work } from '../work.ts';
import { mfaDevices } from './device.ts';
import { type MfaOwner, serialOf, shownName, touchOwner } from './owner.ts';
import { type RegistrationSubject, registrationChecks } from './passkey-checks.ts';
import { type PasskeySite, rpIdFor } from './passkey-site.ts';
import { CHALLENGE_BYTES } from './verify-passkey.ts';

/** How long a registration may take. */
const LIFETIME = 600_000;
const RP_NAME = 'Gatehouse';

/** Whose passkey is registered, and where. */
export interface Registering {
  readonly owner: MfaOwner;
  /** The person's ARN, for messages. */
  readonly arn: string;
  readonly site: PasskeySite;
}

/**
 * Begins the registration of a passkey and answers what the browser is asked. It takes the place of
 * one that the person began before. Answers MFA-036 when the person has eight devices.
 */
export async function startPasskeyRegistration(
  work: Work,
  { owner, arn, site }: Registering,
): Promise<Failure | PasskeyCreationOptions> {
  const devices = await mfaDevices(work, owner.id);
  const limit = quotas.mfaDevicesPerUser;
  if (devices.length >= limit) return failure('MFA-036', { principal: arn, limit: `${limit}` });
  const challenge = work.random(CHALLENGE_BYTES);
  const row = {
    challenge_hash: sha256(challenge.toString('base64url')),
    expires_at: work.now + LIFETIME,
  };
  work.write(
    work.read
      .insertInto('passkey_registrations')
      .values({ account_id: work.account, owner_id: owner.id, ...row })
      .onConflict((conflict) => conflict.columns(['account_id', 'owner_id']).doUpdateSet(row)),
  );
  return await passkeyCreationOptions({
    challenge,
    rpId: await rpIdFor(work.read, site),
    rpName: RP_NAME,
    ownerId: owner.id,
    userName: shownName(work, owner),
    existing: devices.filter((device) => device.kind === 'passkey'),
  });
}

/** What the browser answered, and what the person calls the passkey. */
export interface PasskeyRegistration {
  /** The JSON form of the answer, parsed and nothing more. */
  readonly response: unknown;
  readonly label: string;
}

/**
 * Ends a registration: the passkey becomes a device of the person, whose serial number is answered.
 * An answer ends the registration also when it is refused; commit the work in both cases.
 */
export async function completePasskeyRegistration(
  work: Work,
  registering: Registering,
  { response, label }: PasskeyRegistration,
): Promise<Failure | { readonly serial: string }> {
  const { owner, arn, site } = registering;
  const challengeHash = await takeRegistration(work, owner.id);
  if (challengeHash === undefined) return failure('MFA-031', { principal: arn });
  const rpId = await rpIdFor(work.read, site);
  const registration = await readRegistration(response);
  const facts = registration?.facts;
  const credential = registration && (await registeredCredential(registration, rpId));
  const judged: RegistrationSubject = {
    facts,
    type: 'webauthn.create',
    // The challenge itself is not kept: whoever shows the one of this hash was asked it.
    challenge: facts && sha256(facts.challenge) === challengeHash ? facts.challenge : '',
    origin: site.origin,
    rpId,
    verified: credential !== undefined,
    taken: facts !== undefined && (await isTaken(work, facts.credentialId)),
  };
  const failed = firstFailure(registrationChecks, judged);
  if (failed) return failed;
  if (credential === undefined) throw new Error('a passkey without a key was accepted');
  const limit = quotas.mfaDevicesPerUser;
  if ((await countOwned(work, 'mfa_devices', owner.id)) >= limit) {
    return failure('MFA-036', { principal: arn, limit: `${limit}` });
  }
  return { serial: writePasskey(work, owner, credential, { label, rpId }) };
}

/** The hash of the challenge that the person was asked, which is thereby used up. */
async function takeRegistration(work: Work, ownerId: string): Promise<string | undefined> {
  const row = await work.read
    .selectFrom('passkey_registrations')
    .select(['challenge_hash', 'expires_at'])
    .where('account_id', '=', work.account)
    .where('owner_id', '=', ownerId)
    .executeTakeFirst();
  if (!row || row.expires_at <= work.now) return undefined;
  work.write(
    work.read
      .deleteFrom('passkey_registrations')
      .where('account_id', '=', work.account)
      .where('challenge_hash', '=', row.challenge_hash),
  );
  return row.challenge_hash;
}

/** A credential belongs to one person of the installation, so every account is looked at. */
async function isTaken(work: Work, credentialId: string): Promise<boolean> {
  const row = await work.read
    .selectFrom('mfa_devices')
    .select('device_id')
    .where('credential_id', '=', credentialId)
    .executeTakeFirst();
  return row !== undefined;
}

function writePasskey(
  work: Work,
  owner: MfaOwner,
  credential: NewCredential,
  { label, rpId }: { readonly label: string; readonly rpId: string },
): string {
  const deviceId = mfaDeviceId(work.random);
  const serial = serialOf(work, owner, { label, deviceId });
  work.write(
    work.read.insertInto('mfa_devices').values({
      account_id: work.account,
      device_id: deviceId,
      serial,
      serial_key: serial.toLowerCase(),
      kind: 'passkey',
      owner_id: owner.id,
      label,
      created_at: work.now,
      enabled_at: work.now,
      credential_id: credential.credentialId,
      public_key: credential.publicKey,
      sign_count: credential.signCount,
      transports: JSON.stringify(credential.transports),
      aaguid: credential.aaguid,
      backup_eligible: credential.backupEligible ? 1 : 0,
      backed_up: credential.backedUp ? 1 : 0,
      rp_id: rpId,
    }),
  );
  touchOwner(work, owner);
  return serial;
}
