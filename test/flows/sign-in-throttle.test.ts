/** Waits and the security check through the whole server, with a clock of the test's own. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { WORK_PARTS } from '../../src/domain/sign-in/challenge/work.ts';
import { createDigest } from '../../src/signin/challenge/work-script.ts';
import { clientsOf } from '../support/clients.ts';
import {
  headingOf,
  type Page,
  plainText,
  type Visitor,
  visitorOf,
} from '../support/page-visitor.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const PASSWORD = 'A-password-of-the-test-1';
const MINUTE = 60_000;

/** What the browser's script answers. */
function workOf({ html }: Page): string {
  const [, id = '', bits = '33'] = /data-id="([^"]+)" data-bits="(\d+)"/.exec(html) ?? [];
  const digest = createDigest();
  return Array.from({ length: WORK_PARTS }, (_, part) => {
    let number = 0;
    while (Math.clz32(digest(`${id}.${part}.${number}`)) < Number(bits)) number++;
    return number;
  }).join('.');
}

const fieldOf = ({ html }: Page, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1];

/** Types account, name and password on the page of IAM users; answers where that leads. */
async function type(
  visitor: Visitor,
  account: string,
  username: string,
  password: string,
): Promise<Page> {
  const csrf = fieldOf(await visitor.get('/signin/iam'), 'csrf');
  const posted = await visitor.post('/signin/iam', { csrf, account, username, password });
  return await visitor.follow(posted);
}

const isIn = ({ cookies }: Visitor) => [...cookies.keys()].some((name) => name.endsWith('console'));

describe('signing in with wrong passwords', () => {
  let server: TestServer;
  let now = Date.now();

  before(async () => {
    const options = { clock: () => now };
    server = await startTestServer({ GATEHOUSE_CHALLENGE: 'never' }, options);
    const { iam } = clientsOf(server);
    for (const UserName of ['ana', 'ben', 'cho']) {
      await iam.createUser({ UserName });
      await iam.createLoginProfile({ UserName, Password: PASSWORD });
    }
  });
  after(() => server.stop());

  const newVisitor = () => visitorOf(server);
  const failTimes = async (visitor: Visitor, name: string, count: number) => {
    let page: Page | undefined;
    for (let turn = 0; turn < count; turn++) {
      page = await type(visitor, server.account, name, 'a wrong password');
    }
    return page ?? assert.fail();
  };

  it('SIGN-051: five are free, then the page tells the wait, and after it the right one is taken', async () => {
    const visitor = newVisitor();
    const fifth = await failTimes(visitor, 'ana', 5);
    assert.equal(fifth.status, 200);
    const sixth = await type(visitor, server.account, 'ana', PASSWORD);
    assert.equal(sixth.status, 429);
    assert.equal(sixth.headers.get('retry-after'), '2');
    assert.match(plainText(sixth.html), /2 seconds/);
    assert.equal(isIn(visitor), false);
    now += 2000;
    await type(visitor, server.account, 'ana', PASSWORD);
    assert.equal(isIn(visitor), true);
  });

  it('SIGN-051: people who do not exist are counted and told alike', async () => {
    const told = async (name: string) => {
      const visitor = newVisitor();
      const fifth = await failTimes(visitor, name, 5);
      const sixth = await type(visitor, server.account, name, 'a wrong password');
      const plain = ({ html }: Page) =>
        plainText(html.replaceAll(name, 'NAME')).replace(/[0-9a-f-]{36}/g, 'REQUEST');
      return [fifth.status, plain(fifth), sixth.status, plain(sixth)];
    };
    assert.deepEqual(await told('nobody-of-that-name'), await told('ben'));
  });

  it('SIGN-050: failures of strangers do not hold up a person in a browser that they know', async () => {
    const own = newVisitor();
    await type(own, server.account, 'cho', PASSWORD);
    assert.equal(isIn(own), true);
    const stranger = newVisitor();
    await failTimes(stranger, 'cho', 6);
    const refused = await type(stranger, server.account, 'cho', PASSWORD);
    assert.equal(refused.status, 429);
    own.cookies.delete('gatehouse-console');
    await type(own, server.account, 'cho', PASSWORD);
    assert.equal(isIn(own), true);
    const thief = visitorOf(server);
    for (const [name, value] of own.cookies) {
      if (!name.endsWith('console')) thief.cookies.set(name, value);
    }
    await failTimes(thief, 'cho', 5);
    assert.equal((await type(thief, server.account, 'cho', PASSWORD)).status, 429);
    now += 15 * MINUTE;
    await type(thief, server.account, 'cho', PASSWORD);
    assert.equal(isIn(thief), true);
  });
});

describe('signing in with the security check', () => {
  let server: TestServer;

  before(async () => {
    server = await startTestServer();
    const { iam } = clientsOf(server);
    await iam.createUser({ UserName: 'ana' });
    await iam.createLoginProfile({ UserName: 'ana', Password: PASSWORD });
  });
  after(() => server.stop());

  /** Does the check of a page in the browser that it was shown in. */
  async function pass(visitor: Visitor, page: Page): Promise<Page> {
    assert.equal(headingOf(page), 'Security check');
    const fields = ['csrf', 'flow', 'step', 'puzzle'].map((name) => [name, fieldOf(page, name)]);
    const form = { ...Object.fromEntries(fields), work: workOf(page) };
    return await visitor.follow(await visitor.post('/signin/step', form));
  }

  it('R153: a new browser does the check, and is known afterwards', async () => {
    const visitor = visitorOf(server);
    const check = await type(visitor, server.account, 'ana', PASSWORD);
    const form = await pass(visitor, check);
    const [csrf, flow] = [fieldOf(form, 'csrf'), fieldOf(form, 'flow')];
    const typed = { account: server.account, username: 'ana', password: PASSWORD };
    await visitor.follow(await visitor.post('/signin/iam', { csrf, flow, ...typed }));
    assert.equal(isIn(visitor), true);
    visitor.cookies.delete('gatehouse-console');
    await type(visitor, server.account, 'ana', PASSWORD);
    assert.equal(isIn(visitor), true, 'no check the second time');
  });

  it('R153: a root user does it before the password, and whether there is one is not told', async () => {
    for (const email of ['root@example.com', 'nobody@example.com']) {
      const visitor = visitorOf(server);
      const csrf = fieldOf(await visitor.get('/signin/root'), 'csrf');
      const begun = await visitor.post('/signin', { csrf, type: 'root', email });
      const form = await pass(visitor, await visitor.follow(begun));
      assert.match(form.html, /name="password"/);
    }
  });

  it('SIGN-064: the answer of a check is not taken again', async () => {
    const visitor = visitorOf(server);
    const check = await type(visitor, server.account, 'ana', PASSWORD);
    await pass(visitor, check);
    const other = await type(visitor, server.account, 'ana', PASSWORD);
    const again = { ...other, html: other.html.replace(/data-id[^>]*>/, '') };
    const fields = ['csrf', 'flow', 'step'].map((name) => [name, fieldOf(again, name)]);
    const replayed = await visitor.follow(
      await visitor.post('/signin/step', {
        ...Object.fromEntries(fields),
        puzzle: fieldOf(check, 'puzzle'),
        work: workOf(check),
      }),
    );
    assert.equal(headingOf(replayed), 'Security check');
    assert.match(plainText(replayed.html), /was not completed/);
  });
});
