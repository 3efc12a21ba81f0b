import { call } from '../../api/call.ts';
import type { Deletable } from '../shared/deletion.tsx';
import { ownedDependents } from '../shared/owner.ts';

/** A role, with its policies and its places in instance profiles. */
export const ROLE: Deletable = {
  title: 'iam.roles.delete',
  remove: (RoleName) => call('iam', 'DeleteRole', { RoleName }),
  find: async (RoleName, t, signal) => {
    const [policies, { InstanceProfiles }] = await Promise.all([
      ownedDependents({ kind: 'role', name: RoleName }, t, signal),
      call('iam', 'ListInstanceProfilesForRole', { RoleName }, signal),
    ]);
    const places = InstanceProfiles.map(({ InstanceProfileName }) => ({
      text: t('iam.roles.profile', { name: InstanceProfileName }),
      remove: () => call('iam', 'RemoveRoleFromInstanceProfile', { RoleName, InstanceProfileName }),
    }));
    return [...policies, ...places];
  },
};
