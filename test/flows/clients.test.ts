/**
 * One scenario of two accounts, with each of the clients that Gatehouse is for: an organization and
 * a member account, a role there that an outsider assumes with an external id, what it may do and
 * may not, and the event histories of both accounts.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findProgram, needs } from '../../tools/programs.ts';
import { type Cli, clientEnvironment, ended, openCli } from '../support/cli.ts';
import { assertRefused, clientsOf, credentialsOf } from '../support/clients.ts';
import { allow, makeRole, makeUser, policyOf, trusts } from '../support/entities.ts';
import { type Credentials, startTestServer, type TestServer } from '../support/server.ts';
import { assertSharedEvents, type TrailRecord } from '../support/shared-events.ts';

const EXTERNAL_ID = { Condition: { StringEquals: { 'sts:ExternalId': 'contract-7' } } };
const DENIED = 'AccessDenied';

function refusedRole(account: string, role: string): string {
  return `User: arn:aws:iam::${account}:user/auditor is not authorized to perform: sts:AssumeRole on resource: ${role}`;
}

function refusedUser(member: string): string {
  return `User: arn:aws:sts::${member}:assumed-role/audited/audit is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::${member}:user/mallory because no identity-based policy allows the iam:CreateUser action`;
}

function sessionArn(member: string): string {
  return `arn:aws:sts::${member}:assumed-role/audited/audit`;
}

let server: TestServer;

describe('the JavaScript SDK', () => {
  before(async () => {
    server = await startTestServer();
  });

  after(async () => {
    await server?.stop();
  });

  it('works across two accounts', async () => {
    const { account } = server;
    const admin = clientsOf(server);
    await admin.organizations.createOrganization({ FeatureSet: 'ALL' });
    const { CreateAccountStatus: request } = await admin.organizations.createAccount({
      AccountName: 'Partner',
      Email: 'root+partner@example.com',
    });
    const { CreateAccountStatus: status } = await admin.organizations.describeCreateAccountStatus({
      CreateAccountRequestId: request?.Id,
    });
    assert.equal(status?.State, 'SUCCEEDED');
    const member = status?.AccountId ?? '';
    const entry = await admin.sts.assumeRole({
      RoleArn: `arn:aws:iam::${member}:role/OrganizationAccountAccessRole`,
      RoleSessionName: 'enter',
    });
    const inMember = clientsOf(server, credentialsOf(entry));

    const RoleArn = `arn:aws:iam::${member}:role/audited`;
    const auditor = await makeUser(admin, 'auditor', { policy: allow('sts:AssumeRole', RoleArn) });
    const trust = trusts(auditor.arn, 'sts:AssumeRole', EXTERNAL_ID);
    await makeRole(inMember, 'audited', trust, { policy: allow('iam:List*') });

    const asAuditor = clientsOf(server, auditor.credentials);
    const request2 = { RoleArn, RoleSessionName: 'audit' };
    const refusal = refusedRole(account, RoleArn);
    await assertRefused(asAuditor.sts.assumeRole(request2), DENIED, 403, refusal);
    const issued = await asAuditor.sts.assumeRole({ ...request2, ExternalId: 'contract-7' });
    const session = clientsOf(server, credentialsOf(issued));
    assert.equal((await session.sts.getCallerIdentity({})).Arn, sessionArn(member));
    const { Roles = [] } = await session.iam.listRoles({});
    assert.deepEqual(
      Roles.map(({ RoleName }) => RoleName),
      ['audited', 'OrganizationAccountAccessRole'],
    );
    const creating = session.iam.createUser({ UserName: 'mallory' });
    await assertRefused(creating, DENIED, 403, refusedUser(member));

    const eventsOf = async ({ cloudtrail }: typeof admin): Promise<TrailRecord[]> => {
      const { Events = [] } = await cloudtrail.lookupEvents({
        LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'AssumeRole' }],
      });
      return Events.map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent ?? ''));
    };
    const expected = { caller: account, member, userId: auditor.id, role: 'audited' };
    assertSharedEvents(expected, await eventsOf(admin), await eventsOf(inMember));
  });
});

describe('boto3', needs('boto3'), () => {
  before(async () => {
    server = await startTestServer();
  });

  after(async () => {
    await server?.stop();
  });

  it('works across two accounts', async () => {
    const home = await mkdtemp(join(tmpdir(), 'gatehouse-boto3-'));
    const { account, administrator, region, url } = server;
    const script = join(import.meta.dirname, 'boto3-scenario.py');
    const { code, stdout, stderr } = await ended(
      spawn(findProgram('boto3') ?? 'python3', [script], {
        cwd: home,
        env: { ...clientEnvironment(home, region, administrator), GATEHOUSE: url },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
    await rm(home, { recursive: true });
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    const seen = JSON.parse(stdout);
    const { member, auditorId, ownEvents, memberEvents } = seen;
    const role = `arn:aws:iam::${member}:role/audited`;
    assert.equal(seen.account, account);
    assert.equal(seen.status, 'SUCCEEDED');
    assert.equal(seen.organization.MasterAccountId, account);
    assert.deepEqual(seen.accounts, [account, member].sort());
    assert.deepEqual(seen.withoutId, [403, DENIED, refusedRole(account, role)]);
    assert.equal(seen.identity, sessionArn(member));
    assert.match(seen.expiration, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/);
    assert.deepEqual(seen.roles, ['audited', 'OrganizationAccountAccessRole']);
    assert.deepEqual(seen.denied, [403, DENIED, refusedUser(member)]);
    const expected = { caller: account, member, userId: auditorId, role: 'audited' };
    assertSharedEvents(expected, ownEvents, memberEvents);
  });
});

describe('the AWS CLI', needs('aws'), () => {
  let cli: Cli;

  before(async () => {
    server = await startTestServer();
    cli = await openCli(server);
  });

  after(async () => {
    await cli?.remove();
    await server?.stop();
  });

  /** Runs a command of words without spaces and answers its JSON. */
  async function aws(credentials: Credentials, command: string, ...rest: string[]) {
    const answer = await cli.json(credentials, ...command.split(' '), ...rest);
    return answer as Record<string, Record<string, string>>;
  }

  async function assume(credentials: Credentials, command: string): Promise<Credentials> {
    return credentialsOf(await aws(credentials, `sts assume-role ${command}`));
  }

  async function eventsOf(credentials: Credentials): Promise<TrailRecord[]> {
    const texts = await cli.json(
      credentials,
      ...'cloudtrail lookup-events --page-size 2 --query Events[].CloudTrailEvent'.split(' '),
      ...['--lookup-attributes', 'AttributeKey=EventName,AttributeValue=AssumeRole'],
    );
    return (texts as string[]).map((text) => JSON.parse(text));
  }

  it('works across two accounts', async () => {
    const { account, administrator: admin } = server;
    await aws(admin, 'organizations create-organization');
    const create = 'organizations create-account --account-name Partner';
    const request = await aws(admin, `${create} --email root+partner@example.com`);
    const describe = 'organizations describe-create-account-status --create-account-request-id';
    const id = request.CreateAccountStatus?.Id;
    const { CreateAccountStatus: status } = await aws(admin, `${describe} ${id}`);
    assert.equal(status?.State, 'SUCCEEDED');
    const member = status?.AccountId ?? '';
    const entryRole = `arn:aws:iam::${member}:role/OrganizationAccountAccessRole`;
    const entry = await assume(admin, `--role-arn ${entryRole} --role-session-name enter`);

    const role = `arn:aws:iam::${member}:role/audited`;
    const auditor = await makeUser(clientsOf(server), 'auditor', {
      policy: allow('sts:AssumeRole', role),
    });
    const trust = policyOf(trusts(auditor.arn, 'sts:AssumeRole', EXTERNAL_ID));
    const createRole = 'iam create-role --role-name audited --assume-role-policy-document';
    await aws(entry, createRole, trust);
    const putPolicy =
      'iam put-role-policy --role-name audited --policy-name look --policy-document';
    await aws(entry, putPolicy, policyOf(allow('iam:List*')));

    const asAuditor = `--role-arn ${role} --role-session-name audit`;
    const refused = await cli.run(
      auditor.credentials,
      ...`sts assume-role ${asAuditor}`.split(' '),
    );
    assert.equal(
      refused.stderr,
      `\nAn error occurred (AccessDenied) when calling the AssumeRole operation: ${refusedRole(account, role)}\n`,
    );
    const session = await assume(auditor.credentials, `${asAuditor} --external-id contract-7`);
    const identity: Record<string, unknown> = await aws(session, 'sts get-caller-identity');
    assert.equal(identity.Arn, sessionArn(member));
    const creating = await cli.run(session, ...'iam create-user --user-name mallory'.split(' '));
    assert.equal(
      creating.stderr,
      `\nAn error occurred (AccessDenied) when calling the CreateUser operation: ${refusedUser(member)}\n`,
    );
    const expected = { caller: account, member, userId: auditor.id, role: 'audited' };
    assertSharedEvents(expected, await eventsOf(admin), await eventsOf(entry));
  });
});
