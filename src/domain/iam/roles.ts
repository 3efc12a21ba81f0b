import { uniqueId } from '../../base/ids.ts';
import { roleEntity } from '../entities.ts';
import { deleteAllTags } from '../tags.ts';
import type { Work } from '../work.ts';
import { refuseWithPolicies } from './dependents.ts';
import {
  alreadyExists,
  deleteConflict,
  invalidInput,
  noSuchRole,
  protectedRole,
  quotaExceeded,
} from './errors.ts';
import { cutPage, type Page, type PageRequest, pageLimit, pageStart } from './paging.ts';
import { pathStartsWith } from './paths.ts';
import { quotas } from './quotas.ts';
import type { BoundTrust } from './trust.ts';

/** A role as its row has it. */
export interface RoleRow {
  readonly role_id: string;
  readonly name: string;
  readonly name_key: string;
  readonly path: string;
  readonly created_at: number;
  readonly description: string | null;
  readonly max_session_seconds: number;
  readonly trust_policy: string;
  readonly trust_bindings: string;
  readonly boundary_arn: string | null;
  readonly last_used_at: number | null;
  readonly last_used_region: string | null;
  readonly row_version: number;
}

const COLUMNS = [
  'role_id',
  'name',
  'name_key',
  'path',
  'created_at',
  'description',
  'max_session_seconds',
  'trust_policy',
  'trust_bindings',
  'boundary_arn',
  'last_used_at',
  'last_used_region',
  'row_version',
] as const;

const DEFAULT_SESSION_SECONDS = 3600;
/** Paths whose roles AWS's own services make and change. */
const RESERVED_PATHS = ['/aws-reserved/', '/aws-service-role/'] as const;
/** What the names of Identity Center's roles begin with, whatever the case: nobody else takes them. */
const RESERVED_NAME = 'awsreservedsso_';

/** The role of that name, whatever the case of its letters, or undefined. */
export async function findRole(work: Work, name: string): Promise<RoleRow | undefined> {
  return await work.read
    .selectFrom('iam_roles')
    .select(COLUMNS)
    .where('account_id', '=', work.account)
    .where('name_key', '=', name.toLowerCase())
    .executeTakeFirst();
}

/** The role of that name; throws NoSuchEntity. */
export async function getRole(work: Work, name: string): Promise<RoleRow> {
  const role = await findRole(work, name);
  if (!role) throw noSuchRole(name);
  return role;
}

/** The role with that unique id, or undefined. */
export async function findRoleById(work: Work, roleId: string): Promise<RoleRow | undefined> {
  return await work.read
    .selectFrom('iam_roles')
    .select(COLUMNS)
    .where('account_id', '=', work.account)
    .where('role_id', '=', roleId)
    .executeTakeFirst();
}

/** The role of that name, to be changed; throws NoSuchEntity, or UnmodifiableEntity (R025). */
export async function getOwnRole(work: Work, name: string): Promise<RoleRow> {
  const role = await getRole(work, name);
  if (isReserved(role.path)) throw protectedRole(role.name);
  return role;
}

/** Whether only Identity Center makes roles of such a name. */
export function isReservedName(name: string): boolean {
  return name.toLowerCase().startsWith(RESERVED_NAME);
}

function isReserved(path: string): boolean {
  return RESERVED_PATHS.some((reserved) => path.startsWith(reserved));
}

/** Roles under a path prefix, by name. */
export async function listRoles(
  work: Work,
  request: PageRequest & { PathPrefix?: string | undefined },
): Promise<Page<RoleRow>> {
  const rows = await work.read
    .selectFrom('iam_roles')
    .select(COLUMNS)
    .where('account_id', '=', work.account)
    .where('name_key', '>', pageStart(request))
    .where(pathStartsWith(request.PathPrefix))
    .orderBy('name_key')
    .limit(pageLimit(request))
    .execute();
  return cutPage(rows, request, (row) => row.name_key);
}

/** What a role is created from; its tags are set apart, its boundary has passed `checkBoundary`. */
export interface NewRole {
  readonly name: string;
  readonly path: string;
  readonly description: string | null;
  readonly maxSessionSeconds: number | undefined;
  readonly trust: BoundTrust;
  readonly boundaryArn: string | null;
}

/**
 * Creates a role; throws EntityAlreadyExists, LimitExceeded, or InvalidInput for the paths and names
 * of AWS's own roles.
 */
export async function createRole(work: Work, input: NewRole): Promise<RoleRow> {
  if (isReserved(input.path)) {
    throw invalidInput(`Path ${input.path} is reserved for roles that AWS services create.`);
  }
  if (isReservedName(input.name)) {
    throw invalidInput(`Role name ${input.name} is reserved for roles that AWS services create.`);
  }
  if (await findRole(work, input.name)) {
    throw alreadyExists(`Role with name ${input.name} already exists.`);
  }
  return await insertRole(work, input);
}

/** Creates a role of whatever path and name, which nobody else has; throws LimitExceeded. */
export async function insertRole(work: Work, input: NewRole): Promise<RoleRow> {
  const limit = quotas.rolesPerAccount;
  if ((await countRoles(work)) >= limit) throw quotaExceeded('RolesPerAccount', limit);
  const row = {
    role_id: uniqueId('AROA', work.random),
    name: input.name,
    name_key: input.name.toLowerCase(),
    path: input.path,
    created_at: work.now,
    description: input.description,
    max_session_seconds: input.maxSessionSeconds ?? DEFAULT_SESSION_SECONDS,
    trust_policy: input.trust.document,
    trust_bindings: input.trust.bindings,
    boundary_arn: input.boundaryArn,
  };
  work.write(work.read.insertInto('iam_roles').values({ account_id: work.account, ...row }));
  work.changed(roleEntity(row.name));
  return { ...row, last_used_at: null, last_used_region: null, row_version: 1 };
}

async function countRoles(work: Work): Promise<number> {
  const { count } = await work.read
    .selectFrom('iam_roles')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('account_id', '=', work.account)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The members of a role that its own operations change. */
interface RoleChange {
  readonly description?: string | null;
  readonly max_session_seconds?: number;
  readonly trust_policy?: string;
  readonly trust_bindings?: string;
  readonly boundary_arn?: string | null;
}

/**
 * UpdateRole: a description that is not given stays, a session duration that is not given becomes
 * one hour again (IAM API Reference, UpdateRole).
 */
export function updateRole(
  work: Work,
  role: RoleRow,
  to: { description?: string | undefined; maxSessionSeconds?: number | undefined },
): void {
  touchRole(work, role, {
    ...(to.description === undefined ? {} : { description: to.description }),
    max_session_seconds: to.maxSessionSeconds ?? DEFAULT_SESSION_SECONDS,
  });
}

/** Deletes a role without instance profiles, policies attached or inline; throws DeleteConflict. */
export async function deleteRole(work: Work, role: RoleRow): Promise<void> {
  if (await isInInstanceProfile(work, role)) {
    throw deleteConflict('remove roles from instance profile');
  }
  await refuseWithPolicies(work, role.role_id);
  deleteAllTags(work, role.role_id);
  work.write(
    work.read
      .deleteFrom('iam_roles')
      .where('account_id', '=', work.account)
      .where('role_id', '=', role.role_id)
      .where('row_version', '=', role.row_version),
  );
  work.changed(roleEntity(role.name));
}

async function isInInstanceProfile(work: Work, role: RoleRow): Promise<boolean> {
  const row = await work.read
    .selectFrom('iam_instance_profiles')
    .select('profile_id')
    .where('account_id', '=', work.account)
    .where('role_id', '=', role.role_id)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Raises the role's row version, guarded by the version that was read (see touchUser), and changes
 * the members given.
 */
export function touchRole(work: Work, role: RoleRow, change: RoleChange = {}): void {
  work.write(
    work.read
      .updateTable('iam_roles')
      .set((e) => ({ ...change, row_version: e('row_version', '+', 1) }))
      .where('account_id', '=', work.account)
      .where('role_id', '=', role.role_id)
      .where('row_version', '=', role.row_version),
  );
  work.changed(roleEntity(role.name));
}
