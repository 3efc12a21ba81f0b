/** Who may come in where, what each is told, and what nobody is told who is not signed in. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openConsole, originOf, visitorWith } from '../support/console.ts';
import { linkIn, mailTo } from '../support/outbox.ts';
import { headingOf, visitorOf } from '../support/page-visitor.ts';
import { formTo, workOf } from '../support/security-check.ts';
import { enterIam, enterRoot, submit } from '../support/sign-in.ts';
import { openSignInWorld, ROOT, type SignInWorld } from '../support/sign-in-world.ts';

const ALIAS = 'quiet-harbour';
const MEMBER = { name: 'Workshop', email: 'workshop@example.test', password: 'Member-root-2026' };

describe('who signs in where', () => {
  let world: SignInWorld;
  before(async () => {
    world = await openSignInWorld();
    await world.clients.iam.createAccountAlias({ AccountAlias: ALIAS });
  });
  after(() => world?.stop());

  const visitor = () => visitorOf(world.server);

  it('R119, R123: the account is of the e-mail address; its root user may do everything', async () => {
    const who = visitor();
    await who.follow(await enterRoot(who, ROOT));
    const console = await openConsole(who, originOf(world.server));
    const here = await console.call('gatehouse', 'GetCurrentSession');
    assert.equal(here.body.Session?.Email, ROOT.email);
    const made = await console.call('iam', 'CreateUser', { UserName: 'made-by-root' });
    assert.equal(made.status, 200);
    assert.ok(made.body.User.Arn.includes(world.server.account));
    const account = await console.call('organizations', 'CreateOrganization');
    assert.equal(account.body.Organization.MasterAccountEmail, ROOT.email);
  });

  it('R118, R120, R127: an administrator makes a user, a password and an alias, and the user comes in', async () => {
    const user = await world.makeUser('harbour-master');
    const who = visitor();
    const page = await who.follow(await enterIam(who, { ...user, account: ALIAS }));
    assert.match(page.html, /name="csrf"/, 'the page of the console');
    const console = await openConsole(who, originOf(world.server));
    const { body } = await console.call('sts', 'GetCallerIdentity');
    assert.equal(body.Arn, `arn:aws:iam::${world.server.account}:user/harbour-master`);
  });

  it('R136: the page of the root user leads to that of IAM users', async () => {
    const who = visitor();
    const page = await who.get('/signin/root');
    assert.match(page.html, /<input[^>]*value="iam"/);
    const sent = await submit(who, page, { type: 'iam', account: ALIAS }, 'name="type"');
    const next = await who.follow(sent);
    assert.equal(headingOf(next), 'Sign in as IAM user');
    assert.match(next.html, new RegExp(`value="${ALIAS}"`));
  });

  it('R225: nobody who is not signed in is told an account ID, or whether an alias is one', async () => {
    const { account } = world.server;
    const texts = async (alias: string) => {
      const who = visitor();
      const form = await who.get(`/signin?account=${alias}`);
      const fields = { account: alias, username: 'nobody', password: 'wrong' };
      const refused = await who.follow(await enterIam(who, fields));
      return [form, refused].map(({ html }) => html.replaceAll(alias, 'ALIAS'));
    };
    const plain = (html: string | undefined) =>
      html?.replace(/value="[\w-]{20,}"|[0-9a-f-]{36}|flow=[\w-]+/g, '');
    const [known, unknown] = [await texts(ALIAS), await texts('no-such-harbour')];
    for (const [index, html] of known.entries()) {
      assert.ok(!html.includes(account));
      assert.equal(plain(html), plain(unknown[index]));
    }
    for (const path of ['/signin', '/signin/root', '/signin/iam', '/signin/forgot']) {
      const { html } = await visitor().get(path);
      assert.ok(!html.includes(account) && !html.includes(ALIAS), path);
    }
  });

  it('R240, R245: who resets the password of whom; support changes none', async () => {
    const { html } = await visitor().get('/signin/forgot');
    assert.match(html, /federated users: the administrator of the portal or of your company/);
    assert.match(html, /can neither see passwords nor change them/);
  });

  it('R236: an IAM user who is signed in has to sign out before a root password is reset', async () => {
    const { iam } = world.clients;
    const { User } = await iam.createUser({ UserName: 'at-work' });
    const userId = User?.UserId ?? '';
    const who = { kind: 'user', userId, userName: 'at-work' } as const;
    const browser = visitorWith(world.server, await world.server.openSession(who));
    const page = await browser.get('/signin');
    assert.equal(headingOf(page), 'You are signed in already');
    assert.match(page.html, /To reset the password of the root user, sign out first/);
  });

  it('R227, R237: the root user of a member account gets a password by the mailed link', async () => {
    const { organizations } = world.clients;
    await organizations.createAccount({ AccountName: MEMBER.name, Email: MEMBER.email });
    const who = visitor();
    const form = formTo(await who.get('/signin/forgot/root'), '/signin/forgot/root');
    const check = await who.post(form.action, { ...form.fields, email: MEMBER.email });
    const work = workOf(check);
    const sent = await who.post(work.action, work.fields);
    assert.match(sent.html, /ask whoever runs the mail of its domain to restore the address/);
    const link = linkIn(await mailTo(world.server, MEMBER.email), '/signin/reset');
    const reset = formTo(await who.get(link), '/signin/reset');
    const { password } = MEMBER;
    const done = await who.post(reset.action, { ...reset.fields, password, again: password });
    assert.equal(headingOf(done), 'The password was reset');
    await who.follow(await enterRoot(who, MEMBER));
    const console = await openConsole(who, originOf(world.server));
    const { body } = await console.call('sts', 'GetCallerIdentity');
    assert.match(body.Arn, /:root$/);
    assert.notEqual(body.Account, world.server.account);
  });
});
