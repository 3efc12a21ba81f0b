import { call } from '../../api/call.ts';
import type { Deletable } from '../../iam/shared/deletion.tsx';

/** A person of a directory. Sessions and devices go with it; assignments stay, and give nothing. */
export const deletableUser = (IdentityStoreId: string): Deletable => ({
  title: 'idc.users.delete',
  lead: 'idc.users.delete.lead',
  find: async () => [],
  remove: (UserId) => call('identitystore', 'DeleteUser', { IdentityStoreId, UserId }),
});
