/** What keeps a sign-in one person's, in one browser: tokens, origins, flows, destinations, hosts. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { FLOW_LIFETIME, MOST_FLOWS_OF_SOURCE } from '../../src/domain/sign-in/index.ts';
import { needs } from '../../tools/programs.ts';
import { enableAuthenticator } from '../support/authenticator.ts';
import { arnIn, originOf } from '../support/console.ts';
import { headingOf, type Page, type Visitor, visitorOf } from '../support/page-visitor.ts';
import {
  actionOf,
  enterEmail,
  enterIam,
  enterRoot,
  hiddenFieldsOf,
  submit,
} from '../support/sign-in.ts';
import { openSignInWorld, ROOT, type SignInWorld } from '../support/sign-in-world.ts';

const PASSWORD = 'type="password"';
const ENDED = 'This sign-in has ended';

describe('a sign-in', () => {
  let world: SignInWorld;
  /** Milliseconds by which the server's clock is ahead. */
  let ahead = 0;
  let who: Visitor;
  before(async () => {
    world = await openSignInWorld({}, { clock: () => Date.now() + ahead });
  });
  after(() => world?.stop());
  beforeEach(() => {
    ahead = 0;
    who = visitorOf(world.server);
  });
  const isSignedIn = async (visitor = who) =>
    (await arnIn(visitor, originOf(world.server))) !== undefined;
  const passwordPage = async () => await enterEmail(who, ROOT.email);

  it("takes no form without its token, with another browser's, or from another site", async () => {
    const page = await passwordPage();
    const fields = { ...hiddenFieldsOf(page, PASSWORD), password: ROOT.password };
    const other = await visitorOf(world.server).get('/signin/root');
    const foreign = hiddenFieldsOf(other, 'name="type"').csrf ?? '';
    const send = async (changed: object, headers = {}) =>
      await who.post('/signin/step', { ...fields, ...changed }, headers);
    const refused: Page[] = [
      await send({ csrf: undefined }),
      await send({ csrf: '' }),
      await send({ csrf: foreign }),
      await send({}, { origin: 'https://evil.test' }),
      await send({}, { origin: 'null' }),
      await send({}, { 'sec-fetch-site': 'cross-site' }),
      await send({}, { 'sec-fetch-site': 'same-site' }),
    ];
    for (const { status, html } of refused) {
      assert.equal(status, 403);
      assert.match(html, /The form came from another site/);
    }
    assert.equal(await isSignedIn(), false);
    await who.follow(await send({}, { origin: originOf(world.server) }));
    assert.equal(await isSignedIn(), true, 'the same form, as it was meant');
  });

  it('cannot be begun for somebody else: login CSRF', async () => {
    const user = await world.makeUser('attacker');
    const bare = await who.post('/signin/iam', { ...user });
    assert.equal(bare.status, 403);
    // The attacker's own token is of the attacker's browser.
    const attacker = visitorOf(world.server);
    const token = hiddenFieldsOf(await attacker.get('/signin/iam'), PASSWORD);
    await who.get('/signin');
    const planted = await who.post('/signin/iam', { ...token, ...user });
    assert.equal(planted.status, 403);
    assert.equal(await isSignedIn(), false);
  });

  it('belongs to the browser that began it: its address opens nothing elsewhere', async () => {
    const page = await passwordPage();
    const { flow = '' } = hiddenFieldsOf(page, PASSWORD);
    const other = visitorOf(world.server);
    const seen = await other.get(`/signin/step?flow=${flow}`);
    assert.deepEqual([seen.status, headingOf(seen)], [410, ENDED]);
    const own = hiddenFieldsOf(await other.get('/signin/root'), 'name="type"');
    const posted = await other.post('/signin/step', {
      ...own,
      flow,
      step: 'password',
      password: ROOT.password,
    });
    assert.equal(posted.status, 410);
    assert.equal(await isSignedIn(other), false);
  });

  it('ends in a session of its own, whatever secret the browser came with: fixation', async () => {
    const planted = 'p'.repeat(43);
    who.cookies.set('gatehouse-console', planted);
    who.cookies.set('gatehouse-signin', planted);
    await who.follow(await enterRoot(who, ROOT));
    assert.notEqual(who.cookies.get('gatehouse-console'), planted);
    const thief = visitorOf(world.server);
    thief.cookies.set('gatehouse-console', planted);
    assert.equal(await isSignedIn(thief), false);
    assert.equal(await isSignedIn(), true);
  });

  it('leads to paths of this server alone', async () => {
    const led = async (destination: string) => {
      const visitor = visitorOf(world.server);
      const query = `?${new URLSearchParams({ destination })}`;
      const page = await visitor.get(
        (await enterRoot(visitor, { ...ROOT, query })).location ?? assert.fail('no way on'),
      );
      return page.location;
    };
    for (const evil of [
      'https://evil.test/',
      '//evil.test/console',
      '/\\evil.test',
      'javascript:alert(1)',
      'https://localhost.evil.test/console',
      'http://user@evil.test/',
    ]) {
      assert.equal(await led(evil), '/console/home', evil);
    }
    assert.equal(await led('/console/iam?x=1#users'), '/console/iam?x=1#users');
    assert.equal(
      await led('/v1/authorize?state=a&scope=openid'),
      '/v1/authorize?state=a&scope=openid',
    );
  });

  it("takes nothing but an account's name from the Host header", async () => {
    const headers = { host: 'evil.test', 'x-forwarded-host': 'evil.test' };
    const page = await who.get('/signin/root', headers);
    assert.ok(!page.html.includes('evil.test'));
    const sent = await enterRoot(who, ROOT);
    assert.ok((sent.location ?? '').startsWith('/'));
  });

  it('can be loaded again, and a form of an earlier step does no harm', async () => {
    const user = await world.makeUser('two-steps', { resetRequired: true });
    const first = await who.get('/signin/iam');
    const change = await who.follow(await submit(who, first, { ...user }, PASSWORD));
    assert.equal(headingOf(change), 'Set a new password');
    const { flow = '' } = hiddenFieldsOf(change, PASSWORD);
    const again = await who.get(`/signin/step?flow=${flow}`);
    assert.equal(again.html, change.html, 'the same page');
    const stale = { ...hiddenFieldsOf(change, PASSWORD), step: 'password', password: 'wrong' };
    const moved = await who.post('/signin/step', stale);
    assert.deepEqual([moved.status, moved.location], [303, `/signin/step?flow=${flow}`]);
    assert.equal(headingOf(await who.follow(moved)), 'Set a new password');
  });

  it('cannot skip a step: a form of a later one is not taken', async () => {
    const page = await passwordPage();
    const { flow = '', csrf = '' } = hiddenFieldsOf(page, PASSWORD);
    for (const step of ['second-factor', 'mailed-code', 'change-password', 'done', 'nothing']) {
      const sent = await who.post('/signin/step', { flow, csrf, step, password: 'a', again: 'a' });
      assert.deepEqual([sent.status, sent.location], [303, `/signin/step?flow=${flow}`], step);
    }
    assert.equal(await isSignedIn(), false);
  });

  it('of two tabs that finish at the same moment one does, and the other says what happened', async () => {
    const page = await passwordPage();
    const fields = { ...hiddenFieldsOf(page, PASSWORD), password: ROOT.password };
    const action = actionOf(page, PASSWORD);
    const answers = await Promise.all([who.post(action, fields), who.post(action, fields)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 410]);
    assert.ok(answers.some((answer) => headingOf(answer) === ENDED));
  });

  it('ends when the password is changed between its steps', async () => {
    const user = await world.makeUser('changed-meanwhile', { resetRequired: true });
    const change = await who.follow(await enterIam(who, user));
    assert.equal(headingOf(change), 'Set a new password');
    await world.clients.iam.updateLoginProfile({
      UserName: user.username,
      Password: 'By-admin-42',
    });
    const password = 'Mine-all-mine-1';
    const sent = await submit(who, change, { password, again: password }, PASSWORD);
    assert.deepEqual([sent.status, headingOf(sent)], [410, ENDED]);
  });

  it(
    'asks for a device that the person was given between its steps',
    needs('oathtool'),
    async () => {
      const user = await world.makeUser('given-a-device', { resetRequired: true });
      const change = await who.follow(await enterIam(who, user));
      assert.equal(headingOf(change), 'Set a new password');
      const app = await enableAuthenticator(world.clients, user.username);
      const password = 'Mine-all-mine-1';
      const sent = await submit(who, change, { password, again: password }, PASSWORD);
      const factor = await who.follow(sent);
      assert.equal(await isSignedIn(), false);
      await who.follow(await submit(who, factor, { code: app.next() }, 'name="code"'));
      assert.equal(await isSignedIn(), true);
    },
  );

  it('expires kindly after fifteen minutes, and leads back', async () => {
    const page = await passwordPage();
    ahead = FLOW_LIFETIME - 60_000;
    const { flow = '' } = hiddenFieldsOf(page, PASSWORD);
    assert.equal((await who.get(`/signin/step?flow=${flow}`)).status, 200);
    ahead = FLOW_LIFETIME;
    const sent = await submit(who, page, { password: ROOT.password }, PASSWORD);
    assert.deepEqual([sent.status, headingOf(sent)], [410, ENDED]);
    assert.match(sent.html, /href="\/signin"/);
    assert.equal((await who.get(`/signin/step?flow=${flow}`)).status, 410);
  });

  it('of an IAM user goes on although its flow expired: the form has all that is needed', async () => {
    const user = await world.makeUser('slow');
    const wrong = await who.follow(await enterIam(who, { ...user, password: 'wrong' }));
    ahead = FLOW_LIFETIME;
    await who.follow(await submit(who, wrong, { ...user }, PASSWORD));
    assert.equal(await isSignedIn(), true);
  });

  it('has tokens that stand in no address, and pages that no cache keeps', async () => {
    const page = await passwordPage();
    assert.equal(page.headers.get('cache-control'), 'no-store');
    assert.match(page.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
    assert.doesNotMatch(page.headers.get('content-security-policy') ?? '', /unsafe|script-src/);
    const sent = await enterRoot(who, { ...ROOT, password: 'wrong' });
    assert.doesNotMatch(sent.location ?? '', /wrong|csrf|owner/);
  });

  it('leaves no more than so many unfinished flows of one address', async () => {
    const { read } = world.server.parts.store;
    const count = async () =>
      Number(
        (
          await read
            .selectFrom('sign_in_flows')
            .select(({ fn }) => fn.countAll().as('n'))
            .executeTakeFirstOrThrow()
        ).n,
      );
    const page = await who.get('/signin/root');
    const fields = { ...hiddenFieldsOf(page, 'name="type"'), type: 'root', email: 'x@y.test' };
    for (let begun = 0; begun < MOST_FLOWS_OF_SOURCE + 20; begun += 20) {
      ahead += 1;
      await Promise.all(Array.from({ length: 20 }, () => who.post('/signin', fields)));
    }
    assert.ok((await count()) <= MOST_FLOWS_OF_SOURCE + 20, `${await count()} flows`);
  });
});

describe('a sign-in while too many passwords wait to be hashed', () => {
  let world: SignInWorld;
  before(async () => {
    world = await openSignInWorld();
  });
  after(() => world?.stop());

  it('is told to come again with 503 and Retry-After, and no check is skipped', async () => {
    const { passwords } = world.server.parts;
    const { verify } = passwords;
    const { HashQueueFull } = await import('../../src/crypto/index.ts');
    passwords.verify = () => Promise.reject(new HashQueueFull());
    const who = visitorOf(world.server);
    const page = await enterEmail(who, ROOT.email);
    const sent = await submit(who, page, { password: ROOT.password }, PASSWORD);
    assert.deepEqual([sent.status, sent.headers.get('retry-after')], [503, '5']);
    assert.equal(headingOf(sent), 'Many people are signing in');
    passwords.verify = verify;
    const again = await submit(who, page, { password: ROOT.password }, PASSWORD);
    assert.match(again.location ?? '', /^\/signin\/continue/);
  });
});
