/** A sign-in whose steps are answered by different nodes. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type TestPostgres, testPostgres } from '../../tools/postgres.ts';
import { needs, storesUnderTest } from '../../tools/programs.ts';
import { headingOf, type Page, type Visitor, visitorOf } from '../support/page-visitor.ts';
import { actionOf, enterEmail, enterIam, hiddenFieldsOf, submit } from '../support/sign-in.ts';
import { ROOT } from '../support/sign-in-world.ts';
import { type Cluster, startCluster } from './cluster.ts';

const needed = storesUnderTest().includes('postgres') ? needs('postgres') : { skip: 'SQLite only' };
const PASSWORD = 'type="password"';

describe('a sign-in on several nodes', needed, () => {
  let postgres: TestPostgres | undefined;
  let cluster: Cluster;
  let account = '';
  before(async () => {
    postgres = await testPostgres();
    assert.ok(postgres);
    cluster = await startCluster(await postgres.createDatabase(), 2, {
      GATEHOUSE_CHALLENGE: 'never',
      GATEHOUSE_ROOT_CODE: 'never',
      GATEHOUSE_BOOTSTRAP_ROOT_EMAIL: ROOT.email,
      GATEHOUSE_BOOTSTRAP_ROOT_PASSWORD: ROOT.password,
    });
    const { Account } = await cluster.clients(0).sts.getCallerIdentity({});
    account = Account ?? '';
  });
  after(async () => {
    await cluster?.stop();
    await postgres?.stop();
  });

  /** The same browser, led to one node or the other. */
  function browser(): readonly [Visitor, Visitor] {
    const [first, second] = cluster.nodes.map((node) => visitorOf(node));
    assert.ok(first && second);
    const sharing = {
      ...second,
      cookies: first.cookies,
      send: async (path: string, init: RequestInit) => {
        second.cookies.clear();
        for (const [name, value] of first.cookies) second.cookies.set(name, value);
        const page = await second.send(path, init);
        for (const [name, value] of second.cookies) first.cookies.set(name, value);
        return page;
      },
    };
    const get: Visitor['get'] = async (path) => await sharing.send(path, {});
    const post: Visitor['post'] = async (path, fields) => {
      const body = new URLSearchParams(fields as Record<string, string>);
      return await sharing.send(path, { method: 'POST', body });
    };
    return [first, { ...sharing, get, post }];
  }

  it('begins on one and ends on the other, also with a password that must be replaced', async () => {
    const { iam } = cluster.clients(0);
    await iam.createUser({ UserName: 'traveller' });
    const password = 'Right-traveller-1';
    await iam.createLoginProfile({
      UserName: 'traveller',
      Password: password,
      PasswordResetRequired: true,
    });
    const [here, there] = browser();
    const sent = await enterIam(here, { account, username: 'traveller', password });
    const change = await there.get(sent.location ?? '');
    assert.equal(headingOf(change), 'Set a new password');
    const again = 'Better-traveller-2';
    const ended = await submit(there, change, { password: again, again }, PASSWORD);
    assert.match(ended.location ?? '', /^\/signin\/continue\?code=/);
    const led = await here.get(ended.location ?? '');
    assert.equal(led.location, '/console/home');
    assert.ok(here.cookies.has('gatehouse-console'));
  });

  it('that is finished on both at the same moment is finished once', async () => {
    const [here, there] = browser();
    const page = await enterEmail(here, ROOT.email);
    const fields = { ...hiddenFieldsOf(page, PASSWORD), password: ROOT.password };
    const send = async (visitor: Visitor): Promise<Page> =>
      await visitor.post(actionOf(page, PASSWORD), fields);
    const answers = await Promise.all([send(here), send(there)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 410]);
  });
});
