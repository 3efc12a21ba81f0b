import { permissionSetEntity } from '../../entities.ts';
import type { Work } from '../../work.ts';
import { conflict, invalid, notFound, quotaExceeded } from '../errors.ts';
import { hexId } from '../ids.ts';
import type { InstanceAccess } from '../instance-access.ts';
import { holdInstance } from '../instances.ts';
import { DEFAULT_DURATION, requireDuration } from './session-duration.ts';

/**
 * identity-center/permission-sets: what a permission set is made of: its settings, policies and
 * boundary. Every change that roles have to follow raises its version. Does not own: roles made from it
 * (provisioning/), who gets it (assignments/), its tags (tags.ts beside this folder).
 */

/** A permission set as its row has it. The work of these functions is of the instance's account. */
export interface PermissionSetRow {
  readonly permission_set_id: string;
  readonly instance_id: string;
  readonly name: string;
  readonly description: string | null;
  /** ISO 8601, PT1H to PT12H. */
  readonly session_duration: string;
  readonly relay_state: string | null;
  readonly inline_policy: string | null;
  /** JSON; read with `readBoundary`. */
  readonly boundary: string | null;
  /** What provisioned roles are compared with: raised by every change that they have to follow. */
  readonly version: number;
  readonly created_at: number;
  readonly row_version: number;
}

const COLUMNS = [
  'permission_set_id',
  'instance_id',
  'name',
  'description',
  'session_duration',
  'relay_state',
  'inline_policy',
  'boundary',
  'version',
  'created_at',
  'row_version',
] as const;

/** AWS's quota of permission sets of one instance (aws-facts F1). */
const MOST_PERMISSION_SETS = 2000;

const PERMISSION_SET = /^arn:aws:sso:::permissionSet\/(ssoins-[0-9a-f]{16})\/(ps-[0-9a-f]{16})$/;

/** `arn:aws:sso:::permissionSet/ssoins-…/ps-…` (aws-facts E5). */
export function permissionSetArn(row: {
  readonly instance_id: string;
  readonly permission_set_id: string;
}): string {
  return `arn:aws:sso:::permissionSet/${row.instance_id}/${row.permission_set_id}`;
}

/** The ids in a permission set's ARN; undefined for any other text. */
export function permissionSetIds(
  arn: string,
): { readonly instanceId: string; readonly permissionSetId: string } | undefined {
  const [, instanceId, permissionSetId] = PERMISSION_SET.exec(arn) ?? [];
  if (instanceId === undefined || permissionSetId === undefined) return undefined;
  return { instanceId, permissionSetId };
}

/** The account's permission set of that ARN, or undefined. */
export async function findPermissionSet(
  work: Work,
  arn: string,
): Promise<PermissionSetRow | undefined> {
  const ids = permissionSetIds(arn);
  if (ids === undefined) return undefined;
  const row = await findPermissionSetById(work, ids.permissionSetId);
  return row?.instance_id === ids.instanceId ? row : undefined;
}

/** The account's permission set of that id, or undefined. */
export async function findPermissionSetById(
  work: Work,
  permissionSetId: string,
): Promise<PermissionSetRow | undefined> {
  return await work.read
    .selectFrom('permission_sets')
    .select(COLUMNS)
    .where('account_id', '=', work.account)
    .where('permission_set_id', '=', permissionSetId)
    .executeTakeFirst();
}

/**
 * The permission set of that ARN, which has to be of this instance. Throws ValidationException on
 * account instances, which have none, and ResourceNotFoundException.
 */
export async function requirePermissionSet(
  access: InstanceAccess,
  arn: string,
): Promise<PermissionSetRow> {
  requirePermissionSets(access);
  const row = await findPermissionSet(access.work, arn);
  if (row && row.instance_id === access.instance.instance_id) return row;
  throw notFound(`Could not find PermissionSet with id ${arn.slice(arn.lastIndexOf('/') + 1)}`);
}

/** Throws ValidationException on account instances, which have no permission sets. */
export function requirePermissionSets({ instance }: InstanceAccess): void {
  if (instance.kind === 'organization') return;
  throw invalid('The operation is not supported for this Identity Center instance');
}

/** All permission sets of the work's account, in the order of their ids; a quota bounds them. */
export async function allPermissionSets(work: Work): Promise<PermissionSetRow[]> {
  return await work.read
    .selectFrom('permission_sets')
    .select(COLUMNS)
    .where('account_id', '=', work.account)
    .orderBy('permission_set_id')
    .execute();
}

/** What can be said of a permission set besides its name; undefined leaves it as it is. */
export interface PermissionSetInput {
  readonly Description?: string | undefined;
  readonly SessionDuration?: string | undefined;
  readonly RelayState?: string | undefined;
}

/** Throws ConflictException, ServiceQuotaExceededException, ValidationException. */
export async function createPermissionSet(
  access: InstanceAccess,
  { Name: name, ...input }: PermissionSetInput & { readonly Name: string },
): Promise<PermissionSetRow> {
  requirePermissionSets(access);
  const { work, instance } = access;
  const present = await allPermissionSets(work);
  if (present.some((row) => row.name === name)) {
    throw conflict(`PermissionSet with name ${name} already exists.`);
  }
  if (present.length >= MOST_PERMISSION_SETS) {
    throw quotaExceeded(
      `You have exceeded AWS SSO limits. Cannot create PermissionSet more than ${MOST_PERMISSION_SETS}. Please refer to https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html`,
    );
  }
  const row = {
    permission_set_id: `ps-${hexId(16, work.random)}`,
    instance_id: instance.instance_id,
    name,
    description: input.Description ?? null,
    session_duration: requireDuration(input.SessionDuration ?? DEFAULT_DURATION),
    relay_state: input.RelayState ?? null,
    inline_policy: null,
    boundary: null,
    created_at: work.now,
  };
  holdInstance(work, instance);
  work.write(work.read.insertInto('permission_sets').values({ account_id: work.account, ...row }));
  work.changed(permissionSetEntity(row.permission_set_id));
  return { ...row, version: 1, row_version: 1 };
}

/** Changes what is named; provisioned roles are outdated by it. Throws ValidationException. */
export function updatePermissionSet(
  work: Work,
  row: PermissionSetRow,
  input: PermissionSetInput,
): void {
  const { Description: description, SessionDuration: duration, RelayState: relay } = input;
  changeContent(work, row, {
    ...(description === undefined ? {} : { description }),
    ...(duration === undefined ? {} : { session_duration: requireDuration(duration) }),
    ...(relay === undefined ? {} : { relay_state: relay }),
  });
}

/**
 * Changes a permission set, guarded by the version that was read, and raises the version that
 * provisioned roles are compared with: also for what hangs on it, such as its managed policies.
 */
export function changeContent(
  work: Work,
  row: PermissionSetRow,
  set: Partial<
    Pick<
      PermissionSetRow,
      'description' | 'session_duration' | 'relay_state' | 'inline_policy' | 'boundary'
    >
  > = {},
): void {
  work.write(
    work.read
      .updateTable('permission_sets')
      .set((e) => ({
        ...set,
        version: e('version', '+', 1),
        row_version: e('row_version', '+', 1),
      }))
      .where('account_id', '=', work.account)
      .where('permission_set_id', '=', row.permission_set_id)
      .where('row_version', '=', row.row_version),
  );
  work.changed(permissionSetEntity(row.permission_set_id));
}

/**
 * Holds a permission set as it was read while its tags are written: it is not deleted meanwhile. Its
 * content stays, and so does the version that provisioned roles are compared with.
 */
export function holdPermissionSet(work: Work, row: PermissionSetRow): void {
  work.write(
    work.read
      .updateTable('permission_sets')
      .set((e) => ({ row_version: e('row_version', '+', 1) }))
      .where('account_id', '=', work.account)
      .where('permission_set_id', '=', row.permission_set_id)
      .where('row_version', '=', row.row_version),
  );
}
