import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { accessIndexOf } from '../../src/domain/identity-center/assignments/access-index.ts';
import { type Assigned, type Workforce, workforceOf } from '../support/assignments.ts';
import { assertRefused, clientsOf } from '../support/clients.ts';
import { enableIdentityCenter, type Member, makeMember } from '../support/identity-center.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

let server: TestServer;
let workforce: Workforce;
let dev: Member;
let prod: Member;
let ann = '';
let bob = '';
let team = '';

before(async () => {
  server = await startTestServer();
  workforce = workforceOf(server, await enableIdentityCenter(server));
  dev = await makeMember(server, 'dev');
  prod = await makeMember(server, 'prod');
  ann = await workforce.user('ann');
  bob = await workforce.user('bob');
  team = await workforce.group('team', ann);
});

after(async () => {
  await server?.stop();
});

const allow = (Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});
const idOf = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);
const MISSING_USER = '00000000-0000-4000-8000-000000000000';

function toUser(PermissionSetArn: string, PrincipalId = ann, TargetId = dev.account): Assigned {
  return { PermissionSetArn, PrincipalId, TargetId, PrincipalType: 'USER' };
}

async function accesses(userId: string): Promise<string[]> {
  const { workforce: state } = server.parts;
  await state.fresh([server.account]);
  const user = await state.user(server.account, userId);
  const { accounts, permissionSets } = await accessIndexOf(state, user);
  return accounts.flatMap((account) =>
    (permissionSets.get(account) ?? []).map((set) => `${account} ${set}`),
  );
}

async function reservedRoles(member: Member) {
  const { Roles = [] } = await member.clients.iam.listRoles({ PathPrefix: '/aws-reserved/' });
  return Roles;
}

describe('CreateAccountAssignment', () => {
  it('R024: makes the role in the account, with the provider that it trusts', async () => {
    const policy = allow('s3:ListAllMyBuckets');
    const set = await workforce.permissionSet('Reader', policy);
    const status = await workforce.assign(toUser(set));
    const { CreatedDate, RequestId, ...rest } = status;
    assert.ok(CreatedDate && RequestId);
    assert.deepEqual(rest, {
      Status: 'SUCCEEDED',
      TargetId: dev.account,
      TargetType: 'AWS_ACCOUNT',
      PermissionSetArn: set,
      PrincipalType: 'USER',
      PrincipalId: ann,
    });
    const [role, ...others] = await reservedRoles(dev);
    assert.deepEqual(others, []);
    const name = role?.RoleName ?? '';
    assert.match(name, /^AWSReservedSSO_Reader_[0-9a-f]{16}$/);
    assert.equal(role?.Path, '/aws-reserved/sso.amazonaws.com/');
    assert.equal(role?.MaxSessionDuration, 43_200);
    const { SAMLProviderList = [] } = await dev.clients.iam.listSAMLProviders({});
    const [provider] = SAMLProviderList;
    assert.match(provider?.Arn ?? '', /:saml-provider\/AWSSSO_[0-9a-f]{16}_DO_NOT_DELETE$/);
    assert.deepEqual(JSON.parse(decodeURIComponent(role?.AssumeRolePolicyDocument ?? '')), {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Federated: provider?.Arn },
          Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
          Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
        },
      ],
    });
    const inline = { RoleName: name, PolicyName: 'AwsSSOInlinePolicy' };
    const { PolicyDocument = '' } = await dev.clients.iam.getRolePolicy(inline);
    assert.deepEqual(JSON.parse(decodeURIComponent(PolicyDocument)), policy);
    assert.deepEqual(await accesses(ann), [`${dev.account} ${idOf(set)}`]);
    assert.deepEqual(await accesses(bob), []);
  });

  it('the provider is valid for a hundred years, as its certificate is', async () => {
    const { SAMLProviderList = [] } = await dev.clients.iam.listSAMLProviders({});
    const SAMLProviderArn = SAMLProviderList[0]?.Arn ?? '';
    const provider = await dev.clients.iam.getSAMLProvider({ SAMLProviderArn });
    const years = new Date().getUTCFullYear() + 100;
    assert.equal(provider.ValidUntil?.getUTCFullYear(), years);
    const [, text = ''] =
      /<ds:X509Certificate>([^<]+)</.exec(provider.SAMLMetadataDocument ?? '') ?? [];
    const certificate = new X509Certificate(Buffer.from(text, 'base64'));
    assert.equal(certificate.subject, `CN=${workforce.instance.id}`);
    assert.equal(new Date(certificate.validTo).getUTCFullYear(), years);
    const { Role } = await dev.clients.iam.getRole({ RoleName: 'AWSServiceRoleForSSO' });
    assert.equal(Role?.Path, '/aws-service-role/sso.amazonaws.com/');
  });

  it('asked for again succeeds, and makes nothing twice', async () => {
    const set = await workforce.permissionSet('Twice');
    const [first, second] = await Promise.all([
      workforce.assign(toUser(set, bob, prod.account)),
      workforce.assign(toUser(set, bob, prod.account)),
    ]);
    const third = await workforce.assign(toUser(set, bob, prod.account));
    assert.deepEqual(
      [first.Status, second.Status, third.Status],
      ['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED'],
    );
    assert.equal((await reservedRoles(prod)).length, 1);
    const { AccountAssignments } = await workforce.sso.listAccountAssignments({
      InstanceArn: workforce.instance.arn,
      AccountId: prod.account,
      PermissionSetArn: set,
    });
    assert.deepEqual(AccountAssignments, [
      {
        AccountId: prod.account,
        PermissionSetArn: set,
        PrincipalType: 'USER',
        PrincipalId: bob,
      },
    ]);
  });

  it('PROV-002, PROV-003: principal and account have to be there', async () => {
    const set = await workforce.permissionSet('Nobody');
    await assertRefused(
      workforce.assign(toUser(set, MISSING_USER)),
      'ResourceNotFoundException',
      400,
      `Could not find User with id ${MISSING_USER}`,
    );
    await assertRefused(
      workforce.assign({ ...toUser(set), PrincipalType: 'GROUP' }),
      'ResourceNotFoundException',
      400,
      `Could not find Group with id ${ann}`,
    );
    await assertRefused(
      workforce.assign(toUser(set, ann, '999999999999')),
      'ResourceNotFoundException',
      400,
      'Could not find Account with id 999999999999',
    );
    const missing = set.replace(/ps-.*$/, 'ps-0000000000000000');
    await assertRefused(
      workforce.assign(toUser(missing)),
      'ResourceNotFoundException',
      400,
      'Could not find PermissionSet with id ps-0000000000000000',
    );
    assert.equal((await workforce.assign(toUser(set))).Status, 'SUCCEEDED');
  });

  it('PROV-004: a closed account is not assigned to', async () => {
    const gone = await makeMember(server, 'gone');
    const set = await workforce.permissionSet('Late');
    await clientsOf(server).organizations.closeAccount({ AccountId: gone.account });
    await assertRefused(
      workforce.assign(toUser(set, ann, gone.account)),
      'ConflictException',
      400,
      `The account ${gone.account} is not active.`,
    );
  });

  it('PROV-005: fails while the account lacks a customer managed policy, and then succeeds', async () => {
    const InstanceArn = workforce.instance.arn;
    const PermissionSetArn = await workforce.permissionSet('Own');
    await workforce.sso.attachCustomerManagedPolicyReferenceToPermissionSet({
      InstanceArn,
      PermissionSetArn,
      CustomerManagedPolicyReference: { Name: 'Limits', Path: '/team/' },
    });
    const arn = `arn:aws:iam::${prod.account}:policy/team/Limits`;
    const failed = await workforce.assign(toUser(PermissionSetArn, ann, prod.account));
    assert.equal(failed.Status, 'FAILED');
    assert.equal(
      failed.FailureReason,
      `Received a 404 status error: Not supported policy ${arn}. Account ${prod.account} has no such policy: create it there and repeat the request.`,
    );
    assert.ok(!(await accesses(ann)).some((access) => access.startsWith(prod.account)));
    await prod.clients.iam.createPolicy({
      PolicyName: 'Limits',
      Path: '/team/',
      PolicyDocument: JSON.stringify(allow('s3:*')),
    });
    const made = await workforce.assign(toUser(PermissionSetArn, ann, prod.account));
    assert.equal(made.Status, 'SUCCEEDED');
    const role = (await reservedRoles(prod)).find(({ RoleName }) => RoleName?.includes('_Own_'));
    const { AttachedPolicies } = await prod.clients.iam.listAttachedRolePolicies({
      RoleName: role?.RoleName ?? '',
    });
    assert.deepEqual(AttachedPolicies, [{ PolicyName: 'Limits', PolicyArn: arn }]);
  });

  it('PROV-006: fails where the account has no room', async () => {
    const InstanceArn = workforce.instance.arn;
    const PermissionSetArn = await workforce.permissionSet('Full');
    for (let index = 0; index < 11; index += 1) {
      const Name = `p${index}`;
      await workforce.sso.attachCustomerManagedPolicyReferenceToPermissionSet({
        InstanceArn,
        PermissionSetArn,
        CustomerManagedPolicyReference: { Name },
      });
      const PolicyDocument = JSON.stringify(allow('s3:*'));
      await prod.clients.iam.createPolicy({ PolicyName: Name, PolicyDocument });
    }
    const failed = await workforce.assign(toUser(PermissionSetArn, ann, prod.account));
    assert.equal(
      failed.FailureReason,
      `Account ${prod.account} has no room for the role of the permission set: Cannot exceed quota for PoliciesPerRole: 10.`,
    );
    await workforce.sso.detachCustomerManagedPolicyReferenceFromPermissionSet({
      InstanceArn,
      PermissionSetArn,
      CustomerManagedPolicyReference: { Name: 'p0' },
    });
    const made = await workforce.assign(toUser(PermissionSetArn, ann, prod.account));
    assert.equal(made.Status, 'SUCCEEDED');
  });
});

describe('DeleteAccountAssignment', () => {
  it('PROV-009: ends the access, and with the last assignment the role', async () => {
    const set = await workforce.permissionSet('Leaving');
    await workforce.assign(toUser(set));
    await workforce.assign({ ...toUser(set, team), PrincipalType: 'GROUP' });
    const roles = async () =>
      (await reservedRoles(dev)).filter(({ RoleName }) => RoleName?.includes('_Leaving_'));
    const key = `${dev.account} ${idOf(set)}`;
    assert.equal((await workforce.unassign(toUser(set))).Status, 'SUCCEEDED');
    assert.ok((await accesses(ann)).includes(key), 'by the group still');
    assert.equal((await roles()).length, 1);
    await workforce.unassign({ ...toUser(set, team), PrincipalType: 'GROUP' });
    assert.ok(!(await accesses(ann)).includes(key));
    assert.deepEqual(await roles(), []);
    await assertRefused(
      workforce.unassign(toUser(set)),
      'ResourceNotFoundException',
      400,
      `Could not find AccountAssignment of ${idOf(set)} in account ${dev.account} for ${ann}`,
    );
  });

  it('of an assignment that is deleted and made at once, the last request holds', async () => {
    const set = await workforce.permissionSet('Fickle');
    await workforce.assign(toUser(set));
    const asked = { InstanceArn: workforce.instance.arn, TargetType: 'AWS_ACCOUNT' } as const;
    await workforce.sso.deleteAccountAssignment({ ...asked, ...toUser(set) });
    assert.equal((await workforce.assign(toUser(set))).Status, 'SUCCEEDED');
    assert.ok((await accesses(ann)).includes(`${dev.account} ${idOf(set)}`));
  });
});

describe('an account that leaves the organization', () => {
  it('is entered by nobody of its workforce any more', async () => {
    const leaver = await makeMember(server, 'leaver');
    const set = await workforce.permissionSet('Staying');
    await workforce.assign(toUser(set, ann, leaver.account));
    await workforce.assign({ ...toUser(set, team, leaver.account), PrincipalType: 'GROUP' });
    const key = `${leaver.account} ${idOf(set)}`;
    assert.ok((await accesses(ann)).includes(key));
    const { organizations } = clientsOf(server);
    await organizations.removeAccountFromOrganization({ AccountId: leaver.account });
    assert.ok(!(await accesses(ann)).includes(key));
    await until('the role is removed', async () => (await reservedRoles(leaver)).length === 0);
    await assertRefused(
      workforce.assign(toUser(set, ann, leaver.account)),
      'ResourceNotFoundException',
      400,
      `Could not find Account with id ${leaver.account}`,
    );
  });
});

describe('requests', () => {
  it('PROV-010: are listed by kind and state, and found by their ids', async () => {
    const { sso, instance } = workforce;
    const InstanceArn = instance.arn;
    const list = await sso.listAccountAssignmentCreationStatus({
      InstanceArn,
      Filter: { Status: 'FAILED' },
    });
    const failed = list.AccountAssignmentsCreationStatus ?? [];
    assert.ok(failed.length >= 2);
    assert.ok(failed.every(({ Status, CreatedDate }) => Status === 'FAILED' && CreatedDate));
    const first = await sso.listAccountAssignmentCreationStatus({ InstanceArn, MaxResults: 1 });
    assert.equal(first.AccountAssignmentsCreationStatus?.length, 1);
    const { NextToken = '' } = first;
    const next = await sso.listAccountAssignmentCreationStatus({
      InstanceArn,
      MaxResults: 1,
      NextToken,
    });
    assert.notDeepEqual(
      next.AccountAssignmentsCreationStatus,
      first.AccountAssignmentsCreationStatus,
    );
    const deleted = await sso.listAccountAssignmentDeletionStatus({ InstanceArn });
    const [removal] = deleted.AccountAssignmentsDeletionStatus ?? [];
    assert.equal(removal?.Status, 'SUCCEEDED');
    await assertRefused(
      sso.describeAccountAssignmentCreationStatus({
        InstanceArn,
        AccountAssignmentCreationRequestId: removal?.RequestId ?? '',
      }),
      'ResourceNotFoundException',
      400,
      `Could not find request with id ${removal?.RequestId}`,
    );
  });
});
