/**
 * Service control policies at work: whom they bind, what refusals say, and how levels of the tree
 * combine (aws-facts B7, J2).
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type Clients, clientsOf, credentialsOf, refusalOf } from '../support/clients.ts';
import { openConsole, originOf, visitorWith } from '../support/console.ts';
import { allow, deny, makeRole, makeUser, trusts } from '../support/entities.ts';
import { makeMember } from '../support/identity-center.ts';
import { type OrganizationWorld, openOrganization } from '../support/organization.ts';
import { visitorOf } from '../support/page-visitor.ts';
import { enterIam } from '../support/sign-in.ts';

const FULL = 'p-FullAWSAccess';
const HEADER = 'x-gatehouse-authorization-message';

let world: OrganizationWorld;
let unit = '';
let account = '';
let inside: Clients;

before(async () => {
  world = await openOrganization({ environment: { GATEHOUSE_CHALLENGE: 'never' } });
  unit = await world.unit('Bound');
  account = await world.member('Member');
  inside = await world.enter(account);
  await world.admin.organizations.moveAccount({
    AccountId: account,
    SourceParentId: world.rootId,
    DestinationParentId: unit,
  });
});
after(() => world?.stop());

/** What is attached by a test goes after it. */
const attached: { PolicyId: string; TargetId: string }[] = [];
beforeEach(async () => {
  for (const one of attached.splice(0)) await world.admin.organizations.detachPolicy(one);
});

let number = 0;
async function attach(TargetId: string, statements: object): Promise<string> {
  number += 1;
  const PolicyId = await world.policy(`Policy ${number}`, statements);
  await world.admin.organizations.attachPolicy({ PolicyId, TargetId });
  attached.push({ PolicyId, TargetId });
  return PolicyId;
}

const explicit = (arn: string, action: string, resource?: string) =>
  `User: ${arn} is not authorized to perform: ${action}${resource ? ` on resource: ${resource}` : ''} with an explicit deny in a service control policy`;

async function assertDenied(call: Promise<unknown>, message: string): Promise<void> {
  const refusal = await refusalOf(call);
  assert.deepEqual([refusal.code, refusal.message], ['AccessDenied', message]);
}

describe('service control policies bind', () => {
  const NO_USERS = deny('iam:ListUsers');
  let resource = '';
  before(() => {
    resource = `arn:aws:iam::${account}:user/`;
  });

  it('users, from their next call on and no longer than they are attached', async () => {
    const user = await makeUser(inside, 'bound-user', { policy: allow('iam:ListUsers') });
    const { iam } = clientsOf(world.server, user.credentials);
    await iam.listUsers({});
    const PolicyId = await attach(account, NO_USERS);
    await assertDenied(iam.listUsers({}), explicit(user.arn, 'iam:ListUsers', resource));
    await world.admin.organizations.updatePolicy({
      PolicyId,
      Content: JSON.stringify({ Version: '2012-10-17', Statement: [deny('iam:ListGroups')] }),
    });
    await iam.listUsers({});
  });

  it('roles', async () => {
    const { Arn = '' } = await inside.sts.getCallerIdentity({});
    await inside.iam.listUsers({});
    await attach(unit, NO_USERS);
    await assertDenied(inside.iam.listUsers({}), explicit(Arn, 'iam:ListUsers', resource));
  });

  it('the root user', async () => {
    const root = clientsOf(world.server, await world.server.makeRootKey(account));
    await root.iam.listUsers({});
    const arn = `arn:aws:iam::${account}:root`;
    await attach(unit, NO_USERS);
    await assertDenied(root.iam.listUsers({}), explicit(arn, 'iam:ListUsers', resource));
  });

  it('sessions of the console', async () => {
    const UserName = 'bound-clicker';
    const password = 'Right-clicker-1';
    await makeUser(inside, UserName, { policy: allow('iam:ListUsers') });
    await inside.iam.createLoginProfile({ UserName, Password: password });
    const visitor = visitorOf(world.server);
    await visitor.follow(await enterIam(visitor, { account, username: UserName, password }));
    const page = await openConsole(visitor, originOf(world.server));
    assert.equal((await page.call('iam', 'ListUsers')).status, 200);
    await attach(account, NO_USERS);
    const { status, body } = await page.call('iam', 'ListUsers');
    const arn = `arn:aws:iam::${account}:user/${UserName}`;
    assert.deepEqual([status, body.message], [403, explicit(arn, 'iam:ListUsers', resource)]);
  });

  it('federated users', async () => {
    const user = await makeUser(inside, 'bound-issuer', {
      policy: allow(['sts:GetFederationToken', 'cloudtrail:LookupEvents']),
    });
    const { sts } = clientsOf(world.server, user.credentials);
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [allow('*')] });
    const answer = await sts.getFederationToken({ Name: 'guest', Policy });
    const { cloudtrail } = clientsOf(world.server, credentialsOf(answer));
    await cloudtrail.lookupEvents({});
    await attach(unit, deny('cloudtrail:*'));
    const { code, message } = await refusalOf(cloudtrail.lookupEvents({}));
    const arn = `arn:aws:sts::${account}:federated-user/guest`;
    assert.deepEqual(
      [code, message],
      ['AccessDeniedException', explicit(arn, 'cloudtrail:LookupEvents')],
    );
  });

  it('whoever assumes a role from a member account, and not the account of the role', async () => {
    const { Account = '' } = await world.admin.sts.getCallerIdentity({});
    const role = await makeRole(world.admin, 'visited', trusts(account));
    const user = await makeUser(inside, 'bound-visitor', { policy: allow('sts:AssumeRole') });
    const { sts } = clientsOf(world.server, user.credentials);
    const visit = { RoleArn: role.arn, RoleSessionName: 'visit' };
    await sts.assumeRole(visit);
    await attach(unit, deny('sts:AssumeRole'));
    const refusal = await refusalOf(sts.assumeRole(visit));
    assert.equal(
      refusal.message,
      `User: ${user.arn} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::${Account}:role/visited`,
    );
    assert.ok(await world.enter(account), 'the management account still enters');
  });

  it('never the management account, wherever it stands', async () => {
    await attach(world.rootId, deny('iam:*'));
    await world.admin.iam.listUsers({});
    const cookie = await world.server.openSession({ kind: 'root' });
    const page = await openConsole(visitorWith(world.server, cookie), originOf(world.server));
    assert.equal((await page.call('iam', 'ListUsers')).status, 200);
    const { Arn = '' } = await inside.sts.getCallerIdentity({});
    await assertDenied(inside.iam.listUsers({}), explicit(Arn, 'iam:ListUsers', resource));
  });
});

describe('account instances of Identity Center', () => {
  it('R006: are not made where a service control policy denies it', async () => {
    const own = await makeMember(world.server, 'instances');
    await attach(own.account, deny('sso:CreateInstance'));
    const { code, message } = await refusalOf(own.sso.createInstance({ Name: 'Mine' }));
    const arn = `arn:aws:sts::${own.account}:assumed-role/OrganizationAccountAccessRole/enter`;
    assert.deepEqual(
      [code, message],
      ['AccessDeniedException', explicit(arn, 'sso:CreateInstance')],
    );
    for (const one of attached.splice(0)) await world.admin.organizations.detachPolicy(one);
    const { InstanceArn } = await own.sso.createInstance({ Name: 'Mine' });
    assert.ok(InstanceArn);
  });
});

describe('levels', () => {
  it('all have to allow; the text says that none does', async () => {
    const { organizations } = world.admin;
    const { Arn = '' } = await inside.sts.getCallerIdentity({});
    await attach(unit, allow('iam:Get*'));
    await inside.iam.listUsers({});
    await organizations.detachPolicy({ PolicyId: FULL, TargetId: unit });
    await assertDenied(
      inside.iam.listUsers({}),
      `User: ${Arn} is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::${account}:user/ because no service control policy allows the iam:ListUsers action`,
    );
    await inside.iam.getAccountSummary({});
    await organizations.attachPolicy({ PolicyId: FULL, TargetId: unit });
    await inside.iam.listUsers({});
  });

  it('follow the account when it is moved', async () => {
    const { organizations } = world.admin;
    const free = await world.unit('Free');
    const move = (SourceParentId: string, DestinationParentId: string) =>
      organizations.moveAccount({ AccountId: account, SourceParentId, DestinationParentId });
    await attach(unit, deny('iam:ListUsers'));
    const { code } = await refusalOf(inside.iam.listUsers({}));
    assert.equal(code, 'AccessDenied');
    await move(unit, free);
    await inside.iam.listUsers({});
    await move(free, unit);
    assert.equal((await refusalOf(inside.iam.listUsers({}))).code, 'AccessDenied');
  });

  it('end with the type of policies, and with the membership', async () => {
    const { organizations } = world.admin;
    const at = { RootId: world.rootId, PolicyType: 'SERVICE_CONTROL_POLICY' } as const;
    const leaver = await world.member('Leaver');
    const there = await world.enter(leaver);
    const PolicyId = await attach(world.rootId, deny('iam:ListUsers'));
    for (const { iam } of [inside, there]) {
      assert.equal((await refusalOf(iam.listUsers({}))).code, 'AccessDenied');
    }
    await organizations.removeAccountFromOrganization({ AccountId: leaver });
    await there.iam.listUsers({});
    await organizations.disablePolicyType(at);
    await inside.iam.listUsers({});
    await organizations.enablePolicyType(at);
    await organizations.attachPolicy({ PolicyId, TargetId: world.rootId });
    assert.equal((await refusalOf(inside.iam.listUsers({}))).code, 'AccessDenied');
  });

  it('are named to administrators, with the policy', async () => {
    const PolicyId = await attach(unit, { ...deny('iam:ListUsers'), Sid: 'NoLists' });
    const refusal = await refusalOf(inside.iam.listUsers({}));
    const EncodedMessage = refusal.headers[HEADER];
    const { DecodedMessage = '' } = await inside.sts.decodeAuthorizationMessage({ EncodedMessage });
    const { matchedStatements } = JSON.parse(DecodedMessage);
    const denying = matchedStatements.items.filter(
      ({ effect }: { effect: string }) => effect === 'DENY',
    );
    const arn = `arn:aws:organizations::${world.server.account}`;
    assert.deepEqual(denying, [
      {
        statementId: 'NoLists',
        effect: 'DENY',
        policyType: 'scp',
        policy: `${arn}:policy/${world.organizationId}/service_control_policy/${PolicyId}`,
        level: 1,
        attachedTo: `${arn}:ou/${world.organizationId}/${unit}`,
        statement: 1,
      },
    ]);
  });
});

describe('what else knows of organizations', () => {
  it('simulations decide with the policies of the account', async () => {
    const { arn } = await makeUser(inside, 'simulated', { policy: allow('iam:*') });
    const simulate = async () => {
      const { EvaluationResults } = await inside.iam.simulatePrincipalPolicy({
        PolicySourceArn: arn,
        ActionNames: ['iam:ListUsers'],
      });
      const { EvalDecision, OrganizationsDecisionDetail } = EvaluationResults?.[0] ?? {};
      return [EvalDecision, OrganizationsDecisionDetail?.AllowedByOrganizations];
    };
    assert.deepEqual(await simulate(), ['allowed', true]);
    await attach(unit, deny('iam:ListUsers'));
    assert.deepEqual(await simulate(), ['explicitDeny', false]);
  });

  it('conditions ask where the caller and the resource stand', async () => {
    const path = `${world.organizationId}/${world.rootId}/${unit}/`;
    const condition = (key: string, value: string, operator = 'StringEquals') =>
      allow('iam:GetUser', '*', { Condition: { [operator]: { [key]: value } } });
    const conditions = {
      'aws:PrincipalOrgID': [condition('aws:PrincipalOrgID', world.organizationId)],
      'aws:PrincipalOrgPaths': [
        condition('aws:PrincipalOrgPaths', path, 'ForAnyValue:StringEquals'),
      ],
      'aws:ResourceOrgID': [condition('aws:ResourceOrgID', world.organizationId)],
      'aws:ResourceOrgPaths': [condition('aws:ResourceOrgPaths', path, 'ForAnyValue:StringEquals')],
    };
    for (const [key, policy] of Object.entries(conditions)) {
      const UserName = `org-${key.slice(4)}`;
      const user = await makeUser(inside, UserName, { policy });
      const { iam } = clientsOf(world.server, user.credentials);
      const { User } = await iam.getUser({ UserName });
      assert.equal(User?.Arn, user.arn, key);
    }
    const other = await makeUser(inside, 'org-other', {
      policy: condition('aws:ResourceOrgID', 'o-aaaaaaaaaa'),
    });
    const { iam } = clientsOf(world.server, other.credentials);
    assert.equal((await refusalOf(iam.getUser({ UserName: 'org-other' }))).code, 'AccessDenied');
  });

  it('conditions on a role of another account ask where that account stands', async () => {
    const visited = await world.member('Visited');
    const there = await world.enter(visited);
    const role = await makeRole(there, 'shared', trusts(account));
    const where = (id: string) =>
      allow('sts:AssumeRole', '*', { Condition: { StringEquals: { 'aws:ResourceOrgID': id } } });
    const visitor = await makeUser(inside, 'inside', { policy: where(world.organizationId) });
    const lost = await makeUser(inside, 'outside', { policy: where('o-aaaaaaaaaa') });
    const visit = { RoleArn: role.arn, RoleSessionName: 'visit' };
    await clientsOf(world.server, visitor.credentials).sts.assumeRole(visit);
    const refused = clientsOf(world.server, lost.credentials).sts.assumeRole(visit);
    assert.equal((await refusalOf(refused)).code, 'AccessDenied');
  });
});
