import { call } from '../../api/call.ts';
import type { Deletable } from '../../iam/shared/deletion.tsx';

/** An organizational unit; only an empty one can go, which the server says. */
export const UNIT: Deletable = {
  title: 'org.units.delete',
  lead: 'org.units.delete.lead',
  find: async () => [],
  remove: (OrganizationalUnitId) =>
    call('organizations', 'DeleteOrganizationalUnit', { OrganizationalUnitId }),
};
