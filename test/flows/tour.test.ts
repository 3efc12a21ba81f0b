import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { testPostgres } from '../../tools/postgres.ts';
import { needs, storesUnderTest } from '../../tools/programs.ts';
import type { Ended } from '../support/cli.ts';
import { clientsOf, refusalOf } from '../support/clients.ts';
import { makeUser } from '../support/entities.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { readTour, runTour } from '../support/tour.ts';

const ACCOUNT = '111122223333';

/** The whole of what the AWS CLI prints when the tour's session asks for too much. */
const REFUSAL = `
An error occurred (AccessDenied) when calling the CreateUser operation: User: arn:aws:sts::111122223333:assumed-role/reader/tour is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::111122223333:user/mallory because no identity-based policy allows the iam:CreateUser action
`;

/** What the tour does, as the event history tells it: newest first, administrator or session. */
const HISTORY = `
CreateUser tour
GetUser tour
AssumeRole alice
CreateLoginProfile bootstrap-admin
PutUserPolicy bootstrap-admin
CreateAccessKey bootstrap-admin
CreateUser bootstrap-admin
PutRolePolicy bootstrap-admin
CreateRole bootstrap-admin
GetCallerIdentity bootstrap-admin
CreateManagementAccount local-operator
`;

/** What the account's administrator is told of the control policy; the account's id is drawn. */
const CONTROLLED_REFUSAL =
  /^\nAn error occurred \(AccessDenied\) when calling the CreateUser operation: User: arn:aws:sts::(\d{12}):assumed-role\/OrganizationAccountAccessRole\/tour is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::\1:user\/mallory with an explicit deny in a service control policy\n$/;

const FEDERATED_REFUSAL = `
An error occurred (InvalidIdentityToken) when calling the AssumeRoleWithSAML operation: Response does not contain the required audience
`;

/** What AWS answers to the sample that is refused. */
const SAMPLE_REFUSAL =
  'InvalidIdentityToken: RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}';

/** The session of whom the identity provider vouches for, and the identity provider. */
const FEDERATED = `arn:aws:sts::${ACCOUNT}:assumed-role/staff/bob@example.com\thttps://idp.example.com/saml\n`;

async function takeTour(servers: readonly TestServer[]): Promise<void> {
  const [server] = servers;
  assert.ok(server);
  const home = await mkdtemp(join(tmpdir(), 'gatehouse-tour-'));
  const steps = await readTour();
  // Under the name that it has for browsers: responses are made for that one.
  const stops = servers.map(({ url, folder }) => ({
    url: url.replace('127.0.0.1', 'localhost'),
    folder,
  }));
  const { region, administrator: credentials } = server;
  const results = await runTour(steps, stops, { home, region, credentials });
  await rm(home, { recursive: true });
  const of = (words: string): Ended => {
    const index = steps.findIndex(({ command }) => command.includes(words));
    return results[index] ?? assert.fail(`the tour has no step with ${words}`);
  };
  const refusals = [
    [of('--user-name mallory'), REFUSAL],
    [of('respond --recipient'), FEDERATED_REFUSAL],
  ] as const;
  for (const [result, stderr] of refusals)
    assert.deepEqual(result, { code: 254, stdout: '', stderr });
  const controlled = of('$DEV_KEY');
  assert.deepEqual([controlled.code, controlled.stdout], [254, '']);
  assert.match(controlled.stderr, CONTROLLED_REFUSAL);
  const diagnosed = of('diagnose saml');
  const refused = [...refusals.map(([result]) => result), controlled, diagnosed];
  for (const [index, result] of results.entries()) {
    if (refused.includes(result)) continue;
    assert.deepEqual([result.code, result.stderr], [0, ''], steps[index]?.command);
  }
  assert.equal(
    JSON.parse(of('iam get-user').stdout).User.Arn,
    `arn:aws:iam::${ACCOUNT}:user/alice`,
  );
  assert.equal(of('[EventName,Username]').stdout.replaceAll('\t', ' '), HISTORY.trimStart());
  assertSessionEvents(of('Events[].CloudTrailEvent').stdout);
  assert.equal(of('"$(respond)"').stdout, FEDERATED);
  assertExplanations(of('attempts list').stdout, of('attempts show').stdout, diagnosed);
  assertWorkforce(of('identity-center enable').stdout, of('aws-config sso').stdout);
}

/** The portal's address, and the profile by which `aws sso login` enters the member account. */
function assertWorkforce(enabled: string, profiles: string): void {
  const [, portal = ''] =
    /^access portal +\S+\/portal\/(d-[0-9a-f]{10})\/start$/m.exec(enabled) ?? [];
  assert.notEqual(portal, '', enabled);
  assert.ok(profiles.includes(`sso_start_url = https://${portal}.awsapps.com/start\n`), profiles);
  assert.match(
    profiles,
    /^\[profile Auditor-(\d{12})\]\nsso_session = gatehouse\nsso_account_id = \1\nsso_role_name = Auditor$/m,
  );
}

/** What is said of the refused response, and of the one among the examples. */
function assertExplanations(list: string, attempt: string, diagnosed: Ended): void {
  assert.match(list, /^\S+Z ✗ SAML-039 .*\n.*bob@example\.com/);
  const received = 'received   https://signin.aws.amazon.com/saml';
  assert.ok(attempt.includes(received), attempt);
  assert.match(attempt, /^SAML-039: .*\n {2}cause .*(?:\n .*)*\n {2}fix .*/m);
  const { code, stdout, stderr } = diagnosed;
  assert.deepEqual([code, stderr], [1, '']);
  assert.match(stdout, /^✗ RoleSessionName is a valid name {2}SAML-075$/m);
  assert.match(stdout, /^57 passed, 1 failed, 9 not checked$/m);
  assert.ok(stdout.replace(/\s+/g, ' ').trim().endsWith(`✗ SAML-075 HTTP 400 ${SAMPLE_REFUSAL}`));
}

/** The permitted and the refused call, as the session made them. */
function assertSessionEvents(text: string): void {
  const events = text.trim().split('\t');
  const [refused, permitted] = events.map((event) => JSON.parse(event));
  assert.equal(events.length, 2);
  assert.deepEqual(
    [permitted.eventName, permitted.errorCode, permitted.requestParameters],
    ['GetUser', undefined, { userName: 'alice' }],
  );
  assert.deepEqual(
    [refused.eventName, refused.errorCode, refused.requestParameters],
    ['CreateUser', 'AccessDenied', { userName: 'mallory' }],
  );
  const { type, arn, sessionContext } = refused.userIdentity;
  assert.deepEqual(
    [type, arn, sessionContext.sessionIssuer.userName],
    ['AssumedRole', `arn:aws:sts::${ACCOUNT}:assumed-role/reader/tour`, 'reader'],
  );
}

describe('R030: the tour of the README, as printed', needs('aws'), () => {
  it('on one server', async () => {
    const server = await startTestServer({ GATEHOUSE_BOOTSTRAP_ACCOUNT_ID: ACCOUNT });
    try {
      await takeTour([server]);
    } finally {
      await server.stop();
    }
  });
});

const postgres = storesUnderTest().includes('postgres');

describe(
  'two nodes on PostgreSQL',
  postgres ? needs('aws', 'postgres') : { skip: 'SQLite only' },
  () => {
    let nodes: TestServer[] = [];
    let stopDatabase: (() => Promise<void>) | undefined;

    before(async () => {
      const database = await testPostgres();
      assert.ok(database);
      stopDatabase = database.stop;
      const environment = {
        GATEHOUSE_BOOTSTRAP_ACCOUNT_ID: ACCOUNT,
        GATEHOUSE_MASTER_KEY: randomBytes(32).toString('base64'),
        GATEHOUSE_DATABASE_URL: await database.createDatabase(),
        // As behind a load balancer.
        GATEHOUSE_PUBLIC_URL: 'https://gatehouse.example.test',
      };
      nodes = [await startTestServer(environment), await startTestServer(environment)];
    });

    after(async () => {
      for (const node of nodes) await node.stop();
      await stopDatabase?.();
    });

    it('take the tour in turns, without a pause', async () => {
      await takeTour(nodes);
    });

    it('refuse a deleted access key in the very next request, on either node', async () => {
      const [one, other] = nodes.map((node) => node);
      assert.ok(one && other);
      for (const [index, [here, there]] of [
        [one, other] as const,
        [other, one] as const,
      ].entries()) {
        const admin = clientsOf(here);
        const bob = await makeUser(admin, `bob-${index}`);
        const asBob = clientsOf(there, bob.credentials);
        await asBob.sts.getCallerIdentity({});
        const { accessKeyId: AccessKeyId } = bob.credentials;
        await admin.iam.deleteAccessKey({ UserName: bob.name, AccessKeyId });
        const refusal = await refusalOf(asBob.sts.getCallerIdentity({}));
        assert.equal(refusal.code, 'InvalidClientTokenId');
      }
    });
  },
);
