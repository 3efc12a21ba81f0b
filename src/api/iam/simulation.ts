import { parseArn } from '../../base/arn.ts';
import type { Access, AccessResource } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { readSimulatedList } from '../../domain/simulation/documents.ts';
import { simulatePage } from '../../domain/simulation/page.ts';
import { simulatedEntity } from '../../domain/simulation/principal.ts';
import { customSimulation, principalSimulation } from '../../domain/simulation/request.ts';
import { contextKeysOf } from '../../policy/index.ts';
import type { Handlers } from '../../wire/index.ts';
import { groupResource, userResource } from './resources.ts';
import { roleResource } from './role-resources.ts';
import { shownPage } from './simulation-output.ts';

/** What policies would decide, and which condition keys they ask for. */
export const simulationOperations = {
  async SimulateCustomPolicy(input, { account }) {
    return shownPage(simulatePage(input, customSimulation(account, input)));
  },

  async SimulatePrincipalPolicy(input, { account, work, managedPolicies }) {
    const entity = await simulatedEntity(work, managedPolicies, input.PolicySourceArn);
    return shownPage(simulatePage(input, principalSimulation(account, entity, input)));
  },

  async GetContextKeysForCustomPolicy({ PolicyInputList: texts }) {
    return { ContextKeyNames: keysOf(readSimulatedList(texts, 'identity', 'PolicyInputList')) };
  },

  async GetContextKeysForPrincipalPolicy(input, { work, managedPolicies }) {
    const { identity } = await simulatedEntity(work, managedPolicies, input.PolicySourceArn);
    const given = readSimulatedList(input.PolicyInputList, 'identity', 'PolicyInputList');
    return { ContextKeyNames: keysOf([...identity, ...given]) };
  },
} satisfies Handlers<typeof import('@aws-sdk/client-iam'), Call>;

/** The user, group or role whose policies are looked at. */
const ofSource = {
  resources: async (input: { readonly PolicySourceArn: string }, call: Call) => [
    await sourceResource(call, input.PolicySourceArn),
  ],
};

export const simulationAccess = {
  SimulateCustomPolicy: {},
  SimulatePrincipalPolicy: ofSource,
  GetContextKeysForCustomPolicy: {},
  GetContextKeysForPrincipalPolicy: ofSource,
} satisfies Access<typeof simulationOperations>;

/** What is no user, group or role of the account is refused by the operation, whoever may call it. */
async function sourceResource(call: Call, text: string): Promise<AccessResource> {
  const arn = parseArn(text);
  const found = /^(user|group|role)\/(?:[^/]+\/)*([^/]+)$/.exec(arn?.resource ?? '');
  if (arn?.account !== call.account || !found) return { arn: '*', asked: text };
  const name = found[2] ?? '';
  const resource =
    found[1] === 'user'
      ? await userResource(call, name)
      : found[1] === 'group'
        ? await groupResource(call, name)
        : await roleResource(call, name);
  return { ...resource, asked: text };
}

function keysOf(policies: ReturnType<typeof readSimulatedList>): string[] {
  const keys = policies.flatMap(({ document }) => contextKeysOf(document));
  const found = new Map(keys.map((key) => [key.toLowerCase(), key]));
  return [...found.values()];
}
