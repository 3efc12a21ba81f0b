/** Each global condition key decides a real call: one value permits it, another refuses it. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { isoSeconds } from '../../src/base/clock.ts';
import { type Clients, clientsOf, credentialsOf } from '../support/clients.ts';
import {
  allow,
  type MadeUser,
  makeRole,
  makeUser,
  setRolePolicy,
  setUserPolicy,
  trusts,
} from '../support/entities.ts';
import { call, type Draft, queryError } from '../support/requests.ts';
import { type Credentials, startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let admin: Clients;
let alice: MadeUser;
/** A session of the role `tester`, made by alice with a source identity and a session tag. */
let session: Credentials;
let sessionUserId = '';
let organization = '';

before(async () => {
  server = await startTestServer({
    GATEHOUSE_TRUSTED_PROXIES: '127.0.0.1',
    GATEHOUSE_REGIONS: 'eu-west-1',
  });
  admin = clientsOf(server);
  const { Organization } = await admin.organizations.createOrganization({});
  organization = Organization?.Id ?? '';
  alice = await makeUser(admin, 'alice', {
    path: '/staff/',
    tags: [{ Key: 'Team', Value: 'blue' }],
  });
  await makeUser(admin, 'target', { tags: [{ Key: 'Cost', Value: '7' }] });
  const freedoms = ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'];
  const role = await makeRole(admin, 'tester', trusts(alice.arn, freedoms));
  const issued = await clientsOf(server, alice.credentials).sts.assumeRole({
    RoleArn: role.arn,
    RoleSessionName: 'work',
    SourceIdentity: 'alice',
    Tags: [{ Key: 'Project', Value: 'moon' }],
  });
  session = credentialsOf(issued);
  sessionUserId = issued.AssumedRoleUser?.AssumedRoleId ?? '';
});

after(async () => {
  await server?.stop();
});

function iamDraft(action: string, parameters: Readonly<Record<string, string>> = {}): Draft {
  const body = new URLSearchParams({ Action: action, Version: '2010-05-08', ...parameters });
  return {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: body.toString(),
  };
}

const GET_TARGET = iamDraft('GetUser', { UserName: 'target' });

interface Caller {
  readonly credentials: Credentials;
  readonly permit: (statement: object) => Promise<void>;
}

function asUser(): Caller {
  return {
    credentials: alice.credentials,
    permit: (statement) => setUserPolicy(admin.iam, 'alice', statement),
  };
}

function asSession(): Caller {
  return {
    credentials: session,
    permit: (statement) => setRolePolicy(admin.iam, 'tester', statement),
  };
}

async function outcome(
  { credentials }: Caller,
  draft: Draft = GET_TARGET,
  headers: Readonly<Record<string, string>> = {},
  region = 'us-east-1',
): Promise<'allowed' | 'denied'> {
  const answer = await call(
    server.url,
    { ...draft, headers: { ...draft.headers, ...headers } },
    credentials,
    { service: 'iam', region },
  );
  if (answer.status === 200) return 'allowed';
  const [status, code, text] = queryError(answer);
  assert.deepEqual([status, code], [403, 'AccessDenied']);
  assert.match(text ?? '', / because no identity-based policy allows the iam:\w+ action$/);
  return 'denied';
}

/** The same call under two conditions, the first of which it meets. */
async function flips(
  caller: Caller,
  permitting: object,
  refusing: object,
  draft: Draft = GET_TARGET,
): Promise<void> {
  await caller.permit(allow('iam:*', '*', { Condition: permitting }));
  assert.equal(await outcome(caller, draft), 'allowed');
  await caller.permit(allow('iam:*', '*', { Condition: refusing }));
  assert.equal(await outcome(caller, draft), 'denied');
}

const text = (key: string, value: string) => ({ StringEquals: { [key]: value } });
const bool = (key: string, value: string) => ({ Bool: { [key]: value } });
const absent = (key: string, value: string) => ({ Null: { [key]: value } });

describe('keys of the request', () => {
  it('aws:SourceIp', async () => {
    const caller = asUser();
    const Condition = { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32'] } };
    await caller.permit(allow('iam:*', '*', { Condition }));
    const from = (address: string) => outcome(caller, GET_TARGET, { 'x-forwarded-for': address });
    assert.equal(await from('203.0.113.7'), 'allowed');
    assert.equal(await from('2001:db8::7'), 'allowed');
    assert.equal(await from('198.51.100.7'), 'denied');
    assert.equal(await outcome(caller), 'denied');
    // What the proxy did not write itself is the client's own claim.
    assert.equal(await from('203.0.113.7, 198.51.100.7'), 'denied');
  });

  it('aws:SecureTransport', async () => {
    const caller = asUser();
    await caller.permit(allow('iam:*', '*', { Condition: bool('aws:SecureTransport', 'true') }));
    const over = (protocol: string) =>
      outcome(caller, GET_TARGET, { 'x-forwarded-proto': protocol });
    assert.equal(await over('https'), 'allowed');
    assert.equal(await over('http'), 'denied');
    assert.equal(await outcome(caller), 'denied');
  });

  it('aws:UserAgent', async () => {
    const caller = asUser();
    const Condition = { StringLike: { 'aws:UserAgent': 'robot/*' } };
    await caller.permit(allow('iam:*', '*', { Condition }));
    assert.equal(await outcome(caller, GET_TARGET, { 'user-agent': 'robot/1.2' }), 'allowed');
    assert.equal(await outcome(caller, GET_TARGET, { 'user-agent': 'person/1.2' }), 'denied');
  });

  it('aws:RequestedRegion', async () => {
    const caller = asUser();
    const Condition = text('aws:RequestedRegion', 'us-east-1');
    await caller.permit(allow('iam:*', '*', { Condition }));
    assert.equal(await outcome(caller, GET_TARGET, {}, 'us-east-1'), 'allowed');
    assert.equal(await outcome(caller, GET_TARGET, {}, 'eu-west-1'), 'denied');
  });

  it('aws:CurrentTime and aws:EpochTime', async () => {
    const around = Date.now();
    const [past, future] = [isoSeconds(around - 600_000), isoSeconds(around + 600_000)];
    await flips(
      asUser(),
      {
        DateGreaterThan: { 'aws:CurrentTime': past },
        DateLessThan: { 'aws:CurrentTime': future },
      },
      { DateGreaterThan: { 'aws:CurrentTime': future } },
    );
    const epoch = String(Math.floor(around / 1000) + 600);
    await flips(
      asUser(),
      { NumericLessThan: { 'aws:EpochTime': epoch } },
      { NumericGreaterThan: { 'aws:EpochTime': epoch } },
    );
  });

  it('aws:RequestTag and aws:TagKeys', async () => {
    const tagging = iamDraft('TagUser', {
      UserName: 'target',
      'Tags.member.1.Key': 'Stage',
      'Tags.member.1.Value': 'test',
    });
    const key = 'aws:RequestTag/stage';
    await flips(asUser(), text(key, 'test'), text(key, 'live'), tagging);
    const only = (name: string) => ({ 'ForAllValues:StringEquals': { 'aws:TagKeys': name } });
    await flips(asUser(), only('Stage'), only('Cost'), tagging);
    const removing = iamDraft('UntagUser', { UserName: 'target', 'TagKeys.member.1': 'Stage' });
    await flips(asUser(), only('Stage'), only('Cost'), removing);
  });

  it('aws:CalledVia and aws:ViaAWSService: no call here is made through a service', async () => {
    await flips(asUser(), absent('aws:CalledVia', 'true'), absent('aws:CalledVia', 'false'));
    await flips(asUser(), bool('aws:ViaAWSService', 'false'), bool('aws:ViaAWSService', 'true'));
  });
});

describe('keys of the resource', () => {
  it('aws:ResourceTag', async () => {
    const key = 'aws:ResourceTag/cost';
    await flips(asUser(), text(key, '7'), text(key, '8'));
    const caller = asUser();
    await caller.permit(allow('iam:*', '*', { Condition: text(key, '7') }));
    assert.equal(await outcome(caller, iamDraft('GetUser', { UserName: 'alice' })), 'denied');
    assert.equal(await outcome(caller, iamDraft('GetUser', { UserName: 'no-such' })), 'denied');
  });

  it('aws:ResourceAccount', async () => {
    const key = 'aws:ResourceAccount';
    await flips(asUser(), text(key, server.account), text(key, '444455556666'));
  });
});

describe('keys of the principal', () => {
  it('aws:PrincipalTag, of a user and of a session', async () => {
    const key = 'aws:PrincipalTag/team';
    await flips(asUser(), text(key, 'blue'), text(key, 'red'));
    const project = 'aws:PrincipalTag/Project';
    await flips(asSession(), text(project, 'moon'), text(project, 'mars'));
  });

  it('aws:PrincipalArn: the role of a session', async () => {
    const arn = (value: string) => ({ ArnEquals: { 'aws:PrincipalArn': value } });
    await flips(asUser(), arn(alice.arn), arn(alice.arn.replace('/staff', '')));
    const role = `arn:aws:iam::${server.account}:role/tester`;
    const other = `arn:aws:sts::${server.account}:assumed-role/tester/work`;
    await flips(asSession(), arn(role), arn(other));
  });

  it('aws:PrincipalAccount', async () => {
    const key = 'aws:PrincipalAccount';
    await flips(asSession(), text(key, server.account), text(key, '444455556666'));
  });

  it('aws:PrincipalType', async () => {
    const key = 'aws:PrincipalType';
    await flips(asUser(), text(key, 'User'), text(key, 'AssumedRole'));
    await flips(asSession(), text(key, 'AssumedRole'), text(key, 'User'));
  });

  it('aws:PrincipalOrgID', async () => {
    const key = 'aws:PrincipalOrgID';
    await flips(asUser(), text(key, organization), text(key, 'o-aaaaaaaaaa'));
  });

  it('aws:username, which sessions of roles do not have', async () => {
    const key = 'aws:username';
    await flips(asUser(), text(key, 'alice'), text(key, 'target'));
    await flips(asSession(), absent(key, 'true'), absent(key, 'false'));
    const caller = asUser();
    await caller.permit(allow('iam:*', `arn:aws:iam::*:user/staff/\${aws:username}`));
    assert.equal(await outcome(caller, iamDraft('GetUser', { UserName: 'alice' })), 'allowed');
    assert.equal(await outcome(caller), 'denied');
  });

  it('aws:userid', async () => {
    const key = 'aws:userid';
    await flips(asUser(), text(key, alice.id), text(key, 'alice'));
    await flips(asSession(), text(key, sessionUserId), text(key, alice.id));
  });
});

describe('keys of the session', () => {
  it('aws:SourceIdentity', async () => {
    const key = 'aws:SourceIdentity';
    await flips(asSession(), text(key, 'alice'), text(key, 'mallory'));
    await flips(asUser(), absent(key, 'true'), absent(key, 'false'));
  });

  it('aws:TokenIssueTime', async () => {
    const key = 'aws:TokenIssueTime';
    const moment = isoSeconds(Date.now() + 60_000);
    await flips(
      asSession(),
      { DateLessThan: { [key]: moment } },
      { DateGreaterThan: { [key]: moment } },
    );
    await flips(asUser(), absent(key, 'true'), absent(key, 'false'));
  });

  it('aws:MultiFactorAuthPresent: absent for long-term keys, false without a code', async () => {
    const key = 'aws:MultiFactorAuthPresent';
    await flips(asSession(), bool(key, 'false'), bool(key, 'true'));
    await flips(asUser(), absent(key, 'true'), bool(key, 'false'));
    const ifExists = (value: string) => ({ BoolIfExists: { [key]: value } });
    await flips(asSession(), ifExists('false'), ifExists('true'));
    await flips(asUser(), absent('aws:MultiFactorAuthAge', 'true'), absent(key, 'false'));
  });
});
