import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemRandom } from '../../../base/bytes.ts';
import { managedPolicies } from '../../iam/managed-policies.ts';
import {
  openTestStore,
  plainSecrets,
  type TestAccount,
  type TestStore,
} from '../../iam/test-support.ts';
import { requestAssignment, requestRemoval } from '../assignments/assignment-requests.ts';
import type { AssignmentKey } from '../assignments/assignments.ts';
import { createInstance, type InstanceRow } from '../instances.ts';
import { createPermissionSet } from '../permission-sets/permission-sets.ts';
import { createProvisioner } from './provisioner.ts';
import { carryOut, type ProvisioningParts } from './provisioning.ts';
import { CLAIM, findDue, releaseClaims } from './provisioning-claims.ts';
import type { JobRow } from './provisioning-jobs.ts';

let store: TestStore;
let now = Date.UTC(2026, 10, 22);

before(async () => {
  store = await openTestStore();
});
after(async () => await store.close());

interface World {
  readonly owner: TestAccount;
  readonly target: TestAccount;
  readonly instance: InstanceRow;
  readonly key: AssignmentKey;
  /** Codes of the failures that were reported. */
  readonly reports: string[];
  readonly parts: ProvisioningParts;
}

async function makeWorld(more: Partial<ProvisioningParts> = {}): Promise<World> {
  const [owner, target] = [await store.account(), await store.account()];
  const instance = await owner.run((work) =>
    createInstance(work, { kind: 'organization', region: 'eu-west-1', name: null }),
  );
  const set = await owner.run((work) =>
    createPermissionSet({ work, instance, delegated: false }, { Name: 'Admin' }),
  );
  const principalId = `group-of-${owner.id}`;
  await owner.run((work) =>
    work.write(
      work.read.insertInto('directory_groups').values({
        account_id: owner.id,
        store_id: instance.identity_store_id,
        group_id: principalId,
        display_name: 'Team',
        display_name_key: 'team',
        description: null,
        created_at: now,
        created_by: '',
        updated_at: now,
        updated_by: '',
      }),
    ),
  );
  const reports: string[] = [];
  const parts: ProvisioningParts = {
    store: store.store,
    clock: () => now,
    random: systemRandom,
    managedPolicies: managedPolicies([]),
    secrets: plainSecrets,
    publicUrl: () => 'https://gatehouse.example.com',
    writeEvent: () => ({ sql: 'select 1', parameters: [] }),
    report: ({ code }) => reports.push(code),
    ...more,
  };
  const permissionSetId = set.permission_set_id;
  const key = {
    permissionSetId,
    targetAccount: target.id,
    principalType: 'GROUP',
    principalId,
  } as const;
  return { owner, target, instance, key, reports, parts };
}

async function ask({ owner, instance, key }: World, request = requestAssignment): Promise<JobRow> {
  return await owner.run((work) => request({ work, instance }, key), { now });
}

async function endOf({ request_id }: JobRow) {
  return await store.store.read
    .selectFrom('provisioning_jobs')
    .select(['state', 'failure_reason', 'tries'])
    .where('request_id', '=', request_id)
    .executeTakeFirstOrThrow();
}

async function rolesOf({ target }: World) {
  return await store.store.read
    .selectFrom('iam_roles')
    .select(['name', 'path'])
    .where('account_id', '=', target.id)
    .where('path', 'like', '/aws-reserved/%')
    .execute();
}

async function assignmentState({ owner }: World): Promise<string | undefined> {
  const row = await store.store.read
    .selectFrom('account_assignments')
    .select('state')
    .where('account_id', '=', owner.id)
    .executeTakeFirst();
  return row?.state;
}

test('a request that two workers take up at once is carried out by one', async () => {
  const world = await makeWorld();
  const job = await ask(world);
  await Promise.all([carryOut(world.parts, job), carryOut(world.parts, job)]);
  const { state, tries } = await endOf(job);
  assert.deepEqual([state, tries], ['SUCCEEDED', 1]);
  const [role, ...others] = await rolesOf(world);
  assert.equal(role?.path, '/aws-reserved/sso.amazonaws.com/eu-west-1/');
  assert.deepEqual(others, []);
  assert.equal(await assignmentState(world), 'active');
});

test('PROV-007: an assignment that was deleted before it was made is not made', async () => {
  const world = await makeWorld();
  const made = await ask(world);
  const deleted = await ask(world, requestRemoval);
  await carryOut(world.parts, made);
  const { state, failure_reason } = await endOf(made);
  assert.deepEqual(
    [state, failure_reason],
    [
      'FAILED',
      'The assignment or its permission set was deleted before the request was carried out.',
    ],
  );
  assert.deepEqual(world.reports, ['PROV-007']);
  await carryOut(world.parts, deleted);
  assert.equal((await endOf(deleted)).state, 'SUCCEEDED');
  assert.deepEqual(await rolesOf(world), []);
  assert.equal(await assignmentState(world), undefined);
});

test('an assignment that was asked for again after its deletion stays', async () => {
  const world = await makeWorld();
  await carryOut(world.parts, await ask(world));
  const deleted = await ask(world, requestRemoval);
  const again = await ask(world);
  await carryOut(world.parts, again);
  await carryOut(world.parts, deleted);
  assert.equal((await endOf(deleted)).state, 'SUCCEEDED');
  assert.equal(await assignmentState(world), 'active');
  assert.equal((await rolesOf(world)).length, 1);
});

test('what a dead worker had taken up is due once its claim ends, or at the next start', async () => {
  const world = await makeWorld();
  const job = await ask(world);
  const dead = new Error('the process is gone');
  const { store: real } = world.parts;
  let commits = 0;
  const commit: typeof real.commit = async (plan) => {
    commits += 1;
    if (commits > 1) throw dead;
    await real.commit(plan);
  };
  const dying = { ...world.parts, store: { ...real, commit } };
  await assert.rejects(carryOut(dying, job), dead);
  const isDue = async () =>
    (await findDue(world.parts, 100)).some(({ request_id }) => request_id === job.request_id);
  assert.equal(await isDue(), false);
  now += CLAIM - 1;
  assert.equal(await isDue(), false);
  now += 1;
  assert.equal(await isDue(), true);
  now -= CLAIM / 2;
  assert.equal(await isDue(), false);
  await releaseClaims(world.parts);
  assert.equal(await isDue(), true);
  const [due] = (await findDue(world.parts, 100)).filter(
    (one) => one.request_id === job.request_id,
  );
  assert.ok(due);
  await carryOut(world.parts, due);
  const { state, tries } = await endOf(job);
  assert.deepEqual([state, tries], ['SUCCEEDED', 2]);
});

test('PROV-008: what fails again and again rests longer each time, and is given up', async () => {
  const seal = () => {
    throw new Error('no key to seal with');
  };
  const world = await makeWorld({ secrets: { seal } });
  const job = await ask(world);
  const rests: number[] = [];
  for (let tries = 0; tries < 20; tries += 1) {
    const [due] = (await findDue(world.parts, 100)).filter(
      (one) => one.request_id === job.request_id,
    );
    assert.ok(due, `due before try ${tries + 1}`);
    await carryOut(world.parts, due);
    const { due_at } = await store.store.read
      .selectFrom('provisioning_jobs')
      .select('due_at')
      .where('request_id', '=', job.request_id)
      .executeTakeFirstOrThrow();
    rests.push(due_at - now);
    now = due_at;
  }
  assert.deepEqual(rests.slice(0, 4), [1000, 2000, 4000, 8000]);
  assert.equal(rests[18], 60_000);
  const { state, failure_reason } = await endOf(job);
  assert.deepEqual(
    [state, failure_reason],
    ['FAILED', 'The request could not be carried out in 20 tries.'],
  );
  assert.equal(world.reports.length, 20);
  assert.deepEqual(new Set(world.reports), new Set(['PROV-008']));
  assert.equal(await assignmentState(world), undefined);
});

test('a provisioner carries out what is due, and waits for it when it is stopped', async () => {
  const worlds = [await makeWorld(), await makeWorld()];
  const jobs = [];
  for (const world of worlds) jobs.push(await ask(world));
  const { parts } = await makeWorld();
  const failures: unknown[] = [];
  const provisioner = createProvisioner(parts, (error) => failures.push(error));
  await provisioner.look();
  await provisioner.stop();
  for (const job of jobs) assert.equal((await endOf(job)).state, 'SUCCEEDED');
  assert.deepEqual(failures, []);
  const [world] = worlds;
  assert.ok(world);
  const late = await ask(world, requestRemoval);
  await provisioner.look();
  assert.equal((await endOf(late)).state, 'IN_PROGRESS');
});

test('hundreds of requests for one account hold up no other', async () => {
  const busy = await makeWorld();
  const job = await ask(busy);
  const { request_id: _, ...columns } = await store.store.read
    .selectFrom('provisioning_jobs')
    .selectAll()
    .where('request_id', '=', job.request_id)
    .executeTakeFirstOrThrow();
  const rows = Array.from({ length: 150 }, () => ({ ...columns, request_id: crypto.randomUUID() }));
  await busy.owner.run((work) =>
    work.write(work.read.insertInto('provisioning_jobs').values(rows), 150),
  );
  now += 1;
  const late = await ask(await makeWorld());
  const provisioner = createProvisioner(busy.parts, (error) => assert.ifError(error));
  await provisioner.look();
  await provisioner.stop();
  assert.equal((await endOf(late)).state, 'SUCCEEDED');
});
