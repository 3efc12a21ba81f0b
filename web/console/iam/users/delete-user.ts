import { ApiFailure } from '../../../shared/api/failure.ts';
import { call } from '../../api/call.ts';
import type { Deletable } from '../shared/deletion.tsx';
import { ownedDependents } from '../shared/owner.ts';

/** A user, with everything that hangs on it. */
export const USER: Deletable = {
  title: 'iam.users.delete',
  remove: (UserName) => call('iam', 'DeleteUser', { UserName }),
  find: async (UserName, t, signal) => {
    const [policies, { Groups }, keys, devices, password] = await Promise.all([
      ownedDependents({ kind: 'user', name: UserName }, t, signal),
      call('iam', 'ListGroupsForUser', { UserName }, signal),
      call('iam', 'ListAccessKeys', { UserName }, signal),
      call('iam', 'ListMFADevices', { UserName }, signal),
      loginProfile(UserName, signal),
    ]);
    const passwords = (password ? [password] : []).map(() => ({
      text: t('iam.users.password'),
      remove: () => call('iam', 'DeleteLoginProfile', { UserName }),
    }));
    const accessKeys = keys.AccessKeyMetadata.map(({ AccessKeyId = '' }) => ({
      text: t('iam.keys.named', { id: AccessKeyId }),
      remove: () => call('iam', 'DeleteAccessKey', { UserName, AccessKeyId }),
    }));
    const mfaDevices = devices.MFADevices.map(({ SerialNumber }) => ({
      text: t('iam.mfa.named', { serial: SerialNumber }),
      remove: () => removeDevice(UserName, SerialNumber),
    }));
    const memberships = Groups.map(({ GroupName }) => ({
      text: t('iam.groups.membership', { name: GroupName }),
      remove: () => call('iam', 'RemoveUserFromGroup', { UserName, GroupName }),
    }));
    return [...passwords, ...accessKeys, ...mfaDevices, ...memberships, ...policies];
  },
};

/** Whether the user has a console password. */
export async function loginProfile(UserName: string, signal?: AbortSignal) {
  try {
    return (await call('iam', 'GetLoginProfile', { UserName }, signal)).LoginProfile;
  } catch (error) {
    if (error instanceof ApiFailure && error.code === 'NoSuchEntity') return undefined;
    throw error;
  }
}

/** Deactivates an MFA device; a virtual one is deleted as well. */
export async function removeDevice(UserName: string, SerialNumber: string): Promise<void> {
  await call('iam', 'DeactivateMFADevice', { UserName, SerialNumber });
  if (!SerialNumber.includes(':mfa/')) return;
  await call('iam', 'DeleteVirtualMFADevice', { SerialNumber });
}
