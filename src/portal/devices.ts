import { z } from 'zod';
import {
  beginAuthenticator,
  completeAuthenticator,
  completePasskeyRegistration,
  findMfaDevice,
  type MfaDevice,
  mfaDevices,
  noRoom,
  passkeySite,
  qrCode,
  type Registering,
  removeDevice,
  renameDevice,
  startPasskeyRegistration,
} from '../domain/mfa/index.ts';
import { AwsError, refuse, surface } from '../failures/aws-error.ts';
import type { Failure, FailureCode } from '../failures/catalogue.ts';
import { operation, ownerOf, type PortalCall } from './call.ts';
import { note } from './events.ts';

/** Names of devices, as IAM takes them (aws-facts H6). */
const label = z.string().regex(/^[\w+=,.@-]{1,128}$/);
const serial = z.string().regex(/^[\x20-\x7e]{1,512}$/);

export const deviceOperations = {
  ListDevices: operation('ListDevices', z.strictObject({}), async ({ work, user }) => ({
    Devices: (await mfaDevices(work, user.userId)).map(shown),
  })),

  /** Begins a registration. Nothing of an authenticator app is kept until it has shown a code. */
  StartRegistration: operation(
    'StartRegistration',
    z.strictObject({ Type: z.enum(['authenticator', 'passkey']) }),
    async (call, { Type }) => {
      requireAllowed(call, Type);
      return Type === 'passkey' ? await startPasskey(call) : await startAuthenticator(call);
    },
  ),

  CompleteRegistration: operation(
    'CompleteRegistration',
    z.union([
      z.strictObject({ Label: label, Token: z.string().max(4096), Code: z.string().max(16) }),
      z.strictObject({ Label: label, Response: z.string().max(65_536) }),
    ]),
    async (call, input) => {
      const isPasskey = 'Response' in input;
      requireAllowed(call, isPasskey ? 'passkey' : 'authenticator');
      const done = isPasskey
        ? await completePasskey(call, input.Response, input.Label)
        : await completeApp(call, input);
      if ('serial' in done) return { SerialNumber: done.serial };
      // A passkey's challenge is used up by the answer, right or wrong.
      call.notes.refusal = surface(done);
      return {};
    },
  ),

  RenameDevice: operation(
    'RenameDevice',
    z.strictObject({ SerialNumber: serial, Label: label }),
    async (call, { SerialNumber, Label }) => {
      renameDevice(call.work, await ownDevice(call, SerialNumber), Label);
      note(call, 'UpdateMfaDeviceForUser');
      return {};
    },
  ),

  DeleteDevice: operation(
    'DeleteDevice',
    z.strictObject({ SerialNumber: serial }),
    async (call, { SerialNumber }) => {
      removeDevice(call.work, ownerOf(call), await ownDevice(call, SerialNumber));
      note(call, 'DeleteMfaDeviceForUser');
      return {};
    },
  ),
};

/** Throws PORT-006 and PORT-007. */
function requireAllowed({ instance }: PortalCall, type: 'authenticator' | 'passkey'): void {
  const { settings, identityStoreId } = instance;
  if (!settings.mfa.usersManageDevices) throw refuse('PORT-006', { instance: identityStoreId });
  if (!settings.mfa.types.includes(type)) {
    throw refuse('PORT-007', { type, instance: identityStoreId });
  }
}

/** A device that may be changed; throws PORT-006, or MFA-035 for one that is another's or none. */
async function ownDevice(call: PortalCall, serialNumber: string): Promise<MfaDevice> {
  const { instance, work, user, session } = call;
  if (!instance.settings.mfa.usersManageDevices) {
    throw refuse('PORT-006', { instance: instance.identityStoreId });
  }
  const device = await findMfaDevice(work, serialNumber);
  if (device?.ownerId !== user.userId) {
    throw refuse('MFA-035', { principal: session.principalArn, serial: serialNumber });
  }
  return device;
}

async function startAuthenticator(call: PortalCall): Promise<object> {
  const { parts, work } = call;
  const owner = ownerOf(call);
  const full = noRoom(owner, await mfaDevices(work, owner.id));
  if (full) throw surface(full);
  const { token, seed, uri } = beginAuthenticator(work, owner, parts.secrets);
  note(call, 'StartVirtualMfaDeviceRegistration');
  return { Token: token, Secret: seed, Picture: (await qrCode(uri)).toString('base64') };
}

async function startPasskey(call: PortalCall): Promise<object> {
  const started = await startPasskeyRegistration(call.work, registering(call));
  if ('code' in started) throw surface(started);
  note(call, 'StartWebAuthnDeviceRegistration');
  return { Options: JSON.stringify(started) };
}

type Completed = Failure | { readonly serial: string };

async function completeApp(
  call: PortalCall,
  { Token, Code, Label }: { readonly Token: string; readonly Code: string; readonly Label: string },
): Promise<Completed> {
  const proof = { token: Token, code: Code, label: Label };
  const done = await completeAuthenticator(call.work, ownerOf(call), proof, call.parts.secrets);
  if ('serial' in done) note(call, 'CompleteVirtualMfaDeviceRegistration');
  else if (!ABOUT_ROOM.includes(done.code)) throw wrongCode(done);
  return done;
}

/** Failures that no other code would mend. */
const ABOUT_ROOM: readonly FailureCode[] = ['MFA-036', 'MFA-037', 'MFA-038'];

/** The page tells the server's time with it: the clock of the device may be wrong (R055). */
function wrongCode(failed: Failure): AwsError {
  return new AwsError('InvalidAuthenticationCode', WRONG_CODE, { failure: failed });
}

/** AWS's words, which say nothing, and ours (R055). */
const WRONG_CODE =
  'An unexpected error has occurred. The code was not right: type the one that the app shows now.';

async function completePasskey(
  call: PortalCall,
  response: string,
  name: string,
): Promise<Completed> {
  const answer = { response: parsed(response), label: name };
  const done = await completePasskeyRegistration(call.work, registering(call), answer);
  if ('serial' in done) note(call, 'CompleteWebAuthnDeviceRegistration');
  return done;
}

function registering(call: PortalCall): Registering {
  const site = passkeySite(call.parts.publicUrl());
  if ('unavailable' in site) {
    throw refuse('MFA-033', { origin: site.origin, reason: site.unavailable });
  }
  return { owner: ownerOf(call), arn: call.session.principalArn, site };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function shown(device: MfaDevice) {
  const passkey = device.kind === 'passkey' ? device : undefined;
  return {
    SerialNumber: device.serial,
    Type: passkey ? 'passkey' : 'authenticator',
    Label: device.label,
    AddedAt: (device.enabledAt ?? 0) / 1000,
    ...(device.lastUsedAt === undefined ? {} : { LastUsedAt: device.lastUsedAt / 1000 }),
    ...(passkey ? { Synced: passkey.backedUp } : {}),
  };
}
