import { iamArn } from '../../base/arn.ts';
import {
  type CompiledPolicy,
  compilePolicy,
  type PolicyKind,
  parsePolicy,
} from '../../policy/index.ts';
import type { Lookup, Store } from '../../store/index.ts';
import { type ControlQueries, loadMembership } from './control-loaders.ts';
import type {
  AccountState,
  BrowserSessionState,
  GroupState,
  KeyState,
  Permissions,
  PolicyState,
  RoleState,
  UserState,
} from './state.ts';

/** A row as the database gives it. */
type Row = Record<string, string | number | null>;

/** The prepared reads of the loaders. */
export interface Queries {
  readonly keyAccount: Lookup<Row>;
  readonly key: Lookup<Row>;
  readonly user: Lookup<Row>;
  readonly group: Lookup<Row>;
  readonly role: Lookup<Row>;
  readonly policy: Lookup<Row>;
  readonly account: Lookup<Row>;
  readonly inline: Lookup<Row>;
  readonly attached: Lookup<Row>;
  readonly tags: Lookup<Row>;
  readonly groups: Lookup<Row>;
  readonly session: Lookup<Row>;
}

/** Prepares the reads once for the store. */
export function prepareQueries(store: Store): Queries {
  const read = (sql: string): Lookup<Row> => store.prepare<Row>(sql);
  return {
    keyAccount: read('select account_id from access_keys where access_key_id = ?'),
    key: read('select * from access_keys where account_id = ? and access_key_id = ?'),
    user: read('select * from iam_users where account_id = ? and user_id = ?'),
    group: read('select * from iam_groups where account_id = ? and group_id = ?'),
    role: read('select * from iam_roles where account_id = ? and name_key = ?'),
    policy: read(
      `select p.path, p.name, v.document from iam_policies p join iam_policy_versions v
       on v.account_id = p.account_id and v.policy_id = p.policy_id and v.version = p.default_version
       where p.account_id = ? and p.name_key = ?`,
    ),
    account: read('select * from accounts where account_id = ?'),
    inline: read(
      'select name, document from iam_inline_policies where account_id = ? and owner_id = ? order by name',
    ),
    attached: read(
      'select policy_arn from iam_attachments where account_id = ? and owner_id = ? order by policy_arn',
    ),
    tags: read('select key, value from iam_tags where account_id = ? and owner_id = ?'),
    groups: read('select group_id from iam_group_members where account_id = ? and user_id = ?'),
    session: read(
      'select ended_at, parent_session_id, origin_session_id from browser_sessions where account_id = ? and session_id = ?',
    ),
  };
}

/** The account of an access key id that does not carry it. */
export async function loadAccountOfKey(queries: Queries, id: string): Promise<string | undefined> {
  const [row] = await queries.keyAccount(id);
  return row && String(row.account_id);
}

/** An access key with its secret opened by `openSecret`. */
export async function loadKey(
  queries: Queries,
  openSecret: (sealed: string, accessKeyId: string) => string,
  account: string,
  accessKeyId: string,
): Promise<KeyState | undefined> {
  const [row] = await queries.key(account, accessKeyId);
  if (!row) return undefined;
  return {
    accessKeyId,
    account,
    ownerId: String(row.owner_id),
    secret: openSecret(String(row.secret), accessKeyId),
    active: row.status === 'Active',
  };
}

/** A user by its unique id. */
export async function loadUser(
  queries: Queries,
  account: string,
  userId: string,
): Promise<UserState | undefined> {
  const [row] = await queries.user(account, userId);
  if (!row) return undefined;
  const name = String(row.name);
  const path = String(row.path);
  const arn = iamArn(account, 'user', path, name);
  const groups = await queries.groups(account, userId);
  return {
    account,
    userId,
    name,
    path,
    arn,
    boundaryArn: textOf(row.boundary_arn),
    tags: await loadTags(queries, account, userId),
    groupIds: groups.map((group) => String(group.group_id)),
    ...(await loadPermissions(queries, account, userId, arn)),
  };
}

/** A group by its unique id. */
export async function loadGroup(
  queries: Queries,
  account: string,
  groupId: string,
): Promise<GroupState | undefined> {
  const [row] = await queries.group(account, groupId);
  if (!row) return undefined;
  const arn = iamArn(account, 'group', String(row.path), String(row.name));
  return { arn, ...(await loadPermissions(queries, account, groupId, arn)) };
}

/** A role by its name, whatever the case of its letters. */
export async function loadRole(
  queries: Queries,
  account: string,
  roleName: string,
): Promise<RoleState | undefined> {
  const [row] = await queries.role(account, roleName.toLowerCase());
  if (!row) return undefined;
  const roleId = String(row.role_id);
  const name = String(row.name);
  const path = String(row.path);
  const arn = iamArn(account, 'role', path, name);
  const bindings: Record<string, string> = JSON.parse(String(row.trust_bindings));
  const principalIds = new Map(Object.entries(bindings));
  return {
    account,
    roleId,
    name,
    path,
    arn,
    boundaryArn: textOf(row.boundary_arn),
    tags: await loadTags(queries, account, roleId),
    maxSessionSeconds: Number(row.max_session_seconds),
    trust: compile(String(row.trust_policy), 'trust', { name, attachedTo: arn }, principalIds),
    ...(await loadPermissions(queries, account, roleId, arn)),
  };
}

/** The default version of a customer managed policy by its exact ARN. */
export async function loadPolicy(
  queries: Queries,
  account: string,
  arn: string,
): Promise<PolicyState | undefined> {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  const [row] = await queries.policy(account, name.toLowerCase());
  if (!row || iamArn(account, 'policy', String(row.path), String(row.name)) !== arn)
    return undefined;
  return policyState(arn, String(row.document));
}

/** A policy's document, compiled when it is first used in a role. */
export function policyState(arn: string, document: string): PolicyState {
  const compiled = new Map<PolicyKind, CompiledPolicy>();
  return {
    arn,
    document,
    as: (kind) => {
      const found = compiled.get(kind);
      if (found) return found;
      const made = compile(document, kind, { name: arn.slice(arn.lastIndexOf('/') + 1), arn });
      compiled.set(kind, made);
      return made;
    },
  };
}

/** The account itself, with what applies to it in its organization. */
export async function loadAccount(
  queries: Queries,
  controls: ControlQueries,
  account: string,
): Promise<AccountState | undefined> {
  const [row] = await queries.account(account);
  if (!row) return undefined;
  return {
    account,
    name: String(row.name),
    email: String(row.email),
    state: row.state as AccountState['state'],
    alias: textOf(row.alias),
    organizationId: textOf(row.organization_id),
    ...(await loadMembership(controls, row)),
  };
}

/** A browser session by its id. */
export async function loadBrowserSession(
  queries: Queries,
  account: string,
  sessionId: string,
): Promise<BrowserSessionState | undefined> {
  const [row] = await queries.session(account, sessionId);
  if (!row) return undefined;
  const came = [textOf(row.parent_session_id), textOf(row.origin_session_id)];
  return { ended: row.ended_at !== null, cameFrom: came.filter((id) => id !== undefined) };
}

async function loadPermissions(
  queries: Queries,
  account: string,
  ownerId: string,
  attachedTo: string,
): Promise<Permissions> {
  const inline = await queries.inline(account, ownerId);
  const attached = await queries.attached(account, ownerId);
  return {
    inline: inline.map(({ name, document }) =>
      compile(String(document), 'identity', { name: String(name), attachedTo }),
    ),
    attached: attached.map((row) => String(row.policy_arn)),
  };
}

async function loadTags(
  queries: Queries,
  account: string,
  ownerId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await queries.tags(account, ownerId);
  return new Map(rows.map(({ key, value }) => [String(key), String(value)]));
}

function textOf(value: string | number | null | undefined): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}

/**
 * Compiles a stored document. Documents are validated before they are stored; one that cannot be
 * read any more denies everything rather than being passed over.
 */
function compile(
  text: string,
  kind: PolicyKind,
  source: { readonly name: string; readonly arn?: string; readonly attachedTo?: string },
  principalIds?: ReadonlyMap<string, string>,
): CompiledPolicy {
  const reading = parsePolicy(text, kind);
  if (!reading.ok)
    throw new Error(`stored policy ${source.name} is unreadable: ${reading.message}`);
  return compilePolicy(reading.document, { kind, ...source }, principalIds ? { principalIds } : {});
}
