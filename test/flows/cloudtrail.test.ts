import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { LookupAttributeKey, LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail';
import { isoSeconds } from '../../src/base/clock.ts';
import {
  assertRefused,
  type Clients,
  clientsOf,
  credentialsOf,
  refusalOf,
} from '../support/clients.ts';
import { allow, type MadeUser, makeRole, makeUser, trusts } from '../support/entities.ts';
import { send, stsDraft } from '../support/requests.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let admin: Clients;
let alice: MadeUser;
let asAlice: Clients;

before(async () => {
  server = await startTestServer();
  admin = clientsOf(server);
  alice = await makeUser(admin, 'alice', { policy: allow(['cloudtrail:LookupEvents', 'sts:*']) });
  asAlice = clientsOf(server, alice.credentials);
  await refusalOf(asAlice.iam.deleteUser({ UserName: 'no-such-user' }));
});

after(async () => {
  await server?.stop();
});

type Record = Readonly<globalThis.Record<string, unknown>>;

async function lookup(input: Partial<LookupEventsCommandInput> = {}, { cloudtrail } = admin) {
  const { Events = [], NextToken } = await cloudtrail.lookupEvents(input);
  return { events: Events, token: NextToken };
}

function attribute(AttributeKey: LookupAttributeKey, AttributeValue: string) {
  return { LookupAttributes: [{ AttributeKey, AttributeValue }] };
}

/** The record of the newest event of that name. */
// biome-ignore lint/suspicious/noExplicitAny: records are read as their readers do, by member names
async function recordOf(name: string, clients = admin): Promise<any> {
  const { events } = await lookup({ ...attribute('EventName', name), MaxResults: 1 }, clients);
  return JSON.parse(events[0]?.CloudTrailEvent ?? assert.fail(`no event ${name}`));
}

describe('events', () => {
  it('R030: of a change tell who did what to what', async () => {
    const { events } = await lookup(attribute('EventName', 'PutUserPolicy'));
    assert.equal(events.length, 1);
    const [event] = events;
    const { CloudTrailEvent = '', EventTime, EventId = '', ...told } = event ?? {};
    assert.deepEqual(told, {
      EventName: 'PutUserPolicy',
      ReadOnly: 'false',
      AccessKeyId: server.administrator.accessKeyId,
      EventSource: 'iam.amazonaws.com',
      Username: 'bootstrap-admin',
      Resources: [
        { ResourceType: 'AWS::IAM::User', ResourceName: 'alice' },
        { ResourceType: 'AWS::IAM::User', ResourceName: alice.arn },
      ],
    });
    const record = JSON.parse(CloudTrailEvent);
    const { requestID, userAgent, userIdentity, requestParameters, ...rest } = record;
    assert.match(requestID, /^[0-9a-f-]{36}$/);
    assert.match(userAgent, /^aws-sdk-js\//);
    const { principalId, ...identity } = userIdentity;
    assert.match(principalId, /^AIDA/);
    assert.deepEqual(identity, {
      type: 'IAMUser',
      arn: `arn:aws:iam::${server.account}:user/bootstrap-admin`,
      accountId: server.account,
      accessKeyId: server.administrator.accessKeyId,
      userName: 'bootstrap-admin',
    });
    assert.deepEqual(
      [requestParameters.userName, requestParameters.policyName],
      ['alice', 'inline'],
    );
    assert.deepEqual(rest, {
      eventVersion: '1.08',
      eventTime: isoSeconds(EventTime?.getTime() ?? 0),
      eventSource: 'iam.amazonaws.com',
      eventName: 'PutUserPolicy',
      awsRegion: 'us-east-1',
      sourceIPAddress: '127.0.0.1',
      responseElements: null,
      eventID: EventId,
      readOnly: false,
      resources: [{ accountId: server.account, type: 'AWS::IAM::User', ARN: alice.arn }],
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: server.account,
      eventCategory: 'Management',
    });
  });

  it('of a refused call tell the error', async () => {
    const record = await recordOf('DeleteUser');
    const arn = `arn:aws:iam::${server.account}:user/no-such-user`;
    assert.equal(record.errorCode, 'AccessDenied');
    assert.equal(
      record.errorMessage,
      `User: ${alice.arn} is not authorized to perform: iam:DeleteUser on resource: ${arn} because no identity-based policy allows the iam:DeleteUser action`,
    );
    assert.deepEqual(record.requestParameters, { userName: 'no-such-user' });
    assert.equal(record.responseElements, null);
  });

  it('of a call that failed tell the error', async () => {
    await refusalOf(admin.iam.getRole({ RoleName: 'missing' }));
    const { errorCode, errorMessage, readOnly } = await recordOf('GetRole');
    assert.deepEqual(
      [errorCode, errorMessage, readOnly],
      ['NoSuchEntity', 'The role with name missing cannot be found.', true],
    );
  });

  it('of AssumeRole name role, session and credentials, and hide the token', async () => {
    const role = await makeRole(
      admin,
      'worker',
      trusts(alice.arn, ['sts:AssumeRole', 'sts:TagSession']),
    );
    const answer = await asAlice.sts.assumeRole({
      RoleArn: role.arn,
      RoleSessionName: 'work',
      DurationSeconds: 900,
      Tags: [{ Key: 'Team', Value: 'blue' }],
      TransitiveTagKeys: ['Team'],
    });
    const record = await recordOf('AssumeRole');
    assert.deepEqual(record.requestParameters, {
      roleArn: role.arn,
      roleSessionName: 'work',
      durationSeconds: 900,
      tags: [{ key: 'Team', value: 'blue' }],
      transitiveTagKeys: ['Team'],
    });
    const { credentials, ...elements } = record.responseElements;
    const { expiration, ...shown } = credentials;
    const hidden = 'HIDDEN_DUE_TO_SECURITY_REASONS';
    assert.deepEqual(shown, {
      accessKeyId: answer.Credentials?.AccessKeyId,
      sessionToken: hidden,
    });
    assert.match(expiration, /^[A-Z][a-z]{2} \d{1,2}, \d{4}, \d{1,2}:\d\d:\d\d [AP]M$/);
    assert.deepEqual(elements.assumedRoleUser, {
      assumedRoleId: `${role.id}:work`,
      arn: `arn:aws:sts::${server.account}:assumed-role/worker/work`,
    });
    assert.deepEqual(record.resources, [
      { accountId: server.account, type: 'AWS::IAM::Role', ARN: role.arn },
    ]);
    const session = clientsOf(server, credentialsOf(answer));
    await session.sts.getCallerIdentity({});
    const { userIdentity } = await recordOf('GetCallerIdentity');
    const { creationDate, ...attributes } = userIdentity.sessionContext.attributes;
    assert.match(creationDate, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.deepEqual(attributes, { mfaAuthenticated: 'false' });
    assert.deepEqual(userIdentity.sessionContext.sessionIssuer, {
      type: 'Role',
      principalId: role.id,
      arn: role.arn,
      accountId: server.account,
      userName: 'worker',
    });
  });

  it('never hold secrets', async () => {
    const Password = 'Correct-Horse-42-Battery';
    const NewPassword = 'Staple-42-Correct-Horse';
    await admin.iam.createLoginProfile({ UserName: 'alice', Password });
    await admin.iam.updateLoginProfile({ UserName: 'alice', Password: NewPassword });
    const { AccessKey } = await admin.iam.createAccessKey({ UserName: 'alice' });
    const { Credentials } = await asAlice.sts.getSessionToken({});
    const secrets = [
      Password,
      NewPassword,
      AccessKey?.SecretAccessKey,
      Credentials?.SecretAccessKey,
      Credentials?.SessionToken,
      alice.credentials.secretAccessKey,
    ];
    const { events } = await lookup();
    const texts = events.map(({ CloudTrailEvent = '' }) => CloudTrailEvent).join('\n');
    for (const secret of secrets) {
      assert.ok(secret);
      assert.ok(!texts.includes(secret), 'a secret is in the event history');
    }
    assert.ok(texts.includes(AccessKey?.AccessKeyId ?? ''));
  });

  it('are not written for calls that nobody has signed', async () => {
    const count = async () =>
      (await lookup(attribute('EventName', 'GetSessionToken'))).events.length;
    const earlier = await count();
    const { status } = await send(server.url, stsDraft('GetSessionToken'));
    assert.equal(status, 403);
    assert.equal(await count(), earlier);
  });
});

describe('filters', () => {
  it('by each attribute', async () => {
    const { events: all } = await lookup();
    const event = all.find(({ EventName }) => EventName === 'PutUserPolicy');
    assert.ok(event);
    const cases: [LookupAttributeKey, string, (record: Record) => boolean][] = [
      ['EventId', event.EventId ?? '', ({ EventId }) => EventId === event.EventId],
      ['EventName', 'CreateUser', ({ EventName }) => EventName === 'CreateUser'],
      [
        'EventSource',
        'sts.amazonaws.com',
        ({ EventSource }) => EventSource === 'sts.amazonaws.com',
      ],
      ['Username', 'alice', ({ Username }) => Username === 'alice'],
      ['ReadOnly', 'true', ({ ReadOnly }) => ReadOnly === 'true'],
      ['ReadOnly', 'false', ({ ReadOnly }) => ReadOnly === 'false'],
      [
        'AccessKeyId',
        alice.credentials.accessKeyId,
        ({ AccessKeyId }) => AccessKeyId === alice.credentials.accessKeyId,
      ],
      [
        'ResourceName',
        'alice',
        ({ Resources }) => (Resources as Record[]).some((one) => one.ResourceName === 'alice'),
      ],
      [
        'ResourceType',
        'AWS::IAM::Role',
        ({ Resources }) =>
          (Resources as Record[]).some((one) => one.ResourceType === 'AWS::IAM::Role'),
      ],
    ];
    for (const [key, value, matches] of cases) {
      const { events } = await lookup(attribute(key, value));
      assert.ok(events.length > 0, `${key} ${value} finds something`);
      assert.ok(
        events.every((found) => matches(found as unknown as Record)),
        `${key} ${value}`,
      );
      assert.ok(events.length < all.length || key === 'ReadOnly');
    }
  });

  it('are exact: no case, no pattern, no part', async () => {
    for (const value of ['createuser', 'Create%', 'Create', 'CreateUser ', '*']) {
      assert.deepEqual((await lookup(attribute('EventName', value))).events, []);
    }
    for (const value of ['ALICE', 'ali', '%', 'alice"]']) {
      assert.deepEqual((await lookup(attribute('ResourceName', value))).events, []);
    }
    assert.deepEqual((await lookup(attribute('ReadOnly', 'yes'))).events, []);
  });

  it('by one attribute at a time, and known ones only', async () => {
    const both = [
      { AttributeKey: 'EventName' as const, AttributeValue: 'CreateUser' },
      { AttributeKey: 'Username' as const, AttributeValue: 'alice' },
    ];
    await assertRefused(
      lookup({ LookupAttributes: both }),
      'InvalidLookupAttributesException',
      400,
      'You can only specify one lookup attribute in your request.',
    );
    const unknown = await refusalOf(lookup(attribute('Nothing' as 'EventName', 'x')));
    assert.deepEqual([unknown.code, unknown.status], ['ValidationException', 400]);
    const empty = await refusalOf(lookup(attribute('EventName', '')));
    assert.deepEqual([empty.code, empty.status], ['ValidationException', 400]);
  });

  it('by categories that exist', async () => {
    await assertRefused(
      lookup({ EventCategory: 'insight' }),
      'InvalidEventCategoryException',
      400,
      'Insights events are not recorded here.',
    );
  });
});

describe('time ranges', () => {
  it('hold the events between their ends', async () => {
    const EndTime = new Date(Date.now() + 60_000);
    const { events } = await lookup({ StartTime: new Date(Date.now() - 600_000), EndTime });
    assert.ok(events.length > 0);
    assert.deepEqual((await lookup({ StartTime: EndTime })).events, []);
    assert.deepEqual((await lookup({ EndTime: new Date(Date.now() - 600_000) })).events, []);
    const time = events.at(-1)?.EventTime;
    const same = await lookup({ StartTime: time, EndTime: time });
    assert.ok(same.events.length > 0, 'both ends belong to the range');
  });

  it('end after they start', async () => {
    const StartTime = new Date(Date.now());
    const EndTime = new Date(Date.now() - 2000);
    await assertRefused(
      lookup({ StartTime, EndTime }),
      'InvalidTimeRangeException',
      400,
      'The start time that you specified occurs after the end time.',
    );
  });
});

describe('pages', () => {
  it('give every event once, newest first', async () => {
    const EndTime = new Date();
    const { events: all } = await lookup({ EndTime, MaxResults: 50 });
    assert.ok(all.length > 8);
    const seen: (string | undefined)[] = [];
    let token: string | undefined;
    for (let page = 0; page < 4 || (token !== undefined && page < 30); page += 1) {
      const part = await lookup({ EndTime, MaxResults: 3, NextToken: token });
      seen.push(...part.events.map(({ EventId }) => EventId));
      token = part.token;
      if (token === undefined) break;
    }
    const ids = new Set(seen);
    assert.equal(ids.size, seen.length);
    for (const { EventId } of all) assert.ok(ids.has(EventId));
    const times = all.map(({ EventTime }) => EventTime?.getTime() ?? 0);
    assert.deepEqual(
      times,
      times.toSorted((left, right) => right - left),
    );
  });

  it('have one to fifty events', async () => {
    const constraint = "at 'maxResults' failed to satisfy constraint: Member must have value";
    await assertRefused(
      lookup({ MaxResults: 0 }),
      'ValidationException',
      400,
      `1 validation error detected: Value '0' ${constraint} greater than or equal to 1`,
    );
    await assertRefused(
      lookup({ MaxResults: 51 }),
      'ValidationException',
      400,
      `1 validation error detected: Value '51' ${constraint} less than or equal to 50`,
    );
    await lookup({ MaxResults: 1 });
  });

  it('continue the search that began them and no other', async () => {
    const search = { ...attribute('Username', 'bootstrap-admin'), MaxResults: 1 };
    const { token: NextToken } = await lookup(search);
    assert.ok(NextToken);
    await lookup({ ...search, NextToken });
    const others: Partial<LookupEventsCommandInput>[] = [
      { ...attribute('Username', 'alice'), MaxResults: 1, NextToken },
      { ...search, StartTime: new Date(Date.now() - 600_000), NextToken },
      { NextToken },
      { ...search, NextToken: `${NextToken}x` },
      { ...search, NextToken: 'nothing' },
    ];
    for (const input of others) {
      const { code, status, message } = await refusalOf(lookup(input));
      assert.deepEqual(
        [code, status, message],
        [
          'InvalidNextTokenException',
          400,
          'Invalid token or a token that was previously used in a request with different parameters.',
        ],
      );
    }
  });
});

describe('accounts', () => {
  it('see their own events only', async () => {
    await admin.organizations.createOrganization({});
    const { CreateAccountStatus } = await admin.organizations.createAccount({
      AccountName: 'Other',
      Email: 'other@example.com',
    });
    const answer = await admin.sts.assumeRole({
      RoleArn: `arn:aws:iam::${CreateAccountStatus?.AccountId}:role/OrganizationAccountAccessRole`,
      RoleSessionName: 'enter',
    });
    const other = clientsOf(server, credentialsOf(answer));
    const { events } = await lookup({}, other);
    assert.deepEqual(
      events.map(({ EventName }) => EventName),
      ['AssumeRole'],
    );
    assert.deepEqual([events[0]?.Username, events[0]?.AccessKeyId], [undefined, undefined]);
    const [own] = (await lookup(attribute('EventName', 'PutUserPolicy'))).events;
    const stolen = await lookup(attribute('EventId', own?.EventId ?? ''), other);
    assert.deepEqual(stolen.events, []);
    const { token: NextToken } = await lookup({ MaxResults: 1 });
    const refusal = await refusalOf(lookup({ MaxResults: 1, NextToken }, other));
    assert.equal(refusal.code, 'InvalidNextTokenException');
  });

  it('need a permission', async () => {
    const nosy = await makeUser(admin, 'nosy');
    await assertRefused(
      lookup({}, clientsOf(server, nosy.credentials)),
      'AccessDeniedException',
      400,
      `User: ${nosy.arn} is not authorized to perform: cloudtrail:LookupEvents because no identity-based policy allows the cloudtrail:LookupEvents action`,
    );
    await lookup({}, asAlice);
  });
});
