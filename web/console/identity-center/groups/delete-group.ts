import { call } from '../../api/call.ts';
import type { Deletable } from '../../iam/shared/deletion.tsx';

/** A group of a directory; its members stay, without what the group gave them. */
export const deletableGroup = (IdentityStoreId: string): Deletable => ({
  title: 'idc.groups.delete',
  lead: 'idc.groups.delete.lead',
  find: async () => [],
  remove: (GroupId) => call('identitystore', 'DeleteGroup', { IdentityStoreId, GroupId }),
});
