import { assignmentsEntity, INSTANCE_ENTITY } from '../entities.ts';
import type { Work } from '../work.ts';
import { hexId } from './ids.ts';
import type { InstanceSettings } from './settings.ts';
import { DEFAULT_SETTINGS } from './settings.ts';

/**
 * domain/identity-center: IAM Identity Center. Owns: instances with their settings, tags, attributes
 * for access control and cached state; in rooms of their own permission sets (permission-sets/), who
 * gets them where (assignments/), the roles made for that (provisioning/), the sessions of these roles
 * (role-sessions/), and what command lines are given (sso/).
 * Does not own: the people and groups (domain/directory), the roles once they are made (domain/iam),
 * who belongs to the organization (domain/organizations), the portal's pages (portal/, signin/workforce).
 * This file: instances as rows, how they are found and begun.
 */

/** An instance as its row has it. `account_id` is the account that owns it. */
export interface InstanceRow {
  readonly account_id: string;
  readonly instance_id: string;
  readonly identity_store_id: string;
  readonly kind: 'organization' | 'account';
  readonly region: string;
  readonly name: string | null;
  readonly subdomain: string | null;
  /** JSON; read with `readSettings`. */
  readonly settings: string;
  /** JSON; read with `readAttributes`; null while attributes for access control are off. */
  readonly attributes: string | null;
  readonly created_at: number;
  readonly row_version: number;
}

const COLUMNS = [
  'account_id',
  'instance_id',
  'identity_store_id',
  'kind',
  'region',
  'name',
  'subdomain',
  'settings',
  'attributes',
  'created_at',
  'row_version',
] as const;

const INSTANCE = /^arn:aws:sso:::instance\/(ssoins-[0-9a-f]{16})$/;

/** `arn:aws:sso:::instance/ssoins-…` (aws-facts E5). */
export function instanceArn(instanceId: string): string {
  return `arn:aws:sso:::instance/${instanceId}`;
}

/** The id in an instance's ARN; undefined for any other text. */
export function instanceIdOf(arn: string): string | undefined {
  return INSTANCE.exec(arn)?.[1];
}

/** The instance of that ARN, whoever owns it, or undefined. Who may see it: `requireInstance`. */
export async function findInstance(work: Work, arn: string): Promise<InstanceRow | undefined> {
  const id = instanceIdOf(arn);
  return id === undefined ? undefined : await findInstanceById(work, id);
}

/** The instance of that id, whoever owns it, or undefined. */
export async function findInstanceById(
  work: Work,
  instanceId: string,
): Promise<InstanceRow | undefined> {
  return await work.read
    .selectFrom('sso_instances')
    .select(COLUMNS)
    .where('instance_id', '=', instanceId)
    .executeTakeFirst();
}

/** The one instance that the work's account owns (R002), or undefined. */
export async function instanceOfAccount(work: Work): Promise<InstanceRow | undefined> {
  return await work.read
    .selectFrom('sso_instances')
    .select(COLUMNS)
    .where('account_id', '=', work.account)
    .executeTakeFirst();
}

/** The instance with that identity store, whoever owns it, or undefined. */
export async function instanceByStore(
  work: Work,
  identityStoreId: string,
): Promise<InstanceRow | undefined> {
  return await work.read
    .selectFrom('sso_instances')
    .select(COLUMNS)
    .where('identity_store_id', '=', identityStoreId)
    .executeTakeFirst();
}

/**
 * The instance that a portal's address names: by its identity store's id, or by its subdomain in
 * letters of either case (R137, R138). No subdomain has the form of an id, so there is at most one.
 */
export async function instanceByPortalName(
  work: Work,
  name: string,
): Promise<InstanceRow | undefined> {
  const key = name.toLowerCase();
  return await work.read
    .selectFrom('sso_instances')
    .select(COLUMNS)
    .where((e) => e.or([e('identity_store_id', '=', key), e('subdomain', '=', key)]))
    .executeTakeFirst();
}

/** What an instance begins with. */
export interface NewInstance {
  /** `ssoins-` and 16 hexadecimal digits; random ones without it. */
  readonly instanceId?: string;
  readonly kind: InstanceRow['kind'];
  readonly region: string;
  readonly name: string | null;
  readonly settings?: InstanceSettings;
}

/** Begins an instance of the work's account, which the caller knows to have none. */
export function createInstance(work: Work, input: NewInstance): InstanceRow {
  const row = {
    account_id: work.account,
    instance_id: input.instanceId ?? `ssoins-${hexId(16, work.random)}`,
    identity_store_id: `d-${hexId(10, work.random)}`,
    kind: input.kind,
    region: input.region,
    name: input.name,
    subdomain: null,
    settings: JSON.stringify(input.settings ?? DEFAULT_SETTINGS),
    attributes: null,
    created_at: work.now,
  };
  work.write(work.read.insertInto('sso_instances').values(row));
  work.changed(INSTANCE_ENTITY);
  return { ...row, row_version: 1 };
}

/** Changes an instance's row, guarded by the version that was read; raises it in any case. */
export function touchInstance(
  work: Work,
  row: InstanceRow,
  set: Partial<Pick<InstanceRow, 'name' | 'subdomain' | 'settings' | 'attributes'>> = {},
): void {
  work.write(
    work.read
      .updateTable('sso_instances')
      .set((e) => ({ ...set, row_version: e('row_version', '+', 1) }))
      .where('account_id', '=', row.account_id)
      .where('instance_id', '=', row.instance_id)
      .where('row_version', '=', row.row_version),
  );
  work.changed(INSTANCE_ENTITY, row.account_id);
}

/**
 * Makes sure that an instance is there when the plan commits that adds something to it: whatever its
 * deletion does not see would be left behind. That nobody's state is named as changed lets the two run
 * one after the other, and makes no cache read anew.
 */
export function holdInstance(
  work: Work,
  { account_id: account, instance_id: id }: Pick<InstanceRow, 'account_id' | 'instance_id'>,
): void {
  work.write(
    work.read
      .selectFrom('sso_instances')
      .select('instance_id')
      .where('account_id', '=', account)
      .where('instance_id', '=', id),
  );
  work.changed(assignmentsEntity(''), account);
}
