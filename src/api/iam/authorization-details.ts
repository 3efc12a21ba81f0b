import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import {
  type Detail,
  type DetailKind,
  type DetailRows,
  listDetails,
} from '../../domain/iam/authorization-details.ts';
import { pageMembers } from '../../domain/iam/paging.ts';
import type { Handlers } from '../../wire/index.ts';
import { awsPolicyDetails, ownPolicyDetails } from './policy-details.ts';
import { groupDetails, roleDetails, userDetails } from './principal-details.ts';

/** The whole of an account's users, groups, roles and policies, with what hangs on them. */
export const authorizationDetailOperations = {
  async GetAccountAuthorizationDetails(input, call) {
    const page = await listDetails(call.work, call.managedPolicies, input);
    const rows = <Kind extends DetailKind>(kind: Kind) => rowsOf(page.items, kind);
    return {
      UserDetailList: await userDetails(call, rows('User')),
      GroupDetailList: await groupDetails(call, rows('Group')),
      RoleDetailList: await roleDetails(call, rows('Role')),
      Policies: [
        ...(await ownPolicyDetails(call, rows('LocalManagedPolicy'))),
        ...(await awsPolicyDetails(call, rows('AWSManagedPolicy'))),
      ],
      ...pageMembers(page),
    };
  },
} satisfies Handlers<typeof import('@aws-sdk/client-iam'), Call>;

export const authorizationDetailAccess = {
  GetAccountAuthorizationDetails: {},
} satisfies Access<typeof authorizationDetailOperations>;

function rowsOf<Kind extends DetailKind>(
  details: readonly Detail[],
  kind: Kind,
): readonly DetailRows[Kind][] {
  return details.flatMap(({ kind: its, row }) => (its === kind ? [row as DetailRows[Kind]] : []));
}
