import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type TestPostgres, testPostgres } from '../../tools/postgres.ts';
import { needs, storesUnderTest } from '../../tools/programs.ts';
import { credentialsOf, refusalOf } from '../support/clients.ts';
import { arnIn, openConsole, originOf, visitorWith } from '../support/console.ts';
import { allow, makeRole, makeUser, trusts } from '../support/entities.ts';
import { type Visitor, visitorOf } from '../support/page-visitor.ts';
import type { Credentials } from '../support/server.ts';
import { type Cluster, startCluster } from './cluster.ts';

const needed = storesUnderTest().includes('postgres') ? needs('postgres') : { skip: 'SQLite only' };
const ROUNDS = 5;

describe('a console session that is ended on one node', needed, () => {
  let postgres: TestPostgres | undefined;
  let cluster: Cluster;
  let ofRole: Credentials;
  let further: string;

  before(async () => {
    postgres = await testPostgres();
    assert.ok(postgres);
    cluster = await startCluster(await postgres.createDatabase());
    const admin = cluster.clients(0);
    const alice = await makeUser(admin, 'alice', { policy: allow('sts:AssumeRole') });
    const helper = await makeRole(admin, 'helper', trusts(alice.arn), {
      policy: allow('sts:AssumeRole'),
    });
    further = (await makeRole(admin, 'further', trusts(helper.arn))).arn;
    const { sts } = cluster.clients(0, alice.credentials);
    ofRole = credentialsOf(await sts.assumeRole({ RoleArn: helper.arn, RoleSessionName: 'ann' }));
  });

  after(async () => {
    await cluster?.stop();
    await postgres?.stop();
  });

  async function signIn(server: { readonly url: string }): Promise<Visitor> {
    const { accessKeyId, secretAccessKey, sessionToken } = ofRole;
    const session = { sessionId: accessKeyId, sessionKey: secretAccessKey, sessionToken };
    const browser = visitorOf(server);
    const asked = { Action: 'getSigninToken', Session: JSON.stringify(session) };
    const { SigninToken } = JSON.parse((await browser.post('/federation', asked)).html);
    const login = { Action: 'login', Destination: '/console', SigninToken };
    const begun = await browser.post('/federation', login);
    await browser.get(begun.location ?? '');
    return browser;
  }

  it('is ended on the other one at once, with the credentials that came from it', async () => {
    const [one, other] = cluster.nodes;
    assert.ok(one && other);
    for (let round = 0; round < ROUNDS; round += 1) {
      const browser = await signIn(one);
      const page = await openConsole(browser, originOf(one));
      const asked = { RoleArn: further, RoleSessionName: 'ann' };
      const { body } = await page.call('sts', 'AssumeRole', asked);
      const { AccessKeyId, SecretAccessKey, SessionToken } = body.Credentials;
      const { sts } = cluster.clients(1, {
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        sessionToken: SessionToken,
      });
      await sts.getCallerIdentity({});
      const secret = browser.cookies.get('gatehouse-console') ?? '';
      const elsewhere = visitorWith(other, secret);
      assert.ok(await arnIn(elsewhere, originOf(other)));
      await browser.post('/signin/out', {}, { 'sec-fetch-site': 'same-origin' });
      assert.equal((await refusalOf(sts.getCallerIdentity({}))).code, 'InvalidClientTokenId');
      assert.equal(await arnIn(elsewhere, originOf(other)), undefined);
    }
  });
});
