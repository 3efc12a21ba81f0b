import { isAccountId, parseArn } from '../../base/arn.ts';
import type { Principal } from '../../policy/index.ts';
import { invalidInput } from '../iam/errors.ts';
import { type ContextEntry, readContextEntries } from './context-entries.ts';
import { readSimulated, readSimulatedList, type SimulatedPolicy } from './documents.ts';
import { type Exclusion, excludesBoundary, excluding } from './exclusions.ts';
import type { SimulatedEntity } from './principal.ts';
import type { Simulation } from './simulate.ts';

/** What both operations take besides what is asked about. */
interface CommonInput {
  readonly PermissionsBoundaryPolicyInputList?: readonly string[] | undefined;
  readonly ResourcePolicy?: string | undefined;
  readonly ResourceOwner?: string | undefined;
  readonly CallerArn?: string | undefined;
  readonly ContextEntries?: readonly ContextEntry[] | undefined;
  readonly ResourceHandlingOption?: string | undefined;
}

interface ControlLevel {
  readonly ServiceControlPolicyInputList?: readonly string[] | undefined;
}

/** Reads the input of SimulateCustomPolicy; throws InvalidInput. */
export function customSimulation(
  account: string,
  input: CommonInput & {
    readonly PolicyInputList: readonly string[];
    readonly OrderedOrganizationPolicyInputList?: readonly ControlLevel[] | undefined;
  },
): Simulation {
  const given = givenParts(input);
  const principal = callerOf(input) ?? anybody(account);
  return {
    ...given,
    principal,
    identity: readSimulatedList(input.PolicyInputList, 'identity', 'PolicyInputList'),
    controls: controlLevels(input.OrderedOrganizationPolicyInputList),
    resourceOwner: given.resourceOwner ?? principal.account,
  };
}

/** Reads the input of SimulatePrincipalPolicy for an entity; throws InvalidInput. */
export function principalSimulation(
  account: string,
  entity: SimulatedEntity,
  input: CommonInput & {
    readonly PolicyInputList?: readonly string[] | undefined;
    readonly PolicyExclusionList?: readonly Exclusion[] | undefined;
  },
): Simulation {
  const { PolicyExclusionList: exclusions } = input;
  const given = givenParts(input);
  const caller = callerOf(input, entity.kind === 'user' ? entity.arn : undefined);
  const isItself = input.CallerArn === undefined || input.CallerArn === entity.arn;
  const principal = (isItself ? entity.principal : undefined) ?? caller ?? anybody(account);
  return {
    ...given,
    principal,
    identity: [
      ...entity.identity.filter(excluding(exclusions)),
      ...readSimulatedList(input.PolicyInputList, 'identity', 'PolicyInputList'),
    ],
    boundary: given.boundary ?? (excludesBoundary(exclusions) ? undefined : entity.boundary),
    controls: entity.controls,
    resourceOwner: given.resourceOwner ?? account,
    keys: new Map([...(isItself ? entity.keys : []), ...given.keys]),
  };
}

/** Scenarios of EC2; Gatehouse has none of its resources, and simulates what it is given. */
const SCENARIOS = /^EC2-(?:Classic|VPC)-(?:InstanceStore|EBS)(?:-Subnet)?$/;

function givenParts(input: CommonInput) {
  const { ResourceHandlingOption: scenario } = input;
  if (scenario !== undefined && !SCENARIOS.test(scenario)) {
    throw invalidInput(`Invalid Resource Handling Option: ${scenario}`);
  }
  const [boundary, ...others] = readSimulatedList(
    input.PermissionsBoundaryPolicyInputList,
    'boundary',
    'PermissionsBoundaryPolicyInputList',
  );
  if (others.length > 0) {
    throw invalidInput('The list of Permissions Boundary policies cannot exceed 1 items.');
  }
  const { ResourcePolicy: text } = input;
  const resourcePolicy =
    text === undefined ? undefined : readSimulated(text, 'resource', 'ResourcePolicy');
  const keys = readContextEntries(input.ContextEntries);
  return { boundary, resourcePolicy, keys, resourceOwner: ownerOf(input.ResourceOwner) };
}

function controlLevels(
  levels: readonly ControlLevel[] | undefined,
): SimulatedPolicy[][] | undefined {
  return levels?.map(({ ServiceControlPolicyInputList: texts }, index) =>
    readSimulatedList(texts, 'scp', `OrderedOrganizationPolicyInputList.${index + 1}`),
  );
}

type AccountPrincipal = Extract<Principal, { readonly account: string }>;

/**
 * The user or role of CallerArn, or of `otherwise`. A resource's policy has to name somebody, and
 * IAM takes a user only.
 */
function callerOf(
  { CallerArn: given, ResourcePolicy: policy }: CommonInput,
  otherwise?: string,
): AccountPrincipal | undefined {
  const text = given ?? otherwise;
  const arn = text === undefined ? undefined : parseArn(text);
  const account = arn?.account ?? '';
  const isIam = arn?.service === 'iam' && isAccountId(account);
  if (text !== undefined && isIam && arn.resource.startsWith('user/')) {
    return { type: 'user', account, arn: text, uniqueId: '' };
  }
  if (policy !== undefined) {
    throw invalidInput('Invalid caller - Caller must be an IAM user in this context.');
  }
  if (text === undefined || (isIam && arn.resource.startsWith('group/'))) return undefined;
  const role = isIam ? /^role\/(?:[^/]+\/)*([^/]+)$/.exec(arn.resource)?.[1] : undefined;
  if (role === undefined) {
    throw invalidInput(`Invalid Entity Arn: ${text} does not clearly define entity type and name.`);
  }
  const session = `arn:aws:sts::${account}:assumed-role/${role}/simulated`;
  return { type: 'role-session', account, arn: session, roleArn: text, roleUniqueId: '' };
}

function anybody(account: string): AccountPrincipal {
  return { type: 'user', account, arn: `arn:aws:iam::${account}:user/simulated`, uniqueId: '' };
}

/** Twelve digits, or the ARN of the account's root user. */
function ownerOf(given: string | undefined): string | undefined {
  if (given === undefined || isAccountId(given)) return given;
  const arn = parseArn(given);
  if (arn?.resource === 'root' && isAccountId(arn.account)) return arn.account;
  throw invalidInput(`Invalid Resource Owner: ${given}`);
}
