import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import {
  assignmentsEntity,
  permissionSetEntity,
  provisionedRoleEntity,
  workforceUserEntity,
} from '../../src/domain/entities.ts';
import { clientsOf } from '../support/clients.ts';
import { makePortal, type PortalWorld, portalVisitor } from '../support/portal-world.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import {
  assertPortalRefused,
  portalCall,
  registerDevice,
  roleCredentials,
  type SsoAnswer,
  signedInDevice,
} from '../support/sso-client.ts';

let server: TestServer;
let world: PortalWorld;
let token: string;
let account: string;
let now = Date.now();

const UNAUTHORIZED = [401, 'UnauthorizedException', 'Session token not found or invalid'] as const;
const NO_ACCESS = [403, 'ForbiddenException', 'No access'] as const;

before(async () => {
  server = await startTestServer({}, { clock: () => now });
  world = await makePortal(server, { accounts: 5 });
  account = world.accounts[0] ?? '';
  token = await newToken();
});
after(() => server.stop());

async function newToken(): Promise<string> {
  const visitor = portalVisitor(world, await world.signIn());
  return (await signedInDevice(world, visitor)).accessToken;
}

function accounts(query = ''): Promise<SsoAnswer> {
  return portalCall(server, `assignment/accounts${query}`, token);
}

async function setAccount(state: 'ACTIVE' | 'SUSPENDED'): Promise<void> {
  await world.change((work) => {
    const all = work.read.updateTable('accounts').set({ state });
    work.write(all.where('account_id', '=', account));
    work.changed('account', account);
  });
}

describe('portal API', () => {
  it('R061: without a good token nothing is told but that (SSO-001, SSO-002, SSO-003, SSO-004)', async () => {
    const ask = (with_: string | undefined) => portalCall(server, 'assignment/accounts', with_);
    assertPortalRefused(await ask(undefined), UNAUTHORIZED);
    assertPortalRefused(await ask(''), UNAUTHORIZED);
    assertPortalRefused(await ask('nonsense'), UNAUTHORIZED);
    const ended = await newToken();
    assert.equal((await ask(ended)).status, 200);
    assert.equal((await portalCall(server, 'logout', ended, 'POST')).status, 200);
    assertPortalRefused(await ask(ended), UNAUTHORIZED);
    assertPortalRefused(await portalCall(server, 'logout', ended, 'POST'), UNAUTHORIZED);
    assertPortalRefused(await roleCredentials(server, ended, account, 'Admin'), UNAUTHORIZED);
    const late = await newToken();
    now += 3_600_000;
    assertPortalRefused(await ask(late), UNAUTHORIZED);
    now = Date.now();
    token = await newToken();
  });

  it('lists accounts and their roles, in pages', async () => {
    const first = await accounts('?max_result=2');
    assert.deepEqual(first.body.accountList[0], {
      accountId: account,
      accountName: 'Workload 001',
      emailAddress: 'workload-001@example.com',
    });
    const seen: string[] = [];
    let next: string | undefined = '';
    while (next !== undefined) {
      const page: SsoAnswer = await accounts(`?max_result=2${next && `&next_token=${next}`}`);
      for (const { accountId } of page.body.accountList) seen.push(accountId);
      next = page.body.nextToken;
    }
    assert.deepEqual(seen, world.accounts);
    assert.equal((await accounts()).body.accountList.length, 5);
    const roles = await portalCall(server, `assignment/roles?account_id=${account}`, token);
    assert.deepEqual(roles.body, {
      roleList: [
        { roleName: 'Admin', accountId: account },
        { roleName: 'ReadOnly', accountId: account },
      ],
    });
    const one = `assignment/roles?account_id=${account}&max_result=1`;
    const { nextToken, roleList } = (await portalCall(server, one, token)).body;
    assert.equal(roleList.length, 1);
    const rest = await portalCall(server, `${one}&next_token=${nextToken}`, token);
    assert.deepEqual(rest.body.roleList[0].roleName, 'ReadOnly');
  });

  it('SSO-015: tokens of other making, sizes out of range', async () => {
    const told = [400, 'InvalidRequestException', 'Invalid next token provided'] as const;
    assertPortalRefused(await accounts('?next_token=nonsense'), told);
    assert.equal((await accounts('?max_result=101')).status, 400);
    assert.equal((await accounts('?max_result=100')).status, 200);
  });

  it('R172: credentials are of the reserved role, by the name of the user', async () => {
    const { body } = await roleCredentials(server, token, account, 'Admin');
    const { expiration, ...credentials } = body.roleCredentials;
    assert.equal(expiration, Math.floor(now / 1000) * 1000 + 3_600_000);
    const { sts } = clientsOf(server, credentials);
    const { Arn = '', UserId = '' } = await sts.getCallerIdentity({});
    assert.match(
      Arn,
      /^arn:aws:sts::\d{12}:assumed-role\/AWSReservedSSO_Admin_[0-9a-f]{16}\/maria$/,
    );
    assert.match(UserId, /^AROA\w+:maria$/);
  });

  it('SSO-010: suspended accounts are not listed and give no access', async () => {
    await setAccount('SUSPENDED');
    assert.equal((await accounts()).body.accountList.length, 4);
    assertPortalRefused(await roleCredentials(server, token, account, 'Admin'), NO_ACCESS);
    const roles = await portalCall(server, `assignment/roles?account_id=${account}`, token);
    assertPortalRefused(roles, NO_ACCESS);
    await setAccount('ACTIVE');
    assert.equal((await roleCredentials(server, token, account, 'Admin')).status, 200);
  });

  it('SSO-011: what is not assigned, or not any more, gives no access', async () => {
    assertPortalRefused(await roleCredentials(server, token, '999999999999', 'Admin'), NO_ACCESS);
    assertPortalRefused(await roleCredentials(server, token, account, 'admin'), NO_ACCESS);
    const roles = await portalCall(server, 'assignment/roles?account_id=999999999999', token);
    assertPortalRefused(roles, NO_ACCESS);
    const set = world.permissionSets.get('Admin') ?? '';
    await setAssignment(set, 'deleting');
    assertPortalRefused(await roleCredentials(server, token, account, 'Admin'), NO_ACCESS);
    await setAssignment(set, 'active');
    assert.equal((await roleCredentials(server, token, account, 'Admin')).status, 200);
  });

  it('SSO-012: a permission set whose role was not made yet gives no access', async () => {
    const third = world.accounts[2] ?? '';
    assertPortalRefused(await roleCredentials(server, token, third, 'Admin'), NO_ACCESS);
  });

  it('SSO-013: the trust policy of the role itself decides', async () => {
    const set = world.permissionSets.get('ReadOnly') ?? '';
    const name = await roleNameOf(set);
    const change = async (from: string, to: string) => {
      await world.change(async (work) => {
        const row = await work.read
          .selectFrom('iam_roles')
          .select('trust_policy')
          .where('account_id', '=', account)
          .where('name', '=', name)
          .executeTakeFirstOrThrow();
        const trust_policy = row.trust_policy.replaceAll(from, to);
        const roles = work.read.updateTable('iam_roles').set({ trust_policy });
        work.write(roles.where('account_id', '=', account).where('name', '=', name));
        work.changed(`role:${name.toLowerCase()}`, account);
      });
    };
    await change('sts:AssumeRoleWithSAML', 'sts:AssumeRole');
    assertPortalRefused(await roleCredentials(server, token, account, 'ReadOnly'), NO_ACCESS);
    await change('"sts:AssumeRole"', '"sts:AssumeRoleWithSAML"');
    assert.equal((await roleCredentials(server, token, account, 'ReadOnly')).status, 200);
    await setAttributes([{ key: 'Email', source: `\${user:email}` }]);
    await change('sts:TagSession', 'sts:SetSourceIdentity');
    assertPortalRefused(await roleCredentials(server, token, account, 'ReadOnly'), NO_ACCESS);
    await change('sts:SetSourceIdentity', 'sts:TagSession');
    assert.equal((await roleCredentials(server, token, account, 'ReadOnly')).status, 200);
    await setAttributes(null);
  });

  it('SSO-005: a disabled user has no session any more, and again when enabled', async () => {
    await setStatus('DISABLED');
    assertPortalRefused(await accounts(), UNAUTHORIZED);
    await setStatus('ENABLED');
    assert.equal((await accounts()).status, 200);
  });

  it('SSO-014: attributes that take more room than a session has', async () => {
    const words = Array.from({ length: 40 }, (_, index) =>
      createHash('sha512').update(`${index}`).digest('base64'),
    );
    await setProfile(Object.fromEntries(words.map((word, index) => [`A${index}`, word])));
    await setAttributes(
      words.map((_, index) => ({ key: `K${index}`, source: `\${path:a${index}}` })),
    );
    const refused = await roleCredentials(server, token, account, 'Admin');
    assert.equal(refused.status, 400);
    assert.match(
      refused.body.message,
      /^Packed size of session tags consumes \d+% of allotted space\.$/,
    );
    await setAttributes([{ key: 'K0', source: `\${path:a0}` }]);
    assert.equal((await roleCredentials(server, token, account, 'Admin')).status, 200);
    await setAttributes(null);
  });

  it('SSO-016: values and keys that no session tag has', async () => {
    const ask = async (key: string, value: string) => {
      await setProfile({ Title: value });
      await setAttributes([{ key, source: `\${path:title}` }]);
      return await roleCredentials(server, token, account, 'Admin');
    };
    for (const [key, value] of [
      ['Title', 'a'.repeat(257)],
      ['Title', 'team/*'],
      ['Title', 'a\nb'],
      ['aws:Title', 'boss'],
      ['k'.repeat(129), 'boss'],
    ] as const) {
      assertPortalRefused(await ask(key, value), [
        400,
        'InvalidRequestException',
        `The attribute ${key} cannot be used as a session tag`,
      ]);
    }
    assert.equal((await ask('k'.repeat(128), '수석 엔지니어 @ 1/2')).status, 200);
    assert.equal((await ask('Title', 'a'.repeat(256))).status, 200);
    await setAttributes(null);
  });

  it('SSO-006: a token for other scopes gives no access to accounts', async () => {
    const client = await registerDevice(world, { scopes: ['codewhisperer:completions'] });
    const visitor = portalVisitor(world, await world.signIn());
    const other = (await signedInDevice(world, visitor, client)).accessToken;
    assertPortalRefused(await portalCall(server, 'assignment/accounts', other), NO_ACCESS);
  });

  it('a permission set without a name that is asked for is looked up anew', async () => {
    const set = world.permissionSets.get('Admin') ?? '';
    const rename = (name: string) =>
      world.change((work) => {
        const sets = work.read.updateTable('permission_sets').set({ name });
        work.write(sets.where('permission_set_id', '=', set));
        work.changed(permissionSetEntity(set));
        work.changed(provisionedRoleEntity(account, set));
      });
    await rename('Renamed');
    assert.equal((await roleCredentials(server, token, account, 'Renamed')).status, 200);
    assertPortalRefused(await roleCredentials(server, token, account, 'Admin'), NO_ACCESS);
    await rename('Admin');
  });

  it('tells the histories of both accounts, without secrets', async () => {
    await roleCredentials(server, token, account, 'Admin');
    await server.parts.store.flush();
    const rows = await server.parts.store.read
      .selectFrom('events')
      .select(['account_id', 'event_name', 'record'])
      .where('event_name', 'in', [
        'GetRoleCredentials',
        'AssumeRoleWithSAML',
        'CreateToken',
        'ListAccounts',
      ])
      .execute();
    const of = (name: string) =>
      rows.filter((row) => row.event_name === name && !row.record.includes('errorCode'));
    const told = JSON.parse(of('GetRoleCredentials').at(-1)?.record ?? '{}');
    assert.equal(of('GetRoleCredentials').at(-1)?.account_id, server.account);
    assert.equal(told.eventSource, 'sso.amazonaws.com');
    assert.equal(told.userIdentity.type, 'IdentityCenterUser');
    assert.equal(told.userIdentity.onBehalfOf.userId, world.user.user_id);
    assert.equal(told.resources[0].ARN, world.instance.identity_store_id);
    const hidden = 'HIDDEN_DUE_TO_SECURITY_REASONS';
    assert.equal(told.responseElements.roleCredentials.secretAccessKey, hidden);
    const assumed = JSON.parse(of('AssumeRoleWithSAML').at(-1)?.record ?? '{}');
    assert.equal(of('AssumeRoleWithSAML').at(-1)?.account_id, account);
    assert.equal(assumed.requestParameters.roleSessionName, 'maria');
    assert.match(
      assumed.requestParameters.principalArn,
      /saml-provider\/AWSSSO_[0-9a-f]{16}_DO_NOT_DELETE$/,
    );
    assert.ok(of('CreateToken').length > 0);
    // Nobody waits for the event of what changes nothing (the stage `record readings`).
    assert.ok(of('ListAccounts').length > 0);
    const all = rows.map(({ record }) => record).join();
    assert.ok(!all.includes(token));
  });
});

async function setAssignment(set: string, state: 'active' | 'deleting'): Promise<void> {
  await world.change((work) => {
    const assignments = work.read.updateTable('account_assignments').set({ state });
    work.write(
      assignments.where('permission_set_id', '=', set).where('target_account', '=', account),
    );
    work.changed(assignmentsEntity(world.user.user_id));
  });
}

async function setAttributes(attributes: readonly object[] | null): Promise<void> {
  await world.change((work) => {
    const value = attributes === null ? null : JSON.stringify(attributes);
    const instances = work.read.updateTable('sso_instances').set({ attributes: value });
    work.write(instances.where('instance_id', '=', world.instance.instance_id));
    work.changed('sso-instance');
  });
}

async function roleNameOf(set: string): Promise<string> {
  const row = await server.parts.store.read
    .selectFrom('provisioned_roles')
    .select('role_name')
    .where('permission_set_id', '=', set)
    .where('target_account', '=', account)
    .executeTakeFirstOrThrow();
  return row.role_name;
}

async function setStatus(status: 'ENABLED' | 'DISABLED'): Promise<void> {
  await changeUser({ status });
}

async function setProfile(profile: object): Promise<void> {
  await changeUser({ profile: JSON.stringify(profile) });
}

async function changeUser(set: {
  status?: 'ENABLED' | 'DISABLED';
  profile?: string;
}): Promise<void> {
  const { user_id: userId } = world.user;
  await world.change((work) => {
    const users = work.read.updateTable('directory_users').set(set);
    work.write(users.where('user_id', '=', userId));
    work.changed(workforceUserEntity(userId));
  });
}
