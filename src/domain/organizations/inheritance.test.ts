/**
 * Which policies apply where: accounts are moved and policies attached at random, and every account
 * is decided for as a naive model says, which walks a plain picture of the tree.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { decide, type PolicyRequest } from '../../policy/index.ts';
import type { Lookup } from '../../store/index.ts';
import { createJudge } from '../authorisation/judge.ts';
import { createIamState } from '../iam/state-reader.ts';
import { openTestStore, type TestAccount, type TestStore } from '../iam/test-support.ts';
import { rootPrincipal } from '../principal.ts';
import type { Work } from '../work.ts';
import { createMember } from './account-requests.ts';
import { attachPolicy, detachPolicy } from './attachments.ts';
import { moveAccount } from './membership.ts';
import {
  createOrganization,
  getManagedOrganization,
  type OrganizationRow,
} from './organizations.ts';
import { createControlPolicy, updateControlPolicy } from './policies.ts';
import { enableType } from './policy-types.ts';
import { createUnit } from './units.ts';

const TYPE = 'SERVICE_CONTROL_POLICY';
const FULL = 'p-FullAWSAccess';
const ACTIONS = ['iam:ListUsers', 'iam:GetUser', 'sts:AssumeRole', 'cloudtrail:LookupEvents'];

let store: TestStore;
before(async () => {
  store = await openTestStore();
});
after(() => store?.close());

/** What a policy of the model says: of each action allowed, denied or nothing. */
type Said = Readonly<Record<string, 'Allow' | 'Deny' | undefined>>;

interface Model {
  readonly parents: Map<string, string>;
  readonly attached: Map<string, Set<string>>;
  readonly said: Map<string, Said>;
}

/** The rule in plain words: no level denies, and each level allows. */
function naive({ parents, attached, said }: Model, account: string, action: string): boolean {
  for (let at: string | undefined = account; at !== undefined; at = parents.get(at)) {
    const words = [...(attached.get(at) ?? [])].map((id) => said.get(id)?.[action]);
    if (words.includes('Deny') || !words.includes('Allow')) return false;
  }
  return true;
}

function documentOf(said: Said): string {
  const Statement = Object.entries(said)
    .filter(([, Effect]) => Effect !== undefined)
    .map(([Action, Effect]) => ({ Effect, Action, Resource: '*' }));
  const never = { Effect: 'Deny', Action: 'none:Nothing', Resource: '*' };
  return JSON.stringify({ Version: '2012-10-17', Statement: [...Statement, never] });
}

const saying = fc.record(
  Object.fromEntries(
    ACTIONS.map((action) => [action, fc.constantFrom('Allow', 'Allow', 'Deny', undefined)]),
  ),
) as fc.Arbitrary<Said>;

const step = fc.oneof(
  fc.record({ do: fc.constant('move' as const), who: fc.nat(2), where: fc.nat(4) }),
  fc.record({ do: fc.constant('attach' as const), which: fc.nat(3), where: fc.nat(7) }),
  fc.record({ do: fc.constant('detach' as const), which: fc.nat(3), where: fc.nat(7) }),
  fc.record({ do: fc.constant('update' as const), which: fc.nat(2), said: saying }),
);

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

interface World {
  readonly manager: TestAccount;
  readonly model: Model;
  readonly root: string;
  readonly units: readonly string[];
  readonly accounts: readonly string[];
  readonly policies: readonly string[];
}

const managed = <Result>(
  manager: TestAccount,
  body: (work: Work, organization: OrganizationRow) => Promise<Result> | Result,
) => manager.run(async (work) => await body(work, await getManagedOrganization(work)));

async function build(said: readonly Said[]): Promise<World> {
  const manager = await store.account();
  const { root_id: root } = await manager.run((work) => createOrganization(work, 'ALL'));
  await managed(manager, (work, own) => enableType(work, own, root, TYPE));
  const everything: Said = Object.fromEntries(ACTIONS.map((action) => [action, 'Allow' as const]));
  const model: Model = {
    parents: new Map(),
    attached: new Map([[root, new Set([FULL])]]),
    said: new Map([[FULL, everything]]),
  };
  const add = (id: string, parent: string): string => {
    model.parents.set(id, parent);
    model.attached.set(id, new Set([FULL]));
    return id;
  };
  const unit = async (name: string, parent: string) => {
    const input = { parent, name, tags: [] };
    const made = await managed(manager, (work, own) => createUnit(work, own, input));
    return add(made.unit_id, parent);
  };
  const first = await unit('first', root);
  const units = [first, await unit('second', root), await unit('inside', first)];
  units.push(await unit('deep', units[2] ?? root));
  const accounts: string[] = [];
  for (const name of ['a', 'b', 'c']) {
    const email = `${name}@${manager.id}.example`;
    const input = { name, email, roleName: 'Entry' };
    accounts.push(add(await managed(manager, (w, own) => createMember(w, own, input)), root));
  }
  const policies: string[] = [];
  for (const [index, one] of said.entries()) {
    const input = { name: `${index}`, description: '', content: documentOf(one), type: TYPE };
    const made = await managed(manager, (work, own) =>
      createControlPolicy(work, own, { ...input, tags: [] }),
    );
    model.said.set(made.id, one);
    policies.push(made.id);
  }
  return { manager, model, root, units, accounts, policies: [...policies, FULL] };
}

/** Takes a step in the store and in the model alike; one that is refused changes neither. */
async function take(world: World, one: Step): Promise<void> {
  const { manager, model, root, units, accounts, policies } = world;
  const parents = [root, ...units];
  const targets = [...parents, ...accounts];
  try {
    switch (one.do) {
      case 'move': {
        const account = accounts[one.who] ?? '';
        const [source, destination] = [model.parents.get(account) ?? '', parents[one.where] ?? ''];
        await managed(manager, (work, own) =>
          moveAccount(work, own, account, { source, destination }),
        );
        model.parents.set(account, destination);
        return;
      }
      case 'update': {
        const id = policies[one.which] ?? '';
        const change = { content: documentOf(one.said), name: undefined, description: undefined };
        await managed(manager, (work, own) => updateControlPolicy(work, own, id, change));
        model.said.set(id, one.said);
        return;
      }
      default: {
        const [id, target] = [policies[one.which] ?? '', targets[one.where] ?? ''];
        const act = one.do === 'attach' ? attachPolicy : detachPolicy;
        await managed(manager, (work, own) => act(work, own, id, target));
        if (one.do === 'attach') model.attached.get(target)?.add(id);
        else model.attached.get(target)?.delete(id);
      }
    }
  } catch (error) {
    const { code } = error as { code?: string };
    assert.match(String(code), /Duplicate|NotAttached|ConstraintViolation/, String(error));
  }
}

async function assertAsModelled({ manager, model, accounts }: World): Promise<void> {
  const state = createIamState({
    store: store.store,
    openSecret: (sealed) => sealed,
    awsPolicyDocument: () => undefined,
  });
  assert.equal((await state.account(manager.id))?.scps, undefined);
  for (const account of accounts) {
    const { scps } = (await state.account(account)) ?? assert.fail('the account is gone');
    for (const action of ACTIONS) {
      const request: PolicyRequest = {
        action,
        resource: '*',
        resourceAccount: account,
        principal: { type: 'root', account },
        context: () => undefined,
      };
      const { allowed } = decide(request, { identity: [], scps });
      assert.equal(allowed, naive(model, account, action), `${action} in ${account}`);
    }
  }
}

test('levels are inherited as a naive model says, after each change', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(saying, saying, saying),
      fc.array(step, { minLength: 3, maxLength: 12 }),
      async (said, steps) => {
        const world = await build(said);
        await assertAsModelled(world);
        for (const one of steps) {
          await take(world, one);
          await assertAsModelled(world);
        }
      },
    ),
    { numRuns: 25 },
  );
});

test('an account that is held in memory is decided for without a read', async () => {
  const { accounts, manager, units, policies } = await build([{ 'iam:ListUsers': 'Deny' }]);
  const [account = ''] = accounts;
  const [unit = ''] = units;
  let reads = 0;
  const { store: real } = store;
  const prepare = <Row>(sql: string): Lookup<Row> => {
    const lookup = real.prepare<Row>(sql);
    return (...parameters) => {
      reads += 1;
      return lookup(...parameters);
    };
  };
  const state = createIamState({
    store: Object.create(real, {
      prepare: { value: prepare },
      cache: { value: real.cache },
    }),
    openSecret: (sealed) => sealed,
    awsPolicyDocument: () => undefined,
  });
  const facts = {
    principal: rootPrincipal(account, 'AKIA'),
    organizationId: undefined,
    now: 0,
    region: 'us-east-1',
    sourceAddress: '',
    userAgent: '',
    secure: true,
  };
  const ask = async () => {
    const judge = await createJudge(state, facts);
    return judge({ action: 'iam:ListUsers', resource: { arn: '*' } }).decision.allowed;
  };
  assert.equal(await ask(), true);
  const { root_id: root } = await manager.run(getManagedOrganization);
  await managed(manager, (work, own) => attachPolicy(work, own, policies[0] ?? '', unit));
  assert.equal(await ask(), true);
  reads = 0;
  assert.equal(await ask(), true);
  assert.equal(reads, 0);
  await managed(manager, (work, own) =>
    moveAccount(work, own, account, { source: root, destination: unit }),
  );
  assert.equal(await ask(), false);
  assert.ok(reads > 0);
  reads = 0;
  assert.equal(await ask(), false);
  assert.equal(reads, 0);
});
