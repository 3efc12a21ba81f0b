import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { type Subject, subjectOf } from '../../domain/iam/subject.ts';
import {
  completePasskeyRegistration,
  findMfaDevice,
  type MfaDevice,
  mfaDevices,
  passkeySite,
  type Registering,
  renameDevice,
  startPasskeyRegistration,
} from '../../domain/mfa/index.ts';
import { refuse, surface } from '../../failures/aws-error.ts';
import type { GatehouseModule, Handlers } from '../../wire/index.ts';
import { mfaOwnerResource } from './resources.ts';

export const passkeys = {
  async ListMFADeviceDetails({ UserName }, call) {
    const subject = await subjectOf(call.work, call.principal, UserName);
    const devices = await mfaDevices(call.work, subject.id);
    const site = passkeySite(call.publicUrl);
    return {
      Devices: devices.map(shownDevice),
      ...('unavailable' in site ? { PasskeysUnavailable: site.unavailable } : {}),
    };
  },

  async StartPasskeyRegistration(_input, call) {
    const started = await startPasskeyRegistration(call.work, await registering(call));
    if ('code' in started) throw surface(started);
    return { Options: JSON.stringify(started) };
  },

  async CompletePasskeyRegistration({ Response, Label }, call) {
    const answer = { response: parsed(Response), label: Label };
    const done = await completePasskeyRegistration(call.work, await registering(call), answer);
    if ('serial' in done) return { SerialNumber: done.serial };
    // The challenge is used up by the answer, right or wrong.
    call.notes.refusal = surface(done);
    return { SerialNumber: '' };
  },

  async RenameMFADevice({ SerialNumber: serial, Label }, call) {
    const { id } = await self(call);
    const device = await findMfaDevice(call.work, serial);
    if (device?.ownerId !== id) {
      throw refuse('MFA-035', { principal: call.principal.arn, serial });
    }
    renameDevice(call.work, device, Label);
    return {};
  },
} satisfies Partial<Handlers<GatehouseModule, Call>>;

/** The permission of IAM for the same thing: who may give a user a device may give this kind. */
const enabling = {
  action: 'iam:EnableMFADevice',
  resources: async (_input: object, call: Call) => [await mfaOwnerResource(call, undefined)],
};

export const passkeysAccess = {
  ListMFADeviceDetails: {
    action: 'iam:ListMFADevices',
    resources: async ({ UserName }, call) => [await mfaOwnerResource(call, UserName)],
  },
  StartPasskeyRegistration: enabling,
  CompletePasskeyRegistration: enabling,
  RenameMFADevice: enabling,
} satisfies Access<typeof passkeys>;

/** The caller as whoever has devices; throws MFA-034 for roles and federated users. */
async function self(call: Call): Promise<Subject> {
  const { kind, arn } = call.principal;
  if (kind !== 'user' && kind !== 'root') throw refuse('MFA-034', { principal: arn });
  return await subjectOf(call.work, call.principal, undefined);
}

async function registering(call: Call): Promise<Registering> {
  const site = passkeySite(call.publicUrl);
  const owner = await self(call);
  if ('unavailable' in site) {
    throw refuse('MFA-033', { origin: site.origin, reason: site.unavailable });
  }
  return { owner, arn: call.principal.arn, site };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A device as lists tell it. */
export function shownDevice(device: MfaDevice) {
  const { serial, kind, label, enabledAt = 0, lastUsedAt } = device;
  const passkey = device.kind === 'passkey' ? device : undefined;
  return {
    SerialNumber: serial,
    Kind: kind,
    Label: label,
    EnableDate: new Date(enabledAt),
    ...(lastUsedAt === undefined ? {} : { LastUsedDate: new Date(lastUsedAt) }),
    ...(passkey ? { Synced: passkey.backedUp } : {}),
    MarkedAsCopied: passkey?.clonedAt !== undefined,
  };
}
