import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Assigned, type Workforce, workforceOf } from '../support/assignments.ts';
import { assertRefused, clientsOf } from '../support/clients.ts';
import {
  enableIdentityCenter,
  type Member,
  makeMember,
  ssoAdminOf,
} from '../support/identity-center.ts';
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
