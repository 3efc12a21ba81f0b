import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assertRefused, type Clients, clientsOf, credentialsOf } from '../support/clients.ts';
import { allow, makeUser, setUserPolicy } from '../support/entities.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let admin: Clients;
let organizationId = '';

before(async () => {
  server = await startTestServer();
  admin = clientsOf(server);
});

after(async () => {
  await server?.stop();
});

const NOT_IN_USE = 'AWSOrganizationsNotInUseException';
const NO_ORGANIZATION = 'Your account is not a member of an organization.';
const NO_PERMISSIONS = "You don't have permissions to access this resource.";
const NO_ACCOUNT = "You specified an account that doesn't exist.";

async function create(AccountName: string, Email: string, rest: { RoleName?: string } = {}) {
  const { CreateAccountStatus: status } = await admin.organizations.createAccount({
    AccountName,
    Email,
    ...rest,
  });
  assert.ok(status);
  return status;
}

async function enter(account: string, role = 'OrganizationAccountAccessRole'): Promise<Clients> {
  const answer = await admin.sts.assumeRole({
    RoleArn: `arn:aws:iam::${account}:role/${role}`,
    RoleSessionName: 'enter',
  });
  return clientsOf(server, credentialsOf(answer));
}

describe('without an organization', () => {
  it('every operation but its creation is refused', async () => {
    const { organizations } = admin;
    const calls = [
      organizations.describeOrganization({}),
      organizations.createAccount({ AccountName: 'a', Email: 'a@example.com' }),
      organizations.describeCreateAccountStatus({ CreateAccountRequestId: 'car-aaaaaaaa' }),
      organizations.describeAccount({ AccountId: server.account }),
      organizations.listAccounts({}),
    ];
    await Promise.all(calls.map((call) => assertRefused(call, NOT_IN_USE, 400, NO_ORGANIZATION)));
  });
});

describe('CreateOrganization', () => {
  it('refuses feature sets that do not exist', async () => {
    await assertRefused(
      admin.organizations.createOrganization({ FeatureSet: 'SOME' as 'ALL' }),
      'InvalidInputException',
      400,
      'You specified an invalid value.',
    );
  });

  it('makes the account the management account, once', async () => {
    const { account } = server;
    const { Organization } = await admin.organizations.createOrganization({});
    const { Id = '', MasterAccountEmail, ...rest } = Organization ?? {};
    organizationId = Id;
    assert.match(Id, /^o-[a-z0-9]{10,32}$/);
    assert.ok(MasterAccountEmail?.includes('@'));
    assert.deepEqual(rest, {
      Arn: `arn:aws:organizations::${account}:organization/${Id}`,
      FeatureSet: 'ALL',
      MasterAccountId: account,
      MasterAccountArn: `arn:aws:organizations::${account}:account/${Id}/${account}`,
      AvailablePolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
    });
    const { Organization: described } = await admin.organizations.describeOrganization({});
    assert.deepEqual(described, Organization);
    await assertRefused(
      admin.organizations.createOrganization({}),
      'AlreadyInOrganizationException',
      400,
      'The AWS account is already a member of an organization.',
    );
  });
});

describe('CreateAccount', () => {
  it('makes an account that its management account can enter', async () => {
    const made = await create('First', 'first@example.com');
    assert.match(made.Id ?? '', /^car-[a-z0-9]{8,32}$/);
    assert.ok(made.RequestedTimestamp instanceof Date);
    const { CreateAccountStatus: status } = await admin.organizations.describeCreateAccountStatus({
      CreateAccountRequestId: made.Id,
    });
    assert.deepEqual([status?.State, status?.AccountName], ['SUCCEEDED', 'First']);
    const AccountId = status?.AccountId ?? '';
    const { Account } = await admin.organizations.describeAccount({ AccountId });
    const { JoinedTimestamp, ...account } = Account ?? {};
    assert.ok(JoinedTimestamp instanceof Date);
    assert.deepEqual(account, {
      Id: AccountId,
      Arn: `arn:aws:organizations::${server.account}:account/${organizationId}/${AccountId}`,
      Email: 'first@example.com',
      Name: 'First',
      Status: 'ACTIVE',
      State: 'ACTIVE',
      Paths: [`${Account?.Paths?.[0]?.split(AccountId)[0]}${AccountId}/`],
      JoinedMethod: 'CREATED',
    });
    const { Account: identity } = await (await enter(AccountId)).sts.getCallerIdentity({});
    assert.equal(identity, AccountId);
  });

  it('names the role by which it is entered as it was asked to', async () => {
    const { AccountId = '' } = await create('Named', 'named@example.com', { RoleName: 'Entry' });
    const { Account } = await (await enter(AccountId, 'Entry')).sts.getCallerIdentity({});
    assert.equal(Account, AccountId);
    const role = `arn:aws:iam::${AccountId}:role/OrganizationAccountAccessRole`;
    await assertRefused(
      enter(AccountId),
      'AccessDenied',
      403,
      `User: arn:aws:iam::${server.account}:user/bootstrap-admin is not authorized to perform: sts:AssumeRole on resource: ${role}`,
    );
  });

  it('R241: fails for an e-mail address in use, whatever the case of its letters', async () => {
    await create('Original', 'original@example.com');
    for (const email of ['original@example.com', 'ORIGINAL@Example.com']) {
      const { State, FailureReason, AccountId, Id } = await create('Copy', email);
      assert.deepEqual(
        [State, FailureReason, AccountId],
        ['FAILED', 'EMAIL_ALREADY_EXISTS', undefined],
      );
      const { CreateAccountStatus } = await admin.organizations.describeCreateAccountStatus({
        CreateAccountRequestId: Id,
      });
      assert.equal(CreateAccountStatus?.FailureReason, 'EMAIL_ALREADY_EXISTS');
    }
  });

  it('R241: fails for an address in use that is written with other characters for the same letters', async () => {
    const { State } = await create('Accent', 'Jos\u00e9@example.com');
    assert.equal(State, 'SUCCEEDED');
    for (const email of [
      'jose\u0301@example.com',
      'JOSE\u0301@example.com',
      'JOS\u00c9@example.com',
    ]) {
      assert.equal((await create('Copy', email)).FailureReason, 'EMAIL_ALREADY_EXISTS', email);
    }
    assert.equal((await create('Plain', 'jose@example.com')).State, 'SUCCEEDED');
  });

  it('fails for an address that no mail can be sent to', async () => {
    for (const email of ['a,b@example.com', '<a>@example.com', 'a;b@example.com']) {
      const { State, FailureReason, AccountId } = await create('Mailbox', email);
      assert.deepEqual([State, FailureReason, AccountId], ['FAILED', 'INVALID_EMAIL', undefined]);
    }
    assert.equal((await create('Mailbox', 'a_b@example.com')).State, 'SUCCEEDED');
  });

  it('leaves the names of roles of IAM Identity Center to it', async () => {
    const named = (RoleName: string) =>
      admin.organizations.createAccount({
        AccountName: 'Named',
        Email: 'role.names@example.com',
        RoleName,
      });
    await assertRefused(
      named('awsreservedsso_Admin_0123456789abcdef'),
      'InvalidInputException',
      400,
      'Role name awsreservedsso_Admin_0123456789abcdef is reserved for roles that AWS services create.',
    );
    assert.equal((await named('AWSReservedAdmin')).CreateAccountStatus?.State, 'SUCCEEDED');
  });

  it('R243: takes an address with a plus for another one', async () => {
    const { State } = await create('Plus', 'original+two@example.com');
    assert.equal(State, 'SUCCEEDED');
  });

  it('refuses names and addresses out of form', async () => {
    const { organizations } = admin;
    const pattern = 'You provided a value that does not match the required pattern.';
    const refused: [{ AccountName?: string; Email: string; RoleName?: string }, string][] = [
      [{ Email: 'x@example.com' }, 'You must include a value for all required parameters.'],
      [
        { AccountName: '', Email: 'x@example.com' },
        'You provided a string parameter that is shorter than allowed.',
      ],
      [
        { AccountName: 'x'.repeat(51), Email: 'x@example.com' },
        'You provided a string parameter that is longer than allowed.',
      ],
      [{ AccountName: '\uac1c\ubc1c', Email: 'x@example.com' }, pattern],
      [{ AccountName: 'x', Email: 'no-address' }, pattern],
      [{ AccountName: 'x', Email: 'x@example.com', RoleName: 'my role' }, pattern],
    ];
    for (const [input, message] of refused) {
      const call = organizations.createAccount(input as { AccountName: string; Email: string });
      await assertRefused(call, 'InvalidInputException', 400, message);
    }
    await assert.rejects(organizations.describeAccount({ AccountId: '1' }), {
      name: 'InvalidInputException',
      Reason: 'INVALID_PATTERN',
      message: pattern,
    });
    await assert.rejects(organizations.listCreateAccountStatus({ States: ['DONE' as 'FAILED'] }), {
      name: 'InvalidInputException',
      Reason: 'INVALID_LIST_MEMBER',
      message: 'You provided a list to a parameter that contains at least one invalid value.',
    });
  });

  it('answers the status of requests that exist', async () => {
    await assertRefused(
      admin.organizations.describeCreateAccountStatus({ CreateAccountRequestId: 'car-aaaaaaaa' }),
      'CreateAccountStatusNotFoundException',
      400,
      "We can't find an create account request with the CreateAccountRequestId that you specified.",
    );
  });
});

describe('ListAccounts', () => {
  const list = (MaxResults?: number, NextToken?: string) =>
    admin.organizations.listAccounts({ MaxResults, NextToken });

  it('gives every account once, in pages', async () => {
    const { Accounts: all = [] } = await list();
    assert.ok(all.length >= 4);
    const seen: (string | undefined)[] = [];
    let token: string | undefined;
    do {
      const { Accounts = [], NextToken } = await list(2, token);
      assert.ok(Accounts.length > 0 && Accounts.length <= 2);
      seen.push(...Accounts.map(({ Id }) => Id));
      token = NextToken;
    } while (token !== undefined);
    assert.deepEqual(
      seen,
      all.map(({ Id }) => Id),
    );
    const management = all.find(({ Id }) => Id === server.account);
    assert.equal(management?.JoinedMethod, 'INVITED');
  });

  it('ends with a page that is just full', async () => {
    const { Accounts: all = [] } = await list();
    const { NextToken } = await list(all.length);
    assert.equal(NextToken, undefined);
  });

  it('refuses tokens that it did not give, and sizes out of range', async () => {
    const { NextToken = '' } = await list(1);
    for (const token of ['nothing', 'YWZ0ZXI6MTIz', `${NextToken}.`]) {
      await assertRefused(
        list(2, token),
        'InvalidInputException',
        400,
        'You specified an invalid pagination token.',
      );
    }
    const numeric = 'You provided a numeric parameter that has a';
    await assertRefused(
      list(0),
      'InvalidInputException',
      400,
      `${numeric} smaller value than allowed.`,
    );
    await assertRefused(
      list(21),
      'InvalidInputException',
      400,
      `${numeric} larger value than allowed.`,
    );
  });
});

describe('member accounts', () => {
  it('see their organization and nothing of its accounts', async () => {
    const { AccountId = '' } = await create('Member', 'member@example.com');
    const { organizations } = await enter(AccountId);
    const { Organization } = await organizations.describeOrganization({});
    assert.equal(Organization?.MasterAccountId, server.account);
    const calls = [
      organizations.listAccounts({}),
      organizations.describeAccount({ AccountId: server.account }),
      organizations.describeAccount({ AccountId: '999988887777' }),
      organizations.createAccount({ AccountName: 'a', Email: 'a@example.com' }),
      organizations.describeCreateAccountStatus({ CreateAccountRequestId: 'car-aaaaaaaa' }),
    ];
    await Promise.all(
      calls.map((call) => assertRefused(call, 'AccessDeniedException', 400, NO_PERMISSIONS)),
    );
    await assertRefused(
      organizations.createOrganization({}),
      'AlreadyInOrganizationException',
      400,
      'The AWS account is already a member of an organization.',
    );
  });
});

describe('authorisation', () => {
  it('comes before existence: a refused caller learns nothing', async () => {
    const { AccountId = '' } = await create('Secret', 'secret@example.com');
    const nosy = await makeUser(admin, 'nosy');
    const { organizations } = clientsOf(server, nosy.credentials);
    for (const id of [AccountId, '999988887777']) {
      const arn = `arn:aws:organizations::${server.account}:account/${organizationId}/${id}`;
      await assertRefused(
        organizations.describeAccount({ AccountId: id }),
        'AccessDeniedException',
        400,
        `User: ${nosy.arn} is not authorized to perform: organizations:DescribeAccount on resource: ${arn} because no identity-based policy allows the organizations:DescribeAccount action`,
      );
    }
    const actions = {
      CreateOrganization: organizations.createOrganization({}),
      DescribeOrganization: organizations.describeOrganization({}),
      CreateAccount: organizations.createAccount({ AccountName: 'a', Email: 'a@example.com' }),
      DescribeCreateAccountStatus: organizations.describeCreateAccountStatus({
        CreateAccountRequestId: 'car-aaaaaaaa',
      }),
      ListAccounts: organizations.listAccounts({}),
    };
    for (const [name, call] of Object.entries(actions)) {
      await assertRefused(
        call,
        'AccessDeniedException',
        400,
        `User: ${nosy.arn} is not authorized to perform: organizations:${name} because no identity-based policy allows the organizations:${name} action`,
      );
    }
  });

  it('can be given for one account', async () => {
    const { AccountId = '' } = await create('Shown', 'shown@example.com');
    const reader = await makeUser(admin, 'reader');
    const arn = `arn:aws:organizations::${server.account}:account/${organizationId}/${AccountId}`;
    await setUserPolicy(admin.iam, 'reader', allow('organizations:DescribeAccount', arn));
    const { organizations } = clientsOf(server, reader.credentials);
    const { Account } = await organizations.describeAccount({ AccountId });
    assert.equal(Account?.Name, 'Shown');
    await assertRefused(
      organizations.describeAccount({ AccountId: server.account }),
      'AccessDeniedException',
      400,
      `User: ${reader.arn} is not authorized to perform: organizations:DescribeAccount on resource: ${arn.replace(AccountId, server.account)} because no identity-based policy allows the organizations:DescribeAccount action`,
    );
  });

  it('still says that an account does not exist to those who may know', async () => {
    await assertRefused(
      admin.organizations.describeAccount({ AccountId: '999988887777' }),
      'AccountNotFoundException',
      400,
      NO_ACCOUNT,
    );
  });

  it('decides on the tags of a new account', async () => {
    const tagger = await makeUser(admin, 'tagger', {
      policy: allow('organizations:CreateAccount', '*', {
        Condition: { StringEquals: { 'aws:RequestTag/stage': 'test' } },
      }),
    });
    const { organizations } = clientsOf(server, tagger.credentials);
    const request = { AccountName: 'Tagged', Email: 'tagged@example.com' };
    const tagged = (Value: string) => ({ ...request, Tags: [{ Key: 'stage', Value }] });
    await assertRefused(
      organizations.createAccount(tagged('live')),
      'AccessDeniedException',
      400,
      `User: ${tagger.arn} is not authorized to perform: organizations:CreateAccount because no identity-based policy allows the organizations:CreateAccount action`,
    );
    const { CreateAccountStatus } = await organizations.createAccount(tagged('test'));
    assert.equal(CreateAccountStatus?.State, 'SUCCEEDED');
  });

  it('refuses a tag key given twice, and makes no account', async () => {
    const Tags = ['stage', 'Stage'].map((Key) => ({ Key, Value: 'test' }));
    const request = { AccountName: 'Twice', Email: 'twice@example.com' };
    await assertRefused(
      admin.organizations.createAccount({ ...request, Tags }),
      'InvalidInputException',
      400,
      'You provided the same tag key more than once.',
    );
    const { CreateAccountStatus } = await admin.organizations.createAccount(request);
    assert.equal(CreateAccountStatus?.State, 'SUCCEEDED');
  });
});
