/** From the organization to a denied call: what credentials of the portal may do, and what forbids it. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { workforceOf } from '../support/assignments.ts';
import { assertRefused, type Clients, clientsOf } from '../support/clients.ts';
import {
  enableIdentityCenter,
  gatehouse,
  type Member,
  makeMember,
} from '../support/identity-center.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { roleCredentials, signedInClient } from '../support/sso-client.ts';
import { signInAtPortal, WORKFORCE_PASSWORD } from '../support/workforce.ts';

const NAME = 'Operators';

function statement(Effect: 'Allow' | 'Deny', ...Action: string[]) {
  return { Effect, Action, Resource: '*' };
}

function policy(...Statement: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

describe('R169, R172: credentials of a permission set', () => {
  let server: TestServer;
  let member: Member;
  let clients: Clients;
  let session: string;
  before(async () => {
    server = await startTestServer({ GATEHOUSE_CHALLENGE: 'never' });
    const instance = await enableIdentityCenter(server);
    member = await makeMember(server, 'Workload');
    await bindBySCP(server, member.account);
    const workforce = workforceOf(server, instance);
    const IdentityStoreId = instance.identityStoreId;
    const UserId = await workforce.user('mina.kim');
    const given = { IdentityStoreId, UserId, Password: WORKFORCE_PASSWORD, OneTime: false };
    assert.equal((await gatehouse(server, 'SetWorkforceUserPassword', given)).status, 200);
    const settings = { InstanceArn: instance.arn, MfaMode: 'never' };
    assert.equal((await gatehouse(server, 'UpdateIdentityCenterSettings', settings)).status, 200);
    const PermissionSetArn = await workforce.permissionSet(NAME, {
      Version: '2012-10-17',
      Statement: [
        statement('Allow', 'iam:ListRoles', 'iam:ListGroups', 'iam:ListPolicies', 'iam:ListUsers'),
        statement('Deny', 'iam:ListUsers'),
      ],
    });
    await workforce.sso.putPermissionsBoundaryToPermissionSet({
      InstanceArn: instance.arn,
      PermissionSetArn,
      PermissionsBoundary: { CustomerManagedPolicyReference: { Name: 'limits', Path: '/' } },
    });
    await member.clients.iam.createPolicy({
      PolicyName: 'limits',
      PolicyDocument: policy(
        statement('Allow', 'iam:ListRoles', 'iam:ListGroups', 'iam:ListUsers'),
      ),
    });
    const assigned = { PermissionSetArn, PrincipalId: UserId, TargetId: member.account } as const;
    const { Status, FailureReason } = await workforce.assign({
      ...assigned,
      PrincipalType: 'USER',
    });
    assert.equal(Status, 'SUCCEEDED', FailureReason);
    const login = { userName: 'mina.kim' };
    const { visitor } = await signInAtPortal(server, IdentityStoreId, login);
    const { accessToken } = await signedInClient(server, IdentityStoreId, visitor);
    const { status, body } = await roleCredentials(server, accessToken, member.account, NAME);
    assert.equal(status, 200, JSON.stringify(body));
    const { expiration: _, ...credentials } = body.roleCredentials;
    clients = clientsOf(server, credentials);
    session = (await clients.sts.getCallerIdentity({})).Arn ?? '';
  });
  after(async () => await server?.stop());

  it('E4: are of the reserved role, in the name of the user', () => {
    const role = 'AWSReservedSSO_Operators_[0-9a-f]{16}';
    const arn = `^arn:aws:sts::${member.account}:assumed-role/${role}/mina\\.kim$`;
    assert.match(session, new RegExp(arn));
  });

  it('may do what its policy and its boundary allow', async () => {
    const { Roles = [] } = await clients.iam.listRoles({});
    assert.ok(Roles.some(({ RoleName }) => RoleName?.startsWith('AWSReservedSSO_Operators_')));
  });

  async function refused(call: Promise<unknown>, action: string, path: string, why: string) {
    await assertRefused(
      call,
      'AccessDenied',
      403,
      `User: ${session} is not authorized to perform: ${action} on resource: arn:aws:iam::${member.account}:${path} ${why}`,
    );
  }

  it('are denied by its policy', async () => {
    const why = 'with an explicit deny in an identity-based policy';
    await refused(clients.iam.listUsers({}), 'iam:ListUsers', 'user/', why);
  });

  it('are denied what no policy of it allows', async () => {
    const why = 'because no identity-based policy allows the iam:GetAccountSummary action';
    await assertRefused(
      clients.iam.getAccountSummary({}),
      'AccessDenied',
      403,
      `User: ${session} is not authorized to perform: iam:GetAccountSummary on resource: * ${why}`,
    );
  });

  it('are denied by its boundary', async () => {
    const why = 'because no permissions boundary allows the iam:ListPolicies action';
    await refused(clients.iam.listPolicies({}), 'iam:ListPolicies', 'policy/', why);
  });

  it('are denied by a service control policy', async () => {
    const why = 'with an explicit deny in a service control policy';
    await refused(clients.iam.listGroups({}), 'iam:ListGroups', 'group/', why);
  });
});

/** Denies the account one action, whatever its own policies say. */
async function bindBySCP(server: TestServer, TargetId: string): Promise<void> {
  const { organizations } = clientsOf(server);
  const { Roots = [] } = await organizations.listRoots({});
  const PolicyType = 'SERVICE_CONTROL_POLICY';
  await organizations.enablePolicyType({ RootId: Roots[0]?.Id, PolicyType });
  const { Policy } = await organizations.createPolicy({
    Name: 'no-groups',
    Description: 'Groups are nobody’s business',
    Type: PolicyType,
    Content: policy(statement('Deny', 'iam:ListGroups')),
  });
  await organizations.attachPolicy({ PolicyId: Policy?.PolicySummary?.Id, TargetId });
}
