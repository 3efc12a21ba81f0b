import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  DeleteGroupCommand,
  DeleteUserCommand,
  IdentitystoreClient,
} from '@aws-sdk/client-identitystore';
import { accessIndexOf } from '../../src/domain/identity-center/assignments/access-index.ts';
import { assignmentEnd, type Workforce, workforceOf } from '../support/assignments.ts';
import { clientsOf } from '../support/clients.ts';
import { countedReads } from '../support/counted-work.ts';
import { allow, deny, makeUser, setUserPolicy } from '../support/entities.ts';
import {
  assertGatehouseRefused,
  enableIdentityCenter,
  gatehouse,
  type Member,
  makeMember,
} from '../support/identity-center.ts';
import { changeOf } from '../support/instance.ts';
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

describe('a repair', () => {
  it('asks what ordinary requests ask: who may not assign does not by repairing', async () => {
    const carl = await workforce.user('carl');
    const dora = await workforce.user('dora');
    const key = {
      TargetId: dev.account,
      PermissionSetArn: set,
      PrincipalType: 'USER',
      PrincipalId: carl,
    } as const;
    await workforce.assign(key);
    const { identityStoreId: IdentityStoreId, arn: InstanceArn } = workforce.instance;
    await store.send(new DeleteUserCommand({ IdentityStoreId, UserId: carl }));
    const admin = clientsOf(server);
    const user = await makeUser(admin, 'repairer');
    const account = `arn:aws:sso:::account/${dev.account}`;
    const ask = async (given: object, ...policy: object[]) => {
      await setUserPolicy(admin.iam, user.name, [allow(['gatehouse:*', 'sso:*']), ...policy]);
      const input = { InstanceArn, Repairs: [{ ...key, ...given }] };
      return await gatehouse(server, 'RepairOrphanedAssignments', input, user.credentials);
    };
    const refused = async (action: string, resource: string, given: object, denied: object) => {
      assertGatehouseRefused(
        await ask(given, denied),
        'AccessDeniedException',
        `User: ${user.arn} is not authorized to perform: ${action} on resource: ${resource} with an explicit deny in an identity-based policy`,
      );
    };
    const moved = { NewPrincipalId: dora };
    const create = 'sso:CreateAccountAssignment';
    const remove = 'sso:DeleteAccountAssignment';
    await refused(create, InstanceArn, moved, deny(create));
    await refused(create, set, moved, deny(create, set));
    await refused(create, account, moved, deny(create, account));
    await refused(remove, account, {}, deny(remove, account));
    assert.equal(await accesses(dora), 0);
    const { status, body } = await ask({}, deny(create));
    assert.equal(status, 200, JSON.stringify(body));
  });
});

describe('the finder', () => {
  it('looks the names of a thousand orphans up together', async () => {
    const { id, arn: InstanceArn } = workforce.instance;
    const gone = Array.from({ length: 1000 }, (_, index) => ({
      account_id: server.account,
      instance_id: id,
      target_account: dev.account,
      permission_set_id: set.slice(set.lastIndexOf('/') + 1),
      principal_type: 'GROUP' as const,
      principal_id: `gone-${index}`,
      principal_name: `Gone ${index % 300}`,
      state: 'active' as const,
      created_at: 1,
    }));
    await changeOf(server)((work) => {
      work.write(work.read.insertInto('account_assignments').values(gone), gone.length);
    });
    const group = await workforce.group('gone 7');
    const read = () => gatehouse(server, 'ListOrphanedAssignments', { InstanceArn });
    // The worker reads as well, and a little.
    assert.ok((await countedReads(server, read)).reads < 100);
    const { body } = await read();
    const named = body.Orphans.filter((one: { Candidates: object[] }) => one.Candidates.length > 0);
    assert.equal(body.Orphans.length, 1000);
    assert.equal(named.length, 4);
    assert.deepEqual(named[0].Candidates, [{ PrincipalId: group, PrincipalName: 'gone 7' }]);
  });
});
