/** A server killed while it provisions assignments: all reach their end, and nothing is made twice. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { SSOAdmin } from '@aws-sdk/client-sso-admin';
import { openStore, type Store } from '../../src/store/index.ts';
import { storesUnderTest } from '../../tools/programs.ts';
import { type Assigned, workforceOf } from '../support/assignments.ts';
import { enableIdentityCenter, makeMember, ssoAdminOf } from '../support/identity-center.ts';
import type { TestServer } from '../support/server.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';

const ACCOUNTS = 20;
const SETS = 5;
const USERS = 2;
const ASSIGNMENTS = ACCOUNTS * SETS * USERS;
/** Answers after which the server is killed. */
const KILLED_AFTER = [5, 30, 60, 100, 150, ASSIGNMENTS];
const AT_A_TIME = 16;

const account = '111122223333';
const administrator = {
  accessKeyId: `AKIATEST0${account}`,
  secretAccessKey: 'administrator-secret-of-a-fault-test-01',
};
const skip = storesUnderTest().includes('sqlite') ? false : 'PostgreSQL only';

interface World {
  readonly instanceArn: string;
  readonly wanted: readonly Assigned[];
}

test(`${ASSIGNMENTS} assignments survive kill -9 of the server that provisions them`, {
  skip,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-kill-provisioning-'));
  const settings = {
    GATEHOUSE_DATA: folder,
    GATEHOUSE_BOOTSTRAP_ACCOUNT_ID: account,
    GATEHOUSE_BOOTSTRAP_ACCESS_KEY_ID: administrator.accessKeyId,
    GATEHOUSE_BOOTSTRAP_SECRET_ACCESS_KEY: administrator.secretAccessKey,
  };
  let server = await startServerProcess(settings);
  try {
    const world = await makeWorld(server);
    const left = [...world.wanted];
    const requests: string[] = [];
    let underWay = 0;
    for (const goal of KILLED_AFTER) {
      await askUntil(server, world, { left, requests, goal });
      await server.kill();
      underWay += await inStore(folder, async (store) => (await jobs(store, 'IN_PROGRESS')).length);
      server = await startServerProcess(settings);
    }
    assert.ok(underWay > 0, 'no kill came in the middle of provisioning');
    await untilIdle(ssoAdminOf(clientFor(server)), world.instanceArn);
    await server.kill();
    await inStore(folder, async (store) => await assertAllThere(store, requests));
  } finally {
    await server.kill();
    await rm(folder, { recursive: true, force: true });
  }
});

function clientFor({ url }: ServerProcess) {
  return { url, region: 'us-east-1', administrator, account } as TestServer;
}

async function makeWorld(process: ServerProcess): Promise<World> {
  const server = clientFor(process);
  const instance = await enableIdentityCenter(server);
  const workforce = workforceOf(server, instance);
  const users: string[] = [];
  const sets: string[] = [];
  const accounts: string[] = [];
  for (let at = 0; at < USERS; at += 1) users.push(await workforce.user(`user-${at}`));
  for (let at = 0; at < SETS; at += 1) sets.push(await workforce.permissionSet(`Set${at}`));
  for (let at = 0; at < ACCOUNTS; at += 1) {
    accounts.push((await makeMember(server, `member-${at}`)).account);
  }
  const wanted = users.flatMap((PrincipalId) =>
    sets.flatMap((PermissionSetArn) =>
      accounts.map(
        (TargetId): Assigned => ({
          TargetId,
          PermissionSetArn,
          PrincipalId,
          PrincipalType: 'USER',
        }),
      ),
    ),
  );
  return { instanceArn: instance.arn, wanted };
}

/** Asks for assignments until so many were answered, some at a time. */
async function askUntil(
  server: ServerProcess,
  { instanceArn: InstanceArn }: World,
  { left, requests, goal }: { left: Assigned[]; requests: string[]; goal: number },
): Promise<void> {
  const sso = ssoAdminOf(clientFor(server));
  const ask = async () => {
    while (requests.length < goal) {
      const next = left.pop();
      if (!next) return;
      const asked = { InstanceArn, TargetType: 'AWS_ACCOUNT', ...next } as const;
      const { AccountAssignmentCreationStatus: status } = await sso.createAccountAssignment(asked);
      requests.push(status?.RequestId ?? '');
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, ask));
}

async function untilIdle(sso: SSOAdmin, InstanceArn: string): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 50) {
    const { AccountAssignmentsCreationStatus: left = [] } =
      await sso.listAccountAssignmentCreationStatus({
        InstanceArn,
        Filter: { Status: 'IN_PROGRESS' },
        MaxResults: 1,
      });
    if (left.length === 0) return;
    await pause(50);
  }
  assert.fail('requests were left under way for a minute');
}

async function inStore<Result>(
  folder: string,
  body: (store: Store) => Promise<Result>,
): Promise<Result> {
  const store = await openStore({
    kind: 'sqlite',
    folder,
    report: (error) => {
      throw error;
    },
  });
  try {
    return await body(store);
  } finally {
    await store.close();
  }
}

async function jobs(store: Store, state: 'IN_PROGRESS' | 'SUCCEEDED'): Promise<string[]> {
  const rows = await store.read
    .selectFrom('provisioning_jobs')
    .select('request_id')
    .where('state', '=', state)
    .execute();
  return rows.map((row) => row.request_id);
}

async function assertAllThere(store: Store, requests: readonly string[]): Promise<void> {
  assert.equal(requests.length, ASSIGNMENTS);
  assert.deepEqual(new Set(await jobs(store, 'SUCCEEDED')), new Set(requests));
  const { read } = store;
  const assignments = await read.selectFrom('account_assignments').select('state').execute();
  assert.equal(assignments.length, ASSIGNMENTS);
  assert.ok(assignments.every(({ state }) => state === 'active'));
  const roles = await read
    .selectFrom('iam_roles')
    .select(['account_id', 'name'])
    .where('path', 'like', '/aws-reserved/%')
    .execute();
  const provisioned = await read
    .selectFrom('provisioned_roles')
    .select(['target_account', 'role_name'])
    .execute();
  const named = ({ account_id, name }: { account_id: string; name: string }) =>
    `${account_id} ${name}`;
  assert.equal(roles.length, ACCOUNTS * SETS);
  assert.deepEqual(
    roles.map(named).sort(),
    provisioned.map((row) => `${row.target_account} ${row.role_name}`).sort(),
  );
  const providers = await read.selectFrom('saml_providers').select('account_id').execute();
  assert.equal(providers.length, ACCOUNTS);
  assert.equal(new Set(providers.map((row) => row.account_id)).size, ACCOUNTS);
  const made = await read
    .selectFrom('events')
    .select('account_id')
    .where('event_name', '=', 'CreateRole')
    .execute();
  assert.equal(made.length, ACCOUNTS * SETS, 'no role was made twice');
}
