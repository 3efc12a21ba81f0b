import { call } from '../../api/call.ts';
import type { Deletable } from '../shared/deletion.tsx';
import { ownedDependents } from '../shared/owner.ts';
import { listMembers } from './members.ts';

/** A group; its members stay users, without what the group gave them. */
export const GROUP: Deletable = {
  title: 'iam.groups.delete',
  remove: (GroupName) => call('iam', 'DeleteGroup', { GroupName }),
  find: async (GroupName, t, signal) => {
    const [members, policies] = await Promise.all([
      listMembers(GroupName, signal),
      ownedDependents({ kind: 'group', name: GroupName }, t, signal),
    ]);
    const memberships = members.map(({ UserName }) => ({
      text: t('iam.groups.member', { name: UserName }),
      remove: () => call('iam', 'RemoveUserFromGroup', { GroupName, UserName }),
    }));
    return [...memberships, ...policies];
  },
};
