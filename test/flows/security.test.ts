import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Clients, clientsOf, credentialsOf, refusalOf } from '../support/clients.ts';
import {
  allow,
  deny,
  type MadeUser,
  makeRole,
  makeUser,
  policyOf,
  setUserPolicy,
  trusts,
} from '../support/entities.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

/** What an attacker with a key of its own tries, and what it must not learn or reach. */

const MESSAGE = 'x-gatehouse-authorization-message';
const SECRET = 'external-id-that-nobody-may-read';

let server: TestServer;
let admin: Clients;
let root: string;
/** May assume any role as far as its own policies go. */
let mallory: MadeUser;
let asMallory: Clients;
/** Has no policies at all. */
let asNobody: Clients;
/** Another account of the installation, and its administrator. */
let other: string;
let inOther: Clients;

before(async () => {
  server = await startTestServer();
  admin = clientsOf(server);
  root = `arn:aws:iam::${server.account}:root`;
  mallory = await makeUser(admin, 'mallory', { policy: allow('sts:AssumeRole') });
  asMallory = clientsOf(server, mallory.credentials);
  asNobody = clientsOf(server, (await makeUser(admin, 'nobody')).credentials);
  await admin.organizations.createOrganization({});
  const { CreateAccountStatus } = await admin.organizations.createAccount({
    AccountName: 'other',
    Email: 'other@example.com',
  });
  other = CreateAccountStatus?.AccountId ?? '';
  const entry = await admin.sts.assumeRole({
    RoleArn: `arn:aws:iam::${other}:role/OrganizationAccountAccessRole`,
    RoleSessionName: 'setup',
  });
  inOther = clientsOf(server, credentialsOf(entry));
  const secret = { Condition: { StringEquals: { 'sts:ExternalId': SECRET } } };
  const tags = [{ Key: 'stage', Value: 'hidden-stage' }];
  await makeRole(admin, 'Vault', trusts(root, 'sts:AssumeRole', secret), { tags });
  await makeRole(inOther, 'Vault', trusts(root, 'sts:AssumeRole', secret), { tags });
});

after(async () => {
  await server?.stop();
});

async function assumed(clients: Clients, account: string, role: string) {
  const RoleArn = `arn:aws:iam::${account}:role/${role}`;
  return await refusalOf(clients.sts.assumeRole({ RoleArn, RoleSessionName: 'attempt' }));
}

describe('roles that refuse', () => {
  it('R067: cannot be told from roles that do not exist, even by callers who may assume any', async () => {
    for (const account of [server.account, other]) {
      const present = await assumed(asMallory, account, 'Vault');
      for (const name of ['Vaulx', 'VAULT']) {
        const absent = await assumed(asMallory, account, name);
        assert.deepEqual(
          { ...absent, message: absent.message.replace(name, 'Vault'), headers: {} },
          { ...present, headers: {} },
        );
        assert.equal(absent.headers[MESSAGE]?.length, present.headers[MESSAGE]?.length);
      }
    }
  });

  it('of another account keep their trust policy and tags to themselves', async () => {
    const ofTag = { StringEquals: { 'aws:ResourceTag/stage': 'another' } };
    await setUserPolicy(admin.iam, 'mallory', [
      allow('sts:AssumeRole'),
      allow('sts:AssumeRole', '*', { Condition: ofTag }),
    ]);
    const decoded: string[] = [];
    for (const name of ['Vault', 'Vaulx']) {
      const { headers } = await assumed(asMallory, other, name);
      const EncodedMessage = headers[MESSAGE];
      const answer = await admin.sts.decodeAuthorizationMessage({ EncodedMessage });
      decoded.push((answer.DecodedMessage ?? '').replace(name, 'Vault'));
    }
    assert.doesNotMatch(decoded[0] ?? '', new RegExp(`${SECRET}|hidden-stage`));
    assert.equal(decoded[0], decoded[1]);
  });

  it('of the own account are explained to its administrators', async () => {
    const { headers } = await assumed(asMallory, server.account, 'Vault');
    const EncodedMessage = headers[MESSAGE];
    const answer = await admin.sts.decodeAuthorizationMessage({ EncodedMessage });
    const { failures } = JSON.parse(answer.DecodedMessage ?? '');
    assert.ok(failures.items.some((item: object) => JSON.stringify(item).includes(SECRET)));
  });
});

describe('a refused caller', () => {
  it('learns neither path nor letters of what exists', async () => {
    const { credentials } = await makeUser(admin, 'Bobby', { path: '/hidden/path/' });
    await admin.iam.createGroup({ GroupName: 'Staff', Path: '/hidden/path/' });
    await makeRole(admin, 'Deploy', trusts(root), { path: '/hidden/path/' });
    await admin.iam.createInstanceProfile({ InstanceProfileName: 'Box', Path: '/hidden/path/' });
    const { iam } = asNobody;
    const calls = {
      bobby: (UserName: string) => iam.getUser({ UserName }),
      bobbY: (UserName: string) => iam.updateUser({ UserName, NewUserName: 'x', NewPath: '/x/' }),
      boBby: (UserName: string) => iam.updateUser({ UserName, NewUserName: 'y' }),
      staff: (GroupName: string) => iam.getGroup({ GroupName }),
      stafF: (GroupName: string) => iam.updateGroup({ GroupName, NewGroupName: 'x' }),
      deploy: (RoleName: string) => iam.getRole({ RoleName }),
      box: (InstanceProfileName: string) => iam.getInstanceProfile({ InstanceProfileName }),
    };
    for (const [name, call] of Object.entries(calls)) {
      const present = await refusalOf(call(name));
      const absent = await refusalOf(call(`no-${name}`));
      assert.equal(present.code, 'AccessDenied');
      assert.equal(absent.message.replaceAll(`no-${name}`, name), present.message);
      assert.equal(absent.headers[MESSAGE]?.length, present.headers[MESSAGE]?.length);
    }
    const [known, unknown] = [credentials.accessKeyId, 'AKIAAAAAAAAAAAAAAAAA'];
    const present = await refusalOf(iam.getAccessKeyLastUsed({ AccessKeyId: known }));
    const absent = await refusalOf(iam.getAccessKeyLastUsed({ AccessKeyId: unknown }));
    assert.equal(present.message, absent.message);
  });

  it('is judged by the stored path and letters all the same', async () => {
    await makeUser(admin, 'Guarded', { path: '/guarded/' });
    const { credentials } = await makeUser(admin, 'reader', {
      policy: [
        allow('iam:GetUser'),
        deny('iam:GetUser', `arn:aws:iam::${server.account}:user/guarded/Guarded`),
      ],
    });
    const { iam } = clientsOf(server, credentials);
    assert.equal((await refusalOf(iam.getUser({ UserName: 'gUARDED' }))).code, 'AccessDenied');
    assert.equal((await iam.getUser({ UserName: 'bobby' })).User?.UserName, 'Bobby');
  });
});

describe('session policies', () => {
  it('of any length and content do not hold up the server', async () => {
    const { arn } = await makeRole(admin, 'open', trusts(mallory.arn), { policy: allow('iam:*') });
    const blanks = ' '.repeat(30_000);
    const hostile = allow('iam:GetRole', `arn:aws:iam::*:role/\${aws:x${blanks}y}`);
    const began = process.cpuUsage();
    const answer = await asMallory.sts.assumeRole({
      RoleArn: arn,
      RoleSessionName: 'hostile',
      Policy: policyOf(hostile),
    });
    const { iam } = clientsOf(server, credentialsOf(answer));
    assert.equal((await refusalOf(iam.getRole({ RoleName: 'open' }))).code, 'AccessDenied');
    // Of the processor: another program's work is not the server's.
    assert.ok(process.cpuUsage(began).user < 5_000_000);
  });
});

describe('session tags', () => {
  it('of the reserved prefix are refused: no caller names itself for the system', async () => {
    const { arn } = await makeRole(
      admin,
      'tagged',
      trusts(mallory.arn, ['sts:AssumeRole', 'sts:TagSession']),
    );
    const tag = (Key: string) =>
      asMallory.sts.assumeRole({
        RoleArn: arn,
        RoleSessionName: 'tags',
        Tags: [{ Key, Value: 'x' }],
      });
    const { code, message } = await refusalOf(tag('AWS:team'));
    assert.deepEqual(
      { code, message },
      {
        code: 'InvalidParameterValue',
        message: 'Tag keys beginning with "aws:" are reserved for system use.',
      },
    );
    assert.ok((await tag('awsteam')).Credentials);
  });
});

describe('the event history', () => {
  it('does not grow with the size of refused requests', async () => {
    const { iam } = asNobody;
    const TagKeys = Array.from({ length: 5000 }, (_, index) => `key-${index}`.padEnd(100, 'x'));
    const refusal = await refusalOf(iam.untagUser({ UserName: 'nobody', TagKeys }));
    assert.equal(refusal.code, 'ValidationError');
    const name = { AttributeKey: 'EventName', AttributeValue: 'UntagUser' } as const;
    const { Events = [] } = await admin.cloudtrail.lookupEvents({ LookupAttributes: [name] });
    assert.equal(Events.length, 1);
    assert.ok((Events[0]?.CloudTrailEvent?.length ?? 0) < 110_000);
  });

  it('names resources by words of its own only', async () => {
    const PolicyArn = `arn:aws:iam::${server.account}:constructor/name`;
    assert.equal((await refusalOf(admin.iam.getPolicy({ PolicyArn }))).code, 'ValidationError');
    const name = { AttributeKey: 'ResourceName', AttributeValue: PolicyArn } as const;
    const { Events } = await admin.cloudtrail.lookupEvents({ LookupAttributes: [name] });
    assert.deepEqual(Events, []);
  });
});
