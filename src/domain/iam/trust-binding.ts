import { iamArn, parseArn } from '../../base/arn.ts';
import { policySize, principalsOf, validatePolicy } from '../../policy/index.ts';
import type { Work } from '../work.ts';
import { malformedPolicy, quotaExceeded } from './errors.ts';
import { quotas } from './quotas.ts';
import type { RoleRow } from './roles.ts';
import {
  type BoundTrust,
  entityNamed,
  isUnknownByForm,
  type NamedEntity,
  readBindings,
  renamePrincipals,
  shownTrust,
  writeBindings,
} from './trust.ts';

/**
 * Validates a trust policy and binds the users and roles it names to their unique ids. They may be
 * of any account of the installation: a principal is named by its exact ARN, and what is told is
 * only whether it exists, as AWS tells it. Throws MalformedPolicyDocument, or LimitExceeded.
 */
export async function bindTrust(work: Work, text: string): Promise<BoundTrust> {
  const reading = validatePolicy(text, 'trust');
  if (!reading.ok) throw malformedPolicy(reading.message);
  const limit = quotas.trustPolicySize;
  if (policySize(text) > limit) throw quotaExceeded('ACLSizePerRole', limit);
  const bindings = new Map<string, string>();
  const arnOfId = new Map<string, string>();
  for (const principal of principalsOf(reading.document)) {
    const { kind, value, invalidMessage } = principal;
    if (isUnknownByForm(principal)) throw malformedPolicy(invalidMessage);
    if (kind === 'service' || kind === 'federated') continue;
    const entity = entityNamed(principal);
    if (entity) {
      const id = await findEntity(work, entity);
      if (id === undefined) throw malformedPolicy(invalidMessage);
      bindings.set(value, id);
    } else if (kind === 'unique-id') {
      const arn = (await presentArns(work, [value], undefined)).get(value);
      if (arn === undefined) throw malformedPolicy(invalidMessage);
      arnOfId.set(value, arn);
      bindings.set(arn, value);
    } else if (!(await accountExists(work, principal.account ?? ''))) {
      throw malformedPolicy(invalidMessage);
    }
  }
  const document = renamePrincipals(text, (value) => arnOfId.get(value) ?? value);
  return { document, bindings: writeBindings(bindings) };
}

/** The unique id of the user or role with exactly that path and name. */
async function findEntity(work: Work, entity: NamedEntity): Promise<string | undefined> {
  const { kind, account, name, path } = entity;
  const key = name.toLowerCase();
  const row =
    kind === 'user'
      ? await work.read
          .selectFrom('iam_users')
          .select(['user_id as id', 'name', 'path'])
          .where('account_id', '=', account)
          .where('name_key', '=', key)
          .executeTakeFirst()
      : await work.read
          .selectFrom('iam_roles')
          .select(['role_id as id', 'name', 'path'])
          .where('account_id', '=', account)
          .where('name_key', '=', key)
          .executeTakeFirst();
  if (!row || row.name !== name) return undefined;
  return path === undefined || row.path === path ? row.id : undefined;
}

async function accountExists(work: Work, account: string): Promise<boolean> {
  const row = await work.read
    .selectFrom('accounts')
    .select('account_id')
    .where('account_id', '=', account)
    .executeTakeFirst();
  return row !== undefined;
}

/** How many unique ids one query looks up; databases bound the number of parameters. */
const IDS_PER_QUERY = 500;

/**
 * The present ARNs of users and roles by their unique ids; those that were deleted are left out.
 * `accounts` are the accounts they can belong to, every account when it is undefined.
 */
async function presentArns(
  work: Work,
  ids: readonly string[],
  accounts: readonly string[] | undefined,
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)];
  const among = accounts ?? work.read.selectFrom('accounts').select('account_id');
  const arns = new Map<string, string>();
  for (let from = 0; from < wanted.length; from += IDS_PER_QUERY) {
    const some = wanted.slice(from, from + IDS_PER_QUERY);
    const users = await work.read
      .selectFrom('iam_users')
      .select(['account_id', 'user_id as id', 'path', 'name'])
      .where('account_id', 'in', among)
      .where('user_id', 'in', some)
      .execute();
    const roles = await work.read
      .selectFrom('iam_roles')
      .select(['account_id', 'role_id as id', 'path', 'name'])
      .where('account_id', 'in', among)
      .where('role_id', 'in', some)
      .execute();
    for (const row of users) arns.set(row.id, iamArn(row.account_id, 'user', row.path, row.name));
    for (const row of roles) arns.set(row.id, iamArn(row.account_id, 'role', row.path, row.name));
  }
  return arns;
}

/** The trust policies of roles as they are read back (see `shownTrust`), by role id. */
export async function shownTrusts(
  work: Work,
  roles: readonly RoleRow[],
): Promise<ReadonlyMap<string, string>> {
  const bound = roles.map((role) => ({ role, bindings: readBindings(role.trust_bindings) }));
  const ids = bound.flatMap(({ bindings }) => [...bindings.values()]);
  const named = bound.flatMap(({ bindings }) => [...bindings.keys()]);
  const accounts = new Set(named.map((arn) => parseArn(arn)?.account ?? ''));
  const arns = await presentArns(work, ids, [...accounts]);
  return new Map(
    bound.map(({ role, bindings }) => [
      role.role_id,
      shownTrust(role.trust_policy, bindings, arns),
    ]),
  );
}
