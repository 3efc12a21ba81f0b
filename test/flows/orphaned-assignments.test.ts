import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  DeleteGroupCommand,
  DeleteUserCommand,
  IdentitystoreClient,
} from '@aws-sdk/client-identitystore';
import { accessIndexOf } from '../../src/domain/identity-center/assignments/access-index.ts';
import { assignmentEnd, type Workforce, workforceOf } from '../support/assignments.ts';
import {
  assertGatehouseRefused,
  enableIdentityCenter,
  gatehouse,
  type Member,
  makeMember,
} from '../support/identity-center.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let workforce: Workforce;
let store: IdentitystoreClient;
let dev: Member;
let set = '';

before(async () => {
  server = await startTestServer();
  workforce = workforceOf(server, await enableIdentityCenter(server));
  dev = await makeMember(server, 'dev');
  set = await workforce.permissionSet('Admin');
  const { url: endpoint, region, administrator: credentials } = server;
  store = new IdentitystoreClient({ endpoint, region, credentials, maxAttempts: 1 });
});

after(async () => {
  await server?.stop();
});

async function accesses(userId: string): Promise<number> {
  const { workforce: state } = server.parts;
  await state.fresh([server.account]);
  const user = await state.user(server.account, userId);
  const { permissionSets } = await accessIndexOf(state, user);
  return [...permissionSets.values()].flat().length;
}

async function orphans() {
  const { body } = await gatehouse(server, 'ListOrphanedAssignments', {
    InstanceArn: workforce.instance.arn,
  });
  return body.Orphans;
}

async function repair(...Repairs: object[]) {
  const InstanceArn = workforce.instance.arn;
  return await gatehouse(server, 'RepairOrphanedAssignments', { InstanceArn, Repairs });
}

async function untilMade(RequestId: string) {
  const asked = { Status: 'IN_PROGRESS', RequestId } as const;
  return await assignmentEnd(workforce.sso, workforce.instance.arn, asked);
}

describe('a group that was deleted and created again', () => {
  it('R031, R032, R033: has a new id; the old assignment is shown, gives no access, and is moved', async () => {
    const { instance, sso } = workforce;
    const ann = await workforce.user('ann');
    const old = await workforce.group('Developers', ann);
    const key = {
      TargetId: dev.account,
      PermissionSetArn: set,
      PrincipalType: 'GROUP',
      PrincipalId: old,
    } as const;
    await workforce.assign(key);
    assert.equal(await accesses(ann), 1);
    assert.deepEqual(await orphans(), []);
    const IdentityStoreId = instance.identityStoreId;
    await store.send(new DeleteGroupCommand({ IdentityStoreId, GroupId: old }));
    const again = await workforce.group('developers', ann);
    assert.notEqual(again, old);
    assert.equal(await accesses(ann), 0);
    const listed = { InstanceArn: instance.arn, AccountId: dev.account, PermissionSetArn: set };
    const { AccountAssignments } = await sso.listAccountAssignments(listed);
    assert.deepEqual(
      AccountAssignments?.map(({ PrincipalId }) => PrincipalId),
      [old],
    );
    assert.deepEqual(await orphans(), [
      {
        ...key,
        PrincipalName: 'Developers',
        Candidates: [{ PrincipalId: again, PrincipalName: 'developers' }],
      },
    ]);
    const { body } = await repair({ ...key, NewPrincipalId: again });
    const [{ CreationRequestId, DeletionRequestId, ...rest }] = body.Results;
    assert.deepEqual(rest, { ...key, NewPrincipalId: again });
    assert.ok(DeletionRequestId);
    assert.equal((await untilMade(CreationRequestId)).Status, 'SUCCEEDED');
    assert.equal(await accesses(ann), 1);
    assert.deepEqual(await orphans(), []);
  });
});

describe('a user that is gone', () => {
  it('PROV-001: loses its assignment where nobody is to have it', async () => {
    const bob = await workforce.user('bob');
    const key = {
      TargetId: dev.account,
      PermissionSetArn: set,
      PrincipalType: 'USER',
      PrincipalId: bob,
    } as const;
    await workforce.assign(key);
    const id = set.slice(set.lastIndexOf('/') + 1);
    assertGatehouseRefused(
      await repair(key),
      'ResourceNotFoundException',
      `Could not find orphaned assignment of ${id} in account ${dev.account} to ${bob}`,
    );
    const IdentityStoreId = workforce.instance.identityStoreId;
    await store.send(new DeleteUserCommand({ IdentityStoreId, UserId: bob }));
    assert.equal(await accesses(bob), 0);
    const [orphan] = await orphans();
    assert.deepEqual(orphan, { ...key, PrincipalName: 'bob', Candidates: [] });
    assertGatehouseRefused(
      await repair({ ...key, NewPrincipalId: bob }),
      'ResourceNotFoundException',
      `Could not find User with id ${bob}`,
    );
    const { status, body } = await repair(key);
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(body.Results[0].CreationRequestId, undefined);
    assert.deepEqual(await orphans(), []);
  });
});
