import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { permissionSetArn } from '../../src/domain/identity-center/permission-sets/permission-sets.ts';
import { workforceOf } from '../support/assignments.ts';
import { assertRefused, clientsOf, refusalOf } from '../support/clients.ts';
import { makePortal, type PortalWorld, portalVisitor } from '../support/portal-world.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { assertPortalRefused, roleCredentials, signedInDevice } from '../support/sso-client.ts';

let server: TestServer;
let world: PortalWorld;

before(async () => {
  server = await startTestServer();
  world = await makePortal(server);
});
after(async () => {
  await server?.stop();
});

function allow(Action: string) {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] };
}

it('R026: sessions follow the permission set once it is provisioned, and end with the role', async () => {
  const [account = ''] = world.accounts;
  const { instance_id: id, identity_store_id: identityStoreId } = world.instance;
  const arn = `arn:aws:sso:::instance/${id}`;
  const workforce = workforceOf(server, { arn, id, identityStoreId, startUrl: '' });
  const permission_set_id = world.permissionSets.get('Admin') ?? '';
  const PermissionSetArn = permissionSetArn({ instance_id: id, permission_set_id });
  const visitor = portalVisitor(world, await world.signIn());
  const token = (await signedInDevice(world, visitor)).accessToken;
  const { body } = await roleCredentials(server, token, account, 'Admin');
  const { expiration: _, ...credentials } = body.roleCredentials;
  const { iam, sts } = clientsOf(server, credentials);
  await iam.listUsers({});

  const put = async (policy: object) =>
    await workforce.sso.putInlinePolicyToPermissionSet({
      InstanceArn: arn,
      PermissionSetArn,
      InlinePolicy: JSON.stringify(policy),
    });
  await put(allow('iam:ListRoles'));
  await iam.listUsers({});
  assert.equal(await workforce.provision(PermissionSetArn, account), 'SUCCEEDED');
  await iam.listRoles({});
  const session = (await sts.getCallerIdentity({})).Arn;
  await assertRefused(
    iam.listUsers({}),
    'AccessDenied',
    403,
    `User: ${session} is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::${account}:user/ because no identity-based policy allows the iam:ListUsers action`,
  );

  const of = { PermissionSetArn, PrincipalId: world.user.user_id, TargetId: account } as const;
  const removed = await workforce.unassign({ ...of, PrincipalType: 'USER' });
  assert.equal(removed.Status, 'SUCCEEDED');
  assertPortalRefused(await roleCredentials(server, token, account, 'Admin'), [
    403,
    'ForbiddenException',
    'No access',
  ]);
  assert.equal((await refusalOf(iam.listRoles({}))).status, 403);
});
