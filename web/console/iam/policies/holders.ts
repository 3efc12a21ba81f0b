import { call } from '../../api/call.ts';
import { allPages } from '../shared/all-pages.ts';
import { type Owner, removePolicy } from '../shared/owner.ts';

/** A user, group or role that has a policy, as its permissions or as its boundary. */
export interface PolicyHolder {
  readonly kind: Owner['kind'];
  readonly name: string;
  readonly use: 'permissions' | 'boundary';
}

/** Everybody who has a policy. */
export async function listHolders(arn: string, signal: AbortSignal): Promise<PolicyHolder[]> {
  const uses = [
    ['permissions', 'PermissionsPolicy'],
    ['boundary', 'PermissionsBoundary'],
  ] as const;
  const found = await Promise.all(
    uses.map(([use, PolicyUsageFilter]) =>
      allPages(async (Marker) => {
        const input = { PolicyArn: arn, PolicyUsageFilter, Marker };
        const answer = await call('iam', 'ListEntitiesForPolicy', input, signal);
        const items: PolicyHolder[] = [
          ...(answer.PolicyUsers ?? []).map(({ UserName = '' }) => holder('user', UserName)),
          ...(answer.PolicyGroups ?? []).map(({ GroupName = '' }) => holder('group', GroupName)),
          ...(answer.PolicyRoles ?? []).map(({ RoleName = '' }) => holder('role', RoleName)),
        ];
        return { items, next: answer.Marker };

        function holder(kind: Owner['kind'], name: string): PolicyHolder {
          return { kind, name, use };
        }
      }),
    ),
  );
  return found.flat();
}

/** Takes a policy away from whoever has it. */
export async function takeAway(arn: string, { kind, name, use }: PolicyHolder): Promise<void> {
  if (use === 'permissions') await removePolicy({ kind, name }, { name: '', arn });
  else if (kind === 'user') await call('iam', 'DeleteUserPermissionsBoundary', { UserName: name });
  else await call('iam', 'DeleteRolePermissionsBoundary', { RoleName: name });
}
