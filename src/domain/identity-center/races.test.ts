import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { GuardFailed } from '../../store/index.ts';
import type { ManagedPolicies } from '../iam/managed-policies.ts';
import { createRole, findRole, touchRole } from '../iam/roles.ts';
import { openTestStore, TEST_TIME, type TestAccount } from '../iam/test-support.ts';
import type { Work } from '../work.ts';
import {
  type AssignmentRow,
  assignmentsOf,
  deleteAssignment,
  writeAssignment,
} from './assignments/assignments.ts';
import { deleteInstance } from './delete-instance.ts';
import { createInstance, type InstanceRow, touchInstance } from './instances.ts';
import {
  attachAwsPolicy,
  attachCustomerPolicy,
  awsPolicies,
  customerPolicies,
  detachAwsPolicy,
  detachCustomerPolicy,
} from './permission-sets/permission-set-policies.ts';
import { deletePermissionSet } from './permission-sets/permission-set-use.ts';
import {
  createPermissionSet,
  findPermissionSetById,
  holdPermissionSet,
  type PermissionSetRow,
  updatePermissionSet,
} from './permission-sets/permission-sets.ts';
import {
  deleteProvisioned,
  findProvisioned,
  insertProvisioned,
  touchProvisioned,
} from './provisioning/provisioned-roles.ts';
import { createJob, type JobRow, keepJob, settleJob } from './provisioning/provisioning-jobs.ts';
import { removeReservedRole } from './provisioning/reserved-roles.ts';

const { account: newAccount, close } = await openTestStore();
after(close);

const FIRST = '111111111111';
const SECOND = '222222222222';

interface World {
  readonly owner: TestAccount;
  readonly instance: InstanceRow;
  readonly set: PermissionSetRow;
}

async function makeWorld(): Promise<World> {
  const owner = await newAccount();
  const instance = await owner.run((work) =>
    createInstance(work, { kind: 'organization', region: 'eu-west-1', name: null }),
  );
  const access = { instance, delegated: false };
  const set = await owner.run((work) =>
    createPermissionSet({ ...access, work }, { Name: 'Admin' }),
  );
  return { owner, instance, set };
}

/** Of two changes decided from one state the second is lost, and is decided anew. */
async function secondIsLost(owner: TestAccount, change: (work: Work) => unknown, after = change) {
  await owner.run(change);
  await assert.rejects(owner.run(after), GuardFailed);
}

describe('an instance', () => {
  it('is changed by one of two that read the same', async () => {
    const { owner, instance } = await makeWorld();
    await secondIsLost(owner, (work) => touchInstance(work, instance, { name: 'one' }));
  });

  it('is not deleted by somebody who read it as it was before', async () => {
    const { owner, instance } = await makeWorld();
    const drop = (work: Work) => deleteInstance({ work, instance, delegated: false });
    await secondIsLost(owner, (work) => touchInstance(work, instance), drop);
  });
});

describe('a permission set', () => {
  it('is changed, held and deleted by one of two that read the same', async () => {
    const { owner, set } = await makeWorld();
    const update = (work: Work) => updatePermissionSet(work, set, { Description: 'one' });
    await secondIsLost(owner, update);
    for (const late of [holdPermissionSet, deletePermissionSet]) {
      await assert.rejects(
        owner.run((work) => late(work, set)),
        GuardFailed,
      );
    }
    const current = await owner.run((work) => findPermissionSetById(work, set.permission_set_id));
    assert.ok(current);
    await secondIsLost(owner, (work) => holdPermissionSet(work, current));
  });

  it('loses the policy that is detached, and keeps the others', async () => {
    const { owner, set } = await makeWorld();
    const current = async (work: Work) => {
      const row = await findPermissionSetById(work, set.permission_set_id);
      assert.ok(row);
      return row;
    };
    const arns = ['ReadOnlyAccess', 'ViewOnly'].map((name) => `arn:aws:iam::aws:policy/${name}`);
    const [first = '', second = ''] = arns;
    const managed: ManagedPolicies = new Map(
      arns.map((arn) => [
        arn,
        { arn, name: arn, path: '/', description: '', createdAt: 0, policyId: '', document: '{}' },
      ]),
    );
    const [own, other] = [
      { Name: 'Own', Path: '/' },
      { Name: 'Other', Path: '/' },
    ];
    for (const arn of arns) {
      await owner.run(async (work) => attachAwsPolicy(work, await current(work), managed, arn));
    }
    for (const name of [own, other]) {
      await owner.run(async (work) => attachCustomerPolicy(work, await current(work), name));
    }
    await owner.run(async (work) => detachAwsPolicy(work, await current(work), first));
    await owner.run(async (work) => detachCustomerPolicy(work, await current(work), own));
    assert.deepEqual(await owner.run((work) => awsPolicies(work, set)), [second]);
    assert.deepEqual(await owner.run((work) => customerPolicies(work, set)), [other]);
  });
});

describe('a role that was made for a permission set', () => {
  async function provisioned() {
    const world = await makeWorld();
    const { owner, instance, set } = world;
    const id = set.permission_set_id;
    for (const target of [FIRST, SECOND]) {
      await owner.run((work) =>
        insertProvisioned(work, instance, {
          target_account: target,
          permission_set_id: id,
          role_name: 'AWSReservedSSO_Admin',
          version: 1,
        }),
      );
    }
    const read = async (target: string) =>
      await owner.run((work) => findProvisioned(work, instance, id, target));
    const first = await read(FIRST);
    assert.ok(first);
    return { ...world, first, read };
  }

  it('is noted as used by one of two that read the same, in its own account', async () => {
    const { owner, first, read } = await provisioned();
    await secondIsLost(owner, (work) => touchProvisioned(work, first, 2));
    assert.equal((await read(FIRST))?.version, 2);
    assert.equal((await read(SECOND))?.version, 1);
  });

  it('is forgotten in its own account, unless somebody goes by it meanwhile', async () => {
    const { owner, first, read } = await provisioned();
    const drop = (work: Work) => deleteProvisioned(work, first);
    await secondIsLost(owner, (work) => touchProvisioned(work, first), drop);
    const current = await read(FIRST);
    assert.ok(current);
    await owner.run((work) => deleteProvisioned(work, current));
    assert.equal(await read(FIRST), undefined);
    assert.ok(await read(SECOND));
  });

  it('is removed in its account, unless it was changed meanwhile', async () => {
    const account = await newAccount();
    const trust = { document: '{}', bindings: '{}' };
    await account.run((work) =>
      createRole(work, {
        name: 'Reserved',
        path: '/',
        description: null,
        maxSessionSeconds: undefined,
        trust,
        boundaryArn: null,
      }),
    );
    const role = await account.run((work) => findRole(work, 'Reserved'));
    assert.ok(role);
    const drop = (work: Work) => removeReservedRole(work, role);
    await secondIsLost(account, (work) => touchRole(work, role, {}), drop);
    assert.ok(await account.run((work) => findRole(work, 'Reserved')));
  });
});

describe('an assignment', () => {
  async function assigned() {
    const world = await makeWorld();
    const { owner, instance, set } = world;
    const rows = [FIRST, SECOND].map((target_account) => ({
      account_id: owner.id,
      instance_id: instance.instance_id,
      target_account,
      permission_set_id: set.permission_set_id,
      principal_type: 'GROUP' as const,
      principal_id: 'team',
      principal_name: 'Team',
      state: 'active' as const,
      created_at: TEST_TIME,
    }));
    await owner.run((work) =>
      work.write(work.read.insertInto('account_assignments').values(rows), 2),
    );
    const read = async (target: string): Promise<AssignmentRow | undefined> =>
      await owner.run((work) =>
        assignmentsOf(work, instance).where('target_account', '=', target).executeTakeFirst(),
      );
    const first = await read(FIRST);
    assert.ok(first);
    return { ...world, first, read };
  }

  it('is changed by one of two that read the same, in its own account', async () => {
    const { owner, instance, first, read } = await assigned();
    const end = (work: Work) => writeAssignment(work, instance, first, { state: 'deleting' });
    await secondIsLost(owner, end);
    assert.equal((await read(FIRST))?.state, 'deleting');
    assert.equal((await read(SECOND))?.state, 'active');
  });

  it('is deleted in its own account, unless it was asked for again meanwhile', async () => {
    const { owner, instance, first, read } = await assigned();
    const again = (work: Work) => writeAssignment(work, instance, first, { state: 'creating' });
    await secondIsLost(owner, again, (work) => deleteAssignment(work, instance, first));
    const current = await read(FIRST);
    assert.ok(current);
    await owner.run((work) => deleteAssignment(work, instance, current));
    assert.equal(await read(FIRST), undefined);
    assert.ok(await read(SECOND));
  });
});

describe('a request to provision', () => {
  async function requested() {
    const { owner, instance, set } = await makeWorld();
    const job = await owner.run((work) =>
      createJob(work, instance, {
        kind: 'provision',
        permission_set_id: set.permission_set_id,
        target_account: FIRST,
        principal_type: null,
        principal_id: null,
      }),
    );
    return { owner, job };
  }

  it('ends once', async () => {
    const { owner, job } = await requested();
    await secondIsLost(owner, (work) => settleJob(work, job, null));
    await assert.rejects(
      owner.run((work) => keepJob(work, job, TEST_TIME + 1)),
      GuardFailed,
    );
  });

  it('is neither ended nor kept by a worker that lost its claim on it', async () => {
    const { owner, job } = await requested();
    const lost: JobRow = { ...job, tries: job.tries - 1 };
    for (const body of [
      (work: Work) => settleJob(work, lost, null),
      (work: Work) => keepJob(work, lost, TEST_TIME + 1),
    ]) {
      await assert.rejects(owner.run(body), GuardFailed);
    }
    await owner.run((work) => keepJob(work, job, TEST_TIME + 1));
    await owner.run((work) => settleJob(work, job, null));
  });
});
