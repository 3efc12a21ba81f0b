import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { pageMembers, pageOf } from '../../domain/iam/paging.ts';
import {
  deactivateDevice,
  enableDevice,
  getDeviceOf,
  mfaDevices,
  resyncDevice,
} from '../../domain/mfa/index.ts';
import type { Handlers } from '../../wire/index.ts';
import { mfaSubject, mfaUserName, ofMfaSubject } from './mfa-subject.ts';

/** Devices as users and root users have them. */
export const mfaDeviceOperations = {
  async EnableMFADevice(input, call) {
    const subject = await mfaSubject(call, input.UserName);
    const codes = [input.AuthenticationCode1, input.AuthenticationCode2] as const;
    await enableDevice(call.work, subject, input.SerialNumber, codes, call.secrets.open);
    return {};
  },

  async ResyncMFADevice(input, call) {
    const subject = await mfaSubject(call, input.UserName);
    const codes = [input.AuthenticationCode1, input.AuthenticationCode2] as const;
    await resyncDevice(call.work, subject, input.SerialNumber, codes, call.secrets.open);
    return {};
  },

  async DeactivateMFADevice(input, call) {
    const subject = await mfaSubject(call, input.UserName);
    await deactivateDevice(call.work, subject, input.SerialNumber);
    return {};
  },

  async ListMFADevices(input, call) {
    const subject = await mfaSubject(call, input.UserName);
    const devices = await mfaDevices(call.work, subject.id);
    const page = pageOf(devices, input, ({ serial }) => serial);
    return {
      MFADevices: page.items.map(({ serial, enabledAt = 0 }) => ({
        UserName: mfaUserName(subject),
        SerialNumber: serial,
        EnableDate: new Date(enabledAt),
      })),
      ...pageMembers(page),
    };
  },

  async GetMFADevice(input, call) {
    const subject = await mfaSubject(call, input.UserName);
    const { serial, enabledAt = 0 } = await getDeviceOf(call.work, subject, input.SerialNumber);
    return {
      UserName: mfaUserName(subject),
      SerialNumber: serial,
      EnableDate: new Date(enabledAt),
    };
  },
} satisfies Handlers<typeof import('@aws-sdk/client-iam'), Call>;

export const mfaDeviceAccess = {
  EnableMFADevice: ofMfaSubject,
  ResyncMFADevice: ofMfaSubject,
  DeactivateMFADevice: ofMfaSubject,
  ListMFADevices: ofMfaSubject,
  GetMFADevice: ofMfaSubject,
} satisfies Access<typeof mfaDeviceOperations>;
