import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Assigned, type Workforce, workforceOf } from '../support/assignments.ts';
import { assertRefused, clientsOf } from '../support/clients.ts';
import { countedReads } from '../support/counted-work.ts';
import {
  enableIdentityCenter,
  type Member,
  makeMember,
  ssoAdminOf,
} from '../support/identity-center.ts';
import { changeOf } from '../support/instance.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let workforce: Workforce;
let dev: Member;
let prod: Member;
let ann = '';

before(async () => {
  server = await startTestServer();
  workforce = workforceOf(server, await enableIdentityCenter(server));
  dev = await makeMember(server, 'dev');
  prod = await makeMember(server, 'prod');
  ann = await workforce.user('ann');
});

after(async () => {
  await server?.stop();
});

function toUser(PermissionSetArn: string, PrincipalId = ann): Assigned {
  return { PermissionSetArn, PrincipalId, TargetId: dev.account, PrincipalType: 'USER' };
}

describe('ListAccountAssignmentsForPrincipal', () => {
  it('tells of a user what comes by groups as well', async () => {
    const { sso, instance } = workforce;
    const cat = await workforce.user('cat');
    const cats = await workforce.group('cats', cat);
    const own = await workforce.permissionSet('CatOwn');
    const shared = await workforce.permissionSet('CatShared');
    await workforce.assign(toUser(own, cat));
    await workforce.assign({
      ...toUser(shared, cats),
      TargetId: prod.account,
      PrincipalType: 'GROUP',
    });
    const list = async (PrincipalId: string, PrincipalType: 'USER' | 'GROUP', AccountId?: string) =>
      (
        await sso.listAccountAssignmentsForPrincipal({
          InstanceArn: instance.arn,
          PrincipalId,
          PrincipalType,
          ...(AccountId === undefined ? {} : { Filter: { AccountId } }),
        })
      ).AccountAssignments ?? [];
    const byGroup = {
      AccountId: prod.account,
      PermissionSetArn: shared,
      PrincipalId: cats,
      PrincipalType: 'GROUP',
    };
    const direct = {
      AccountId: dev.account,
      PermissionSetArn: own,
      PrincipalId: cat,
      PrincipalType: 'USER',
    };
    const all = await list(cat, 'USER');
    assert.deepEqual(new Set(all.map((one) => one.PrincipalId)), new Set([cat, cats]));
    assert.deepEqual(await list(cat, 'USER', prod.account), [byGroup]);
    assert.deepEqual(await list(cat, 'USER', dev.account), [direct]);
    assert.deepEqual(await list(cats, 'GROUP'), [byGroup]);
    assert.deepEqual(await list(cats, 'USER'), [], 'no user has the id of the group');
    assert.deepEqual(await list(cat, 'GROUP'), []);
  });
});

describe('lists of any length', () => {
  const setId = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);

  it('of requests are read page by page, the oldest first, each request once', async () => {
    const { sso, instance } = workforce;
    const { arn: InstanceArn, id: instance_id } = instance;
    const made = Array.from({ length: 300 }, (_, index) => ({
      account_id: server.account,
      request_id: crypto.randomUUID(),
      instance_id,
      kind: 'unassign' as const,
      permission_set_id: 'ps-0123456789abcdef',
      target_account: dev.account,
      principal_type: 'USER' as const,
      principal_id: ann,
      state: index % 3 === 0 ? ('FAILED' as const) : ('SUCCEEDED' as const),
      failure_reason: null,
      due_at: 0,
      // Many are made in one millisecond.
      created_at: 1_700_000_000_000 - (index % 7),
      expires_at: Date.now() + 3_600_000,
    }));
    await changeOf(server)((work) => {
      work.write(work.read.insertInto('provisioning_jobs').values(made), made.length);
    });
    const list = async (Filter?: { Status: 'FAILED' }) => {
      const found: string[] = [];
      let NextToken: string | undefined;
      do {
        const asked = { InstanceArn, MaxResults: 11, NextToken, ...(Filter && { Filter }) };
        const page = await sso.listAccountAssignmentDeletionStatus(asked);
        for (const { RequestId = '' } of page.AccountAssignmentsDeletionStatus ?? []) {
          found.push(RequestId);
        }
        NextToken = page.NextToken;
      } while (NextToken !== undefined);
      return found;
    };
    const order = (one: (typeof made)[number]) => `${one.created_at} ${one.request_id}`;
    const sorted = made.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
    assert.deepEqual(
      await list(),
      sorted.map((one) => one.request_id),
    );
    const failed = sorted.filter(({ state }) => state === 'FAILED');
    assert.deepEqual(
      await list({ Status: 'FAILED' }),
      failed.map((one) => one.request_id),
    );
    const one = () => sso.listAccountAssignmentDeletionStatus({ InstanceArn, MaxResults: 1 });
    const ofList = (sql: string) => /from "provisioning_jobs".*"kind" =/.test(sql);
    assert.deepEqual(await countedReads(server, one, ofList), { reads: 1, rows: 2 });
    const NextToken = Buffer.from('after:1700000000000').toString('base64url');
    await assertRefused(
      sso.listAccountAssignmentDeletionStatus({ InstanceArn, NextToken }),
      'ValidationException',
      400,
      'The NextToken of the request is not valid.',
    );
  });

  it('of assignments of a principal are read page by page, each assignment once', async () => {
    const { sso, instance } = workforce;
    const { arn: InstanceArn, id: instance_id } = instance;
    const eve = await workforce.user('eve');
    const groups = [await workforce.group('one', eve), await workforce.group('two', eve)];
    const sets = [await workforce.permissionSet('Many'), await workforce.permissionSet('More')];
    const made = Array.from({ length: 120 }, (_, index) => ({
      account_id: server.account,
      instance_id,
      target_account: String(400_000_000_000 + Math.floor(index / 6)),
      permission_set_id: setId(sets[index % 2] ?? ''),
      principal_type: index % 3 === 0 ? ('USER' as const) : ('GROUP' as const),
      principal_id: [eve, ...groups][index % 3] ?? '',
      principal_name: 'x',
      state: 'active' as const,
      created_at: 1,
    }));
    await changeOf(server)((work) => {
      work.write(work.read.insertInto('account_assignments').values(made), made.length);
    });
    const asked = { InstanceArn, PrincipalId: eve, PrincipalType: 'USER' } as const;
    const found: string[] = [];
    let NextToken: string | undefined;
    do {
      const page = await sso.listAccountAssignmentsForPrincipal({
        ...asked,
        MaxResults: 7,
        NextToken,
      });
      for (const { AccountId, PermissionSetArn = '', PrincipalId } of page.AccountAssignments ??
        []) {
        found.push([AccountId, setId(PermissionSetArn), PrincipalId].join(' '));
      }
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    const all = made.map((one) =>
      [one.target_account, one.permission_set_id, one.principal_id].join(' '),
    );
    assert.deepEqual(found, all.toSorted());
    const one = () => sso.listAccountAssignmentsForPrincipal({ ...asked, MaxResults: 1 });
    const ofList = (sql: string) => sql.includes('from "account_assignments"');
    assert.deepEqual(await countedReads(server, one, ofList), { reads: 1, rows: 2 });
    const bad = Buffer.from('after:400000000000').toString('base64url');
    await assertRefused(
      sso.listAccountAssignmentsForPrincipal({ ...asked, NextToken: bad }),
      'ValidationException',
      400,
      'The NextToken of the request is not valid.',
    );
  });
});

describe('an account instance', () => {
  it('has no assignments', async () => {
    const { InstanceArn = '' } = await prod.sso.createInstance({ Name: 'prod' });
    await assertRefused(
      prod.sso.listAccountAssignmentsForPrincipal({
        InstanceArn,
        PrincipalId: ann,
        PrincipalType: 'USER',
      }),
      'ValidationException',
      400,
      'The operation is not supported for this Identity Center instance',
    );
  });
});

describe('a caller without permission', () => {
  it('is refused', async () => {
    const { iam } = clientsOf(server);
    await iam.createUser({ UserName: 'stranger' });
    const { AccessKey } = await iam.createAccessKey({ UserName: 'stranger' });
    const stranger = ssoAdminOf(server, {
      accessKeyId: AccessKey?.AccessKeyId ?? '',
      secretAccessKey: AccessKey?.SecretAccessKey ?? '',
    });
    const set = await workforce.permissionSet('Refused');
    const asked = { InstanceArn: workforce.instance.arn, TargetType: 'AWS_ACCOUNT' } as const;
    await assertRefused(
      stranger.createAccountAssignment({ ...asked, ...toUser(set) }),
      'AccessDeniedException',
      400,
      `User: arn:aws:iam::${server.account}:user/stranger is not authorized to perform: sso:CreateAccountAssignment on resource: ${asked.InstanceArn} because no identity-based policy allows the sso:CreateAccountAssignment action`,
    );
  });
});
