/** Two nodes on one database: whichever is asked, both see it at once, and nothing is made twice. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type TestPostgres, testPostgres } from '../../tools/postgres.ts';
import { needs, storesUnderTest } from '../../tools/programs.ts';
import { type Assigned, type Workforce, workforceOf } from '../support/assignments.ts';
import { enableIdentityCenter, makeMember } from '../support/identity-center.ts';
import type { TestServer } from '../support/server.ts';
import { type Cluster, startCluster } from './cluster.ts';

const needed = storesUnderTest().includes('postgres') ? needs('postgres') : { skip: 'SQLite only' };
const ACCOUNTS = 4;
const SETS = 3;
const USERS = 2;

describe('assignments on two nodes', needed, () => {
  let postgres: TestPostgres | undefined;
  let cluster: Cluster;
  let workforces: Workforce[];

  before(async () => {
    postgres = await testPostgres();
    assert.ok(postgres);
    cluster = await startCluster(await postgres.createDatabase());
    const instance = await enableIdentityCenter(nodeAt(0));
    workforces = [0, 1].map((at) => workforceOf(nodeAt(at), instance));
  });

  after(async () => {
    await cluster?.stop();
    await postgres?.stop();
  });

  function nodeAt(at: number): TestServer {
    const { url = '' } = cluster.nodes[at] ?? {};
    return { url, region: 'us-east-1', administrator: cluster.administrator } as TestServer;
  }

  function workforceAt(at: number): Workforce {
    const workforce = workforces[at % 2];
    assert.ok(workforce);
    return workforce;
  }

  it('are made once each, whichever node is asked, and end on both', async () => {
    const members = [];
    for (let at = 0; at < ACCOUNTS; at += 1)
      members.push(await makeMember(nodeAt(at % 2), `m${at}`));
    const sets: string[] = [];
    for (let at = 0; at < SETS; at += 1) sets.push(await workforceAt(at).permissionSet(`S${at}`));
    const users: string[] = [];
    for (let at = 0; at < USERS; at += 1) users.push(await workforceAt(at).user(`user-${at}`));
    const wanted = members.flatMap(({ account: TargetId }) =>
      sets.flatMap((PermissionSetArn) =>
        users.map(
          (PrincipalId): Assigned => ({
            TargetId,
            PermissionSetArn,
            PrincipalId,
            PrincipalType: 'USER',
          }),
        ),
      ),
    );
    // Every assignment is asked for on both nodes at once.
    const ended = await Promise.all(
      wanted.flatMap((one) => [workforceAt(0).assign(one), workforceAt(1).assign(one)]),
    );
    assert.deepEqual(
      new Set(ended.map(({ Status, FailureReason }) => FailureReason ?? Status)),
      new Set(['SUCCEEDED']),
    );
    for (const { clients } of members) {
      const { Roles } = await clients.iam.listRoles({ PathPrefix: '/aws-reserved/' });
      assert.equal(Roles?.length, SETS);
      const { SAMLProviderList } = await clients.iam.listSAMLProviders({});
      assert.equal(SAMLProviderList?.length, 1);
    }
    await listedOnce(wanted);
    const removed = await Promise.all(wanted.map((one, at) => workforceAt(at).unassign(one)));
    assert.ok(removed.every(({ Status }) => Status === 'SUCCEEDED'));
    for (const { clients } of members) {
      const { Roles } = await clients.iam.listRoles({ PathPrefix: '/aws-reserved/' });
      assert.deepEqual(Roles, []);
    }
  });

  /** Pages go on from one node to the other, and hold each assignment and each request once. */
  async function listedOnce(wanted: readonly Assigned[]): Promise<void> {
    const pages = async (
      read: (at: number, after?: string) => Promise<[string[], string | undefined]>,
    ) => {
      const found: string[] = [];
      let token: string | undefined;
      for (let at = 0; at === 0 || token !== undefined; at += 1) {
        const [keys, next] = await read(at, token);
        found.push(...keys);
        token = next;
      }
      return found;
    };
    const [{ PrincipalId } = { PrincipalId: '' }] = wanted;
    const assigned = await pages(async (at, NextToken) => {
      const { sso, instance } = workforceAt(at);
      const asked = { InstanceArn: instance.arn, PrincipalId, PrincipalType: 'USER' } as const;
      const paged = { ...asked, MaxResults: 5, NextToken };
      const page = await sso.listAccountAssignmentsForPrincipal(paged);
      const keys = page.AccountAssignments?.map(
        (one) => `${one.AccountId} ${one.PermissionSetArn}`,
      );
      return [keys ?? [], page.NextToken];
    });
    const own = wanted.filter((one) => one.PrincipalId === PrincipalId);
    assert.deepEqual(
      assigned,
      own.map((one) => `${one.TargetId} ${one.PermissionSetArn}`).toSorted(),
    );
    const requests = await pages(async (at, NextToken) => {
      const { sso, instance } = workforceAt(at);
      const asked = { InstanceArn: instance.arn, MaxResults: 7, NextToken };
      const page = await sso.listAccountAssignmentCreationStatus(asked);
      const ids = page.AccountAssignmentsCreationStatus?.map(({ RequestId = '' }) => RequestId);
      return [ids ?? [], page.NextToken];
    });
    assert.deepEqual(
      [requests.length, new Set(requests).size],
      [2 * wanted.length, requests.length],
    );
  }
});
