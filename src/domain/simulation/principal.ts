import { iamArn, parseArn } from '../../base/arn.ts';
import type { Principal } from '../../policy/index.ts';
import { invalidInput, noSuchGroup, noSuchRole, noSuchUser } from '../iam/errors.ts';
import { type GroupRow, getGroup } from '../iam/groups.ts';
import type { ManagedPolicies } from '../iam/managed-policies.ts';
import { listGroupsOf } from '../iam/memberships.ts';
import { attachmentsOf, inlinePoliciesOf, versionsOf } from '../iam/owned.ts';
import { findAnyPolicy } from '../iam/policies.ts';
import { quotas } from '../iam/quotas.ts';
import { getRole } from '../iam/roles.ts';
import { getUser } from '../iam/users.ts';
import { controlLevels } from '../organizations/levels.ts';
import { findOrganization } from '../organizations/organizations.ts';
import { tagsOf } from '../tags.ts';
import type { Work } from '../work.ts';
import { readSimulated, type SimulatedPolicy } from './documents.ts';

/** A user, group or role whose policies are simulated. */
export interface SimulatedEntity {
  readonly kind: 'user' | 'group' | 'role';
  readonly arn: string;
  readonly identity: readonly SimulatedPolicy[];
  readonly boundary: SimulatedPolicy | undefined;
  /** Who makes the simulated requests; a group makes none itself. */
  readonly principal: Principal | undefined;
  /** The condition keys that every request of this principal has, by lower-cased names. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
  /** The service control policies of its account, level by level; undefined where none apply. */
  readonly controls: readonly (readonly SimulatedPolicy[])[] | undefined;
}

/** What a kind of entity says of itself; the account says the rest. */
type OwnPart = Omit<SimulatedEntity, 'controls'>;

/** What carries policies of its own. */
interface Owner {
  readonly kind: 'user' | 'group' | 'role';
  readonly id: string;
  readonly name: string;
}

/**
 * The user, group or role of an ARN with all of its policies, for a user also those of its groups.
 * Throws InvalidInput for an ARN of another kind or account, NoSuchEntity when there is none.
 */
export async function simulatedEntity(
  work: Work,
  managed: ManagedPolicies,
  arn: string,
): Promise<SimulatedEntity> {
  const own = await ownPart(work, managed, arn);
  const levels = await controlLevels(work);
  const controls = levels?.map(({ policies }) =>
    policies.map(({ content, name }) => readSimulated(content, 'scp', name)),
  );
  return { ...own, controls };
}

async function ownPart(work: Work, managed: ManagedPolicies, arn: string): Promise<OwnPart> {
  const { kind, name } = entityOfArn(work.account, arn);
  switch (kind) {
    case 'user':
      return await userEntity(work, managed, arn, name);
    case 'group': {
      const group = await getGroup(work, name);
      if (iamArn(work.account, kind, group.path, group.name) !== arn) throw noSuchGroup(name);
      const identity = await policiesOf(work, managed, [groupOwner(group)]);
      return { kind, arn, identity, boundary: undefined, principal: undefined, keys: new Map() };
    }
    case 'role':
      return await roleEntity(work, managed, arn, name);
  }
}

const ENTITY = /^(user|group|role)\/(?:[^/]+\/)*([^/]+)$/;

function entityOfArn(account: string, text: string): Pick<Owner, 'kind' | 'name'> {
  const arn = parseArn(text);
  const found = arn?.service === 'iam' ? ENTITY.exec(arn.resource) : null;
  if (!arn || !found) {
    throw invalidInput(`Invalid Entity Arn: ${text} does not clearly define entity type and name.`);
  }
  if (arn.account !== account) {
    throw invalidInput(
      `Invalid Policy Source Arn: caller's account ${account} does not have access to policies in account ${arn.account}`,
    );
  }
  return { kind: found[1] as Owner['kind'], name: found[2] ?? '' };
}

async function userEntity(
  work: Work,
  managed: ManagedPolicies,
  arn: string,
  name: string,
): Promise<OwnPart> {
  const user = await getUser(work, name);
  if (iamArn(work.account, 'user', user.path, user.name) !== arn) throw noSuchUser(name);
  const groups = await listGroupsOf(work, user, { MaxItems: quotas.groupsPerUser });
  const owner: Owner = { kind: 'user', id: user.user_id, name: user.name };
  const owners = [owner, ...groups.items.map(groupOwner)];
  const uniqueId = user.user_id;
  const keys = await principalKeys(work, 'User', arn, await tagsOf(work, uniqueId));
  keys.set('aws:username', [user.name]).set('aws:userid', [uniqueId]);
  return {
    kind: 'user',
    arn,
    identity: await policiesOf(work, managed, owners),
    boundary: await boundaryOf(work, managed, user.boundary_arn),
    principal: { type: 'user', account: work.account, arn, uniqueId },
    keys,
  };
}

async function roleEntity(
  work: Work,
  managed: ManagedPolicies,
  arn: string,
  name: string,
): Promise<OwnPart> {
  const role = await getRole(work, name);
  if (iamArn(work.account, 'role', role.path, role.name) !== arn) throw noSuchRole(name);
  const { account } = work;
  const owner: Owner = { kind: 'role', id: role.role_id, name: role.name };
  return {
    kind: 'role',
    arn,
    identity: await policiesOf(work, managed, [owner]),
    boundary: await boundaryOf(work, managed, role.boundary_arn),
    principal: {
      type: 'role-session',
      account,
      arn: `arn:aws:sts::${account}:assumed-role/${role.name}/simulated`,
      roleArn: arn,
      roleUniqueId: role.role_id,
    },
    keys: await principalKeys(work, 'AssumedRole', arn, await tagsOf(work, role.role_id)),
  };
}

async function principalKeys(
  work: Work,
  type: string,
  arn: string,
  tags: ReadonlyMap<string, string>,
): Promise<Map<string, readonly string[]>> {
  const { account } = work;
  const organization = await findOrganization(work);
  const keys = new Map<string, readonly string[]>([
    ['aws:principalarn', [arn]],
    ['aws:principalaccount', [account]],
    ['aws:principaltype', [type]],
  ]);
  if (organization) keys.set('aws:principalorgid', [organization.organization_id]);
  for (const [key, value] of tags) keys.set(`aws:principaltag/${key.toLowerCase()}`, [value]);
  return keys;
}

function groupOwner(group: Pick<GroupRow, 'group_id' | 'name'>): Owner {
  return { kind: 'group', id: group.group_id, name: group.name };
}

/** Inline policies first, each owner's in turn; then managed policies, each once. */
async function policiesOf(
  work: Work,
  managed: ManagedPolicies,
  owners: readonly Owner[],
): Promise<SimulatedPolicy[]> {
  const ids = owners.map(({ id }) => id);
  const inline = await inlinePoliciesOf(work, ids);
  const attached = await attachmentsOf(work, ids);
  const policies: SimulatedPolicy[] = owners.flatMap(({ kind, id, name }) =>
    (inline.get(id) ?? []).map((policy) => ({
      ...readSimulated(policy.document, 'identity', `${kind}_${name}_${policy.name}`),
      origin: {
        type: 'inline' as const,
        name: policy.name,
        ownerKind: kind,
        ownerName: name,
      },
    })),
  );
  for (const arn of new Set(ids.flatMap((id) => attached.get(id) ?? []))) {
    const policy = await managedPolicy(work, managed, arn, 'identity');
    if (policy) policies.push(policy);
  }
  return policies;
}

/** A boundary whose policy is gone allows nothing. */
async function boundaryOf(
  work: Work,
  managed: ManagedPolicies,
  arn: string | null,
): Promise<SimulatedPolicy | undefined> {
  if (arn === null) return undefined;
  const text = '{"Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}';
  return (
    (await managedPolicy(work, managed, arn, 'boundary')) ?? readSimulated(text, 'boundary', arn)
  );
}

async function managedPolicy(
  work: Work,
  managed: ManagedPolicies,
  arn: string,
  kind: 'identity' | 'boundary',
): Promise<SimulatedPolicy | undefined> {
  const policy = await findAnyPolicy(work, managed, arn);
  if (!policy) return undefined;
  if (policy.of === 'aws') {
    const { document, name } = policy.managed;
    return { ...readSimulated(document, kind, name), origin: { type: 'aws-managed', arn } };
  }
  const { policy_id: id, name, default_version: version } = policy.row;
  const versions = (await versionsOf(work, [id])).get(id) ?? [];
  const text = versions.find((one) => one.version === version)?.document;
  if (text === undefined) return undefined;
  return { ...readSimulated(text, kind, name), origin: { type: 'user-managed', arn } };
}
