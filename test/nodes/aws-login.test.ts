/** `aws login` on several nodes: what one has exchanged or ended is so on every other at once. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type TestPostgres, testPostgres } from '../../tools/postgres.ts';
import { needs, storesUnderTest } from '../../tools/programs.ts';
import {
  beginLogin,
  consentedCode,
  exchange,
  refresh,
  signedIn,
  tokensOf,
} from '../support/aws-login.ts';
import { clientsOf } from '../support/clients.ts';
import { allow, makeRole, makeUser, trusts } from '../support/entities.ts';
import { assumed, signInWith } from '../support/login-world.ts';
import { type Visitor, visitorOf } from '../support/page-visitor.ts';
import type { Credentials } from '../support/server.ts';
import { type Cluster, startCluster } from './cluster.ts';

const PUBLIC_URL = 'https://gatehouse.test';
const ROUNDS = 4;

const needed = storesUnderTest().includes('postgres') ? needs('postgres') : { skip: 'SQLite only' };

describe('aws login on two nodes on PostgreSQL', needed, () => {
  let postgres: TestPostgres | undefined;
  let cluster: Cluster;
  let credentials: Credentials;
  let arn = '';

  before(async () => {
    postgres = await testPostgres();
    assert.ok(postgres);
    cluster = await startCluster(await postgres.createDatabase(), 2, {
      GATEHOUSE_PUBLIC_URL: PUBLIC_URL,
    });
    const admin = cluster.clients(0);
    const alice = await makeUser(admin, 'alice', { policy: allow('sts:AssumeRole') });
    const role = await makeRole(admin, 'worker', trusts(alice.arn), { policy: allow('signin:*') });
    credentials = await assumed(cluster.clients(0, alice.credentials), role.arn, 3600);
    arn = role.arn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/');
  });

  after(async () => {
    await cluster?.stop();
    await postgres?.stop();
  });

  const url = (node: number) => cluster.nodes[node]?.url ?? '';

  async function browserOn(node: number): Promise<Visitor> {
    const browser = visitorOf({ url: url(node) });
    await signInWith(browser, credentials);
    return browser;
  }

  it('a code is exchanged on the other node, once of several tries at the same moment', async () => {
    const browser = await browserOn(0);
    for (let round = 0; round < ROUNDS; round += 1) {
      const run = beginLogin(PUBLIC_URL);
      const code = await consentedCode(browser, run);
      const tries = [1, 0, 1, 0].map((node) => exchange(url(node), run, code));
      const answers = await Promise.all(tries);
      const statuses = answers.map(({ status }) => status).sort();
      assert.deepEqual(statuses, [200, 401, 401, 401]);
      const token = tokensOf(answers.find(({ status }) => status === 200) ?? assert.fail());
      const target = { url: url(round % 2), region: 'us-east-1' };
      const { administrator } = cluster;
      const { sts } = clientsOf({ ...target, administrator }, token.accessToken);
      assert.equal((await sts.getCallerIdentity({})).Arn, `${arn}/ann`);
    }
  });

  it('one refresh token gives one next token, and one proof one answer', async () => {
    const run = beginLogin(PUBLIC_URL);
    let token = await signedIn(url(0), await browserOn(0), run);
    for (let round = 0; round < ROUNDS; round += 1) {
      const { refreshToken } = token;
      const tries = [0, 1, 0, 1].map((node) => refresh(url(node), run, refreshToken));
      const answers = (await Promise.all(tries)).map(tokensOf);
      assert.equal(new Set(answers.map((answer) => answer.refreshToken)).size, 1);
      token = answers[0] ?? token;
    }
    const claims = { jti: 'the same', htu: `${PUBLIC_URL}/v1/token` };
    const tries = [0, 1].map((node) =>
      refresh(url(node), run, token.refreshToken, { proof: { claims } }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status).sort();
    assert.deepEqual(statuses, [200, 400]);
  });

  it('what is signed out on one node is refused on the other', async () => {
    const browser = await browserOn(0);
    const run = beginLogin(PUBLIC_URL);
    const token = await signedIn(url(1), browser, run);
    await browser.get('/federation?Action=logout');
    const refused = await refresh(url(1), run, token.refreshToken);
    assert.deepEqual([refused.status, refused.body.error], [401, 'TOKEN_EXPIRED']);
  });
});
