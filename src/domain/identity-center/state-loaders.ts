import type { Lookup, Store } from '../../store/index.ts';
import { attributesOf } from '../directory/index.ts';
import { attributeValues } from './attribute-values.ts';
import { durationSeconds } from './permission-sets/session-duration.ts';
import { readSettings } from './settings.ts';
import type {
  AssignmentState,
  InstanceState,
  PermissionSetState,
  WorkforceUserState,
} from './state.ts';

type Row = Record<string, string | number | null>;

/** The prepared reads of the loaders. Each names the account first: the instance's owner. */
export interface WorkforceQueries {
  readonly instance: Lookup<Row>;
  readonly user: Lookup<Row>;
  readonly groups: Lookup<Row>;
  readonly assignments: Lookup<Row>;
  readonly permissionSet: Lookup<Row>;
  readonly provisionedRole: Lookup<Row>;
}

/** Prepares the reads once for the store. */
export function prepareWorkforceQueries(store: Store): WorkforceQueries {
  const read = (sql: string): Lookup<Row> => store.prepare<Row>(sql);
  return {
    instance: read('select * from sso_instances where account_id = ?'),
    user: read('select * from directory_users where account_id = ? and user_id = ?'),
    // A membership of a group that is gone is none.
    groups: read(
      `select m.group_id from directory_memberships m
       join directory_groups g on g.account_id = m.account_id and g.group_id = m.group_id
       where m.account_id = ? and m.user_id = ? order by m.group_id`,
    ),
    // Only what gives access: its role is there, and so is its permission set.
    assignments: read(
      `select target_account, permission_set_id from account_assignments
       where account_id = ? and principal_id = ? and state = 'active'
       order by target_account, permission_set_id`,
    ),
    permissionSet: read(
      'select * from permission_sets where account_id = ? and permission_set_id = ?',
    ),
    provisionedRole: read(
      `select role_name from provisioned_roles
       where account_id = ? and target_account = ? and permission_set_id = ?`,
    ),
  };
}

/** The account's instance. */
export async function loadInstance(
  queries: WorkforceQueries,
  account: string,
): Promise<InstanceState | undefined> {
  const [row] = await queries.instance(account);
  if (!row) return undefined;
  return {
    account,
    instanceId: String(row.instance_id),
    identityStoreId: String(row.identity_store_id),
    kind: row.kind as InstanceState['kind'],
    region: String(row.region),
    subdomain: textOf(row.subdomain),
    settings: readSettings(String(row.settings)),
    attributes: row.attributes === null ? undefined : JSON.parse(String(row.attributes)),
  };
}

/** A workforce user by its id, with the groups that there are. */
export async function loadUserState(
  queries: WorkforceQueries,
  account: string,
  userId: string,
): Promise<WorkforceUserState | undefined> {
  const [row] = await queries.user(account, userId);
  if (!row) return undefined;
  const groups = await queries.groups(account, userId);
  return {
    account,
    identityStoreId: String(row.store_id),
    userId,
    userName: String(row.user_name),
    displayName: String(row.display_name),
    enabled: row.status === 'ENABLED',
    groupIds: groups.map((group) => String(group.group_id)),
    attributes: attributeValues({
      email: textOf(row.email),
      attributes: attributesOf({
        user_name: String(row.user_name),
        display_name: String(row.display_name),
        given_name: String(row.given_name),
        family_name: String(row.family_name),
        profile: String(row.profile),
      }),
    }),
  };
}

/** What a principal is assigned to and gets access by now; empty where that is nothing. */
export async function loadAssignments(
  queries: WorkforceQueries,
  account: string,
  principalId: string,
): Promise<readonly AssignmentState[]> {
  const rows = await queries.assignments(account, principalId);
  return rows.map((row) => ({
    targetAccount: String(row.target_account),
    permissionSetId: String(row.permission_set_id),
  }));
}

/** A permission set by its id. */
export async function loadPermissionSet(
  queries: WorkforceQueries,
  account: string,
  permissionSetId: string,
): Promise<PermissionSetState | undefined> {
  const [row] = await queries.permissionSet(account, permissionSetId);
  if (!row) return undefined;
  return {
    permissionSetId,
    name: String(row.name),
    // What is stored has been checked.
    sessionSeconds: durationSeconds(String(row.session_duration)) ?? 0,
    relayState: textOf(row.relay_state),
  };
}

/** The name of the role that a permission set has in an account. */
export async function loadProvisionedRole(
  queries: WorkforceQueries,
  account: string,
  targetAccount: string,
  permissionSetId: string,
): Promise<string | undefined> {
  const [row] = await queries.provisionedRole(account, targetAccount, permissionSetId);
  return row && String(row.role_name);
}

function textOf(value: string | number | null | undefined): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}
