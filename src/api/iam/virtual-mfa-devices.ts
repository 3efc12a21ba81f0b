import type { User, VirtualMFADevice } from '@aws-sdk/client-iam';
import { iamArn } from '../../base/arn.ts';
import { type Access, type AccessResource, tagConditionKeys } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { readAccount } from '../../domain/iam/account.ts';
import { pageMembers } from '../../domain/iam/paging.ts';
import { removeTags, setTags } from '../../domain/iam/tags.ts';
import { findUserById } from '../../domain/iam/users.ts';
import {
  createVirtualDevice,
  deleteVirtualDevice,
  findMfaDevice,
  getVirtualDevice,
  listVirtualDevices,
  type MfaDevice,
  qrCode,
  touchDevice,
} from '../../domain/mfa/index.ts';
import { tagsOf } from '../../domain/tags.ts';
import type { Handlers } from '../../wire/index.ts';
import { tagging, tagPage, untagging } from './tags.ts';
import { describeRoot, describeUser } from './users.ts';

/** Virtual devices themselves, whoever has them, and their tags. */
export const virtualMfaDeviceOperations = {
  async CreateVirtualMFADevice(input, call) {
    const named = { name: input.VirtualMFADeviceName, path: input.Path ?? '/' };
    const device = await createVirtualDevice(call.work, named, call.secrets);
    const tags = input.Tags ?? [];
    await setTags(call.work, device.deviceId, tags, 'MFADevice');
    call.notes.durable = true;
    return {
      VirtualMFADevice: {
        SerialNumber: device.serial,
        Base32StringSeed: Buffer.from(device.seed),
        QRCodePNG: await qrCode(device.uri),
        ...(tags.length === 0 ? {} : { Tags: tags }),
      },
    };
  },

  async DeleteVirtualMFADevice(input, call) {
    await deleteVirtualDevice(call.work, input.SerialNumber);
    return {};
  },

  async ListVirtualMFADevices(input, call) {
    const page = await listVirtualDevices(call.work, input);
    const described: VirtualMFADevice[] = [];
    for (const device of page.items) described.push(await describeDevice(call, device));
    return { VirtualMFADevices: described, ...pageMembers(page) };
  },

  async TagMFADevice(input, call) {
    const device = await getVirtualDevice(call.work, input.SerialNumber);
    await setTags(call.work, device.deviceId, input.Tags, 'MFADevice');
    touchDevice(call.work, device);
    return {};
  },

  async UntagMFADevice(input, call) {
    const device = await getVirtualDevice(call.work, input.SerialNumber);
    removeTags(call.work, device.deviceId, input.TagKeys);
    touchDevice(call.work, device);
    return {};
  },

  async ListMFADeviceTags(input, call) {
    const device = await getVirtualDevice(call.work, input.SerialNumber);
    return await tagPage(call, device.deviceId, input);
  },
} satisfies Handlers<typeof import('@aws-sdk/client-iam'), Call>;

const onDevice = {
  resources: async ({ SerialNumber }: { readonly SerialNumber: string }, call: Call) => [
    await deviceResource(call, SerialNumber),
  ],
};

interface NewDevice {
  readonly VirtualMFADeviceName: string;
  readonly Path?: string | undefined;
}

function newDeviceResource(call: Call, input: NewDevice): AccessResource {
  return { arn: iamArn(call.account, 'mfa', input.Path ?? '/', input.VirtualMFADeviceName) };
}

/** What each of `virtualMfaDeviceOperations` asks the caller's policies. */
export const virtualMfaDeviceAccess = {
  CreateVirtualMFADevice: {
    resources: (input, call) => [newDeviceResource(call, input)],
    keys: (input) => tagConditionKeys(input.Tags),
    also: (input, call) => {
      if (!input.Tags?.length) return [];
      const resource = newDeviceResource(call, input);
      return [{ action: 'iam:TagMFADevice', resource, keys: tagConditionKeys(input.Tags) }];
    },
  },
  DeleteVirtualMFADevice: onDevice,
  ListVirtualMFADevices: {},
  TagMFADevice: { ...onDevice, ...tagging },
  UntagMFADevice: { ...onDevice, ...untagging },
  ListMFADeviceTags: onDevice,
} satisfies Access<typeof virtualMfaDeviceOperations>;

/** The device of that serial number with the letters and tags that are stored. */
async function deviceResource(call: Call, serial: string): Promise<AccessResource> {
  const asked = serial.startsWith('arn:') ? serial : iamArn(call.account, 'mfa', '/', serial);
  const device = await findMfaDevice(call.work, serial);
  if (!device) return { arn: asked };
  return { arn: device.serial, asked, tags: await tagsOf(call.work, device.deviceId) };
}

async function describeDevice(call: Call, device: MfaDevice): Promise<VirtualMFADevice> {
  const { serial, ownerId, enabledAt } = device;
  if (ownerId === undefined || enabledAt === undefined) return { SerialNumber: serial };
  const user = await describeOwner(call, ownerId);
  return { SerialNumber: serial, EnableDate: new Date(enabledAt), ...(user ? { User: user } : {}) };
}

async function describeOwner(call: Call, ownerId: string): Promise<User | undefined> {
  if (ownerId === call.account) {
    return describeRoot(call, (await readAccount(call.work)).created_at);
  }
  const user = await findUserById(call.work, ownerId);
  return user && describeUser(call, user);
}
