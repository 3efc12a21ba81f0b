/** Every page of signing in, as a browser without JavaScript shows it: passkeys alone need scripts. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { buildChallenge } from '../../src/compose/challenge.ts';
import { openPuzzle } from '../../src/domain/sign-in/challenge/puzzle.ts';
import { needs } from '../../tools/programs.ts';
import { type Authenticator, enableAuthenticator } from '../support/authenticator.ts';
import { beginLogin, exchange, tokensOf } from '../support/aws-login.ts';
import { launchChromium, openPage, shoot } from '../support/chromium.ts';
import { clientsOf } from '../support/clients.ts';
import { arnInChromium, originOf } from '../support/console.ts';
import { allow, makeRole, policyOf, trusts } from '../support/entities.ts';
import { codeIn, linkIn, mailboxOf } from '../support/outbox.ts';
import { openSignInWorld, ROOT, type SignInWorld } from '../support/sign-in-world.ts';
import { needWebApp } from '../support/web-app.ts';
import { wordsOf } from '../support/words.ts';

const t = wordsOf('en');

describe('without JavaScript', needs('chromium', 'oathtool'), () => {
  let browser: Browser;
  let world: SignInWorld;
  let origin = '';
  const mailbox = mailboxOf(() => world.server, ROOT.email);

  before(async () => {
    await needWebApp();
    const settings = { GATEHOUSE_CHALLENGE: 'risk', GATEHOUSE_ROOT_CODE: 'new-browser' };
    world = await openSignInWorld(settings);
    origin = originOf(world.server);
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await world?.stop();
  });

  const open = async (body: (page: Page) => Promise<void>) => {
    const options = { baseURL: origin, locale: 'en-GB', javaScriptEnabled: false };
    await openPage(browser, options, async (page) => {
      page.setDefaultTimeout(20_000);
      await body(page);
    });
  };
  const heading = async (page: Page, key: string) =>
    await page.getByRole('heading', { level: 1, name: t(key), exact: true }).waitFor();
  const type = async (page: Page, key: string, text: string) =>
    await page.getByLabel(t(key), { exact: true }).fill(text);
  const press = async (page: Page, key: string) =>
    await page.getByRole('button', { name: t(key), exact: true }).click();
  const arnIn = async (page: Page) => await arnInChromium(page, world.server, origin);

  /** Types the characters of the picture; what they are only the server can read from the page. */
  async function passCheck(page: Page): Promise<void> {
    await heading(page, 'challenge.title');
    assert.ok(await page.getByRole('img', { name: t('challenge.picture') }).isVisible());
    const sealed = await page.locator('input[name=puzzle]').last().inputValue();
    const puzzle = openPuzzle(buildChallenge(world.server.parts).puzzles, sealed);
    await type(page, 'challenge.label', puzzle?.code ?? '');
    await press(page, 'challenge.submit');
  }

  /** A browser that the link was used in is known, and need not pass a check. */
  async function enterRoot(page: Page, password: string, isKnown = false): Promise<void> {
    await page.goto('/signin/root');
    await type(page, 'signin.email.label', ROOT.email);
    await press(page, 'signin.next');
    if (!isKnown) await passCheck(page);
    await heading(page, 'signin.root.title');
    await type(page, 'signin.password', password);
    await press(page, 'signin.submit');
  }

  /** The check is told by the answer only: a password that came with the form is typed again. */
  async function enterIam(
    page: Page,
    user: { readonly account: string; readonly username: string; readonly password: string },
  ): Promise<void> {
    await page.goto('/signin');
    await page.getByRole('radio', { name: t('signin.iam') }).check();
    await type(page, 'signin.account.label', user.account);
    await press(page, 'signin.next');
    await heading(page, 'signin.iam.title');
    await type(page, 'signin.userName', user.username);
    await type(page, 'signin.password', user.password);
    await press(page, 'signin.submit');
    await passCheck(page);
    await heading(page, 'signin.iam.title');
    await type(page, 'signin.password', user.password);
    await press(page, 'signin.submit');
  }

  it('R155, R156, R219: a root user signs in with a mailed code, and out', () =>
    open(async (page) => {
      await enterRoot(page, ROOT.password);
      await heading(page, 'signin.code.title');
      await type(page, 'signin.code.label', codeIn(await mailbox.next()));
      await press(page, 'signin.code.submit');
      await page.waitForURL('**/console/home');
      assert.equal(await arnIn(page), `arn:aws:iam::${world.server.account}:root`);
      await shoot(page, 'no-script-console');
      await page.getByRole('link', { name: 'sign out' }).click();
      await heading(page, 'signin.here.title');
      await press(page, 'signin.here.out');
      await heading(page, 'session.out.title');
      assert.equal(await arnIn(page), undefined);
    }));

  it('R161, R162: an IAM user signs in with a code of an app and a new password', () =>
    open(async (page) => {
      const user = await world.makeUser('mina', { resetRequired: true });
      const app = await enableAuthenticator(world.clients, user.username);
      await enterIam(page, user);
      await heading(page, 'signin.mfa.title');
      await type(page, 'signin.mfa.code', app.next());
      await press(page, 'signin.mfa.submit');
      await heading(page, 'signin.change.title');
      await type(page, 'signin.change.new', 'Another-good-1');
      await type(page, 'signin.change.again', 'Another-good-1');
      await press(page, 'signin.change.submit');
      await page.waitForURL('**/console/home');
      assert.match((await arnIn(page)) ?? '', /user\/mina$/);
    }));

  it('switches a role, and lets a command line sign in', () =>
    open(async (page) => {
      const user = await world.makeUser('theo');
      const PolicyDocument = policyOf(allow('*'));
      await world.clients.iam.putUserPolicy({
        UserName: 'theo',
        PolicyName: 'all',
        PolicyDocument,
      });
      await makeRole(world.clients, 'helper', trusts(world.server.account));
      await enterIam(page, user);
      await page.waitForURL('**/console/home');
      const run = beginLogin(origin, 'cross-device');
      await page.goto(run.link());
      await heading(page, 'login.consent.title');
      await press(page, 'login.consent.allow');
      await heading(page, 'login.code.title');
      const shown = await page.locator('#code').textContent();
      const pasted = new URLSearchParams(Buffer.from(shown ?? '', 'base64').toString());
      tokensOf(await exchange(world.server.url, run, pasted.get('code') ?? ''));
      await page.goto('/switchrole');
      await heading(page, 'switch.title');
      await type(page, 'switch.account', world.server.account);
      await type(page, 'switch.role', 'helper');
      await press(page, 'switch.submit');
      await page.waitForURL('**/console**');
      assert.match((await arnIn(page)) ?? '', /assumed-role\/helper\/theo$/);
    }));

  it('R234: a root user with an app sets a new password by a link', () =>
    open(async (page) => {
      const asRoot = clientsOf(world.server, await world.server.makeRootKey());
      const app: Authenticator = await enableAuthenticator(asRoot, 'AWS ROOT USER', 'root-phone');
      await page.goto('/signin/forgot/root');
      await type(page, 'signin.email.label', ROOT.email);
      await press(page, 'signin.next');
      await passCheck(page);
      await heading(page, 'recovery.sent.title');
      await page.goto(linkIn(await mailbox.next(), '/signin/reset'));
      await type(page, 'signin.change.new', 'Second-horse-8');
      await type(page, 'signin.change.again', 'Second-horse-8');
      await press(page, 'recovery.reset.submit');
      await heading(page, 'recovery.reset.done.title');
      await enterRoot(page, 'Second-horse-8', true);
      await heading(page, 'signin.mfa.title');
      await type(page, 'signin.mfa.code', app.next());
      await press(page, 'signin.mfa.submit');
      await page.waitForURL('**/console/home');
    }));
});
