import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { nodeArn } from '../../domain/organizations/arns.ts';
import { reopen } from '../../domain/organizations/closing.ts';
import { findMember } from '../../domain/organizations/members.ts';
import {
  findOrganization,
  getManagedOrganization,
} from '../../domain/organizations/organizations.ts';
import { refuse, surface } from '../../failures/aws-error.ts';
import type { GatehouseModule, Handlers } from '../../wire/index.ts';

export const accounts = {
  async ReopenAccount({ AccountId: account }, { work }) {
    const organization = await getManagedOrganization(work);
    const member = await findMember(work, organization, account);
    if (!member) throw refuse('ORG-003', { account });
    const refused = await reopen(work, account);
    if (refused) throw surface(refused);
    return {};
  },
} satisfies Partial<Handlers<GatehouseModule, Call>>;

export const accountsAccess = {
  ReopenAccount: {
    resources: async ({ AccountId: account }, call) => {
      const organization = await findOrganization(call.work);
      if (organization?.management_account !== call.account) return [];
      return [{ arn: nodeArn(organization, account) }];
    },
  },
} satisfies Access<typeof accounts>;
