/**
 * The sign-in pages in Chromium: the identity provider is another site (`localhost`, where the server
 * is `127.0.0.1`), so that cookies come and stay away as they do in real life.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { escapeHtml } from '../../src/http/html.ts';
import { needs } from '../../tools/programs.ts';
import {
  assertAccessible,
  assertFits,
  launchChromium,
  openPage,
  shoot,
} from '../support/chromium.ts';
import { clientsOf, credentialsOf } from '../support/clients.ts';
import { arnInChromium, signOutInChromium } from '../support/console.ts';
import { makeRole } from '../support/entities.ts';
import { type ResponseContent, withAttribute, withoutAttribute } from '../support/saml/content.ts';
import { openIdp } from '../support/saml/identity-provider.ts';
import { AWS_ATTRIBUTE } from '../support/saml/names.ts';
import {
  openSamlWorld,
  PUBLIC_URL,
  type SamlWorld,
  trustsProvider,
} from '../support/saml-world.ts';

const WORDS = {
  en: {
    locale: 'en-GB',
    choose: 'Select a role',
    out: 'You are signed out',
    refused: 'You could not be signed in',
    replace: 'Sign in as somebody else?',
  },
  ko: {
    locale: 'ko-KR',
    choose: '역할 선택',
    out: '로그아웃되었습니다',
    refused: '로그인하지 못했습니다',
    replace: '다른 ID로 로그인하시겠습니까?',
  },
} as const;

describe('the sign-in pages in a browser', needs('chromium'), () => {
  let browser: Browser;
  let world: SamlWorld;
  let provider: Server;
  let providerUrl = '';
  /** What the identity provider posts next. */
  let fields: Readonly<Record<string, string>> = {};
  /** A response that offers roles of two accounts. */
  let respondWithChoice: () => string;

  before(async () => {
    world = await openSamlWorld();
    provider = createServer((_request, response) => {
      const inputs = Object.entries(fields).map(
        ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
      );
      const action = `${world.server.url}/saml`;
      response.setHeader('content-type', 'text/html');
      response.end(
        `<!doctype html><html lang="en"><title>Identity provider</title><form method="post" action="${action}">${inputs.join('')}<button>Go on</button></form>`,
      );
    }).listen(0, '127.0.0.1');
    await once(provider, 'listening');
    providerUrl = `http://localhost:${(provider.address() as AddressInfo).port}/`;
    respondWithChoice = await prepareChoice(world);
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    provider?.close();
    await world?.server.stop();
  });
  beforeEach(() => {
    fields = { SAMLResponse: world.respond() };
  });

  const open = async (
    options: Parameters<typeof openPage>[1],
    body: Parameters<typeof openPage>[2],
  ) => await openPage(browser, options, body);

  /** Comes from the identity provider with what it posts. */
  async function arrive(page: Page, next: Readonly<Record<string, string>>): Promise<void> {
    fields = next;
    await page.goto(providerUrl);
    await page.click('button');
    await page.waitForURL((url) => url.href !== providerUrl);
  }

  const arnOf = async (page: Page) => await arnInChromium(page, world.server, PUBLIC_URL);
  const heading = async (page: Page) => await page.locator('h1').textContent();
  const focused = async (page: Page) => await page.evaluate('document.activeElement.id');

  for (const language of ['en', 'ko'] as const) {
    const words = WORDS[language];

    it(`are walked by keyboard from the chooser to signing out (${language})`, () =>
      open({ locale: words.locale, viewport: { width: 1280, height: 900 } }, async (page) => {
        await arrive(page, { SAMLResponse: respondWithChoice() });
        assert.equal(await heading(page), words.choose);
        await assertAccessible(page);
        await shoot(page, `chooser-${language}`);
        assert.equal(await focused(page), world.role.arn);
        await page.keyboard.press('Enter');
        assert.equal(await heading(page), words.choose, 'a role has to be chosen first');
        await page.keyboard.press('ArrowDown');
        assert.equal(await focused(page), world.roleArn('second'));
        await page.keyboard.press('Tab');
        await shoot(page, `chooser-${language}-chosen`);
        await page.keyboard.press('Enter');
        await page.waitForURL('**/console/home');
        assert.match((await arnOf(page)) ?? '', /assumed-role\/second\//);
        await signOutInChromium(page);
        assert.equal(await heading(page), words.out);
        await assertAccessible(page);
        await shoot(page, `out-${language}`);
        assert.equal(await arnOf(page), undefined);
      }));

    it(`fit a dark phone of 320 pixels (${language})`, () =>
      open(
        { locale: words.locale, viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
        async (page) => {
          await arrive(page, { SAMLResponse: respondWithChoice() });
          await assertFits(page);
          await assertAccessible(page);
          await shoot(page, `chooser-${language}-phone`);
          await arrive(page, { SAMLResponse: world.respond({ role: world.roleArn('nobody') }) });
          assert.equal(await heading(page), words.refused);
          await assertFits(page);
          await assertAccessible(page);
          await shoot(page, `refused-${language}-phone`);
        },
      ));

    it(`R063: offer to sign out of what is left (${language})`, () =>
      open({ locale: words.locale }, async (page) => {
        const change = (content: ResponseContent) => withoutAttribute(content, AWS_ATTRIBUTE.role);
        await arrive(page, { SAMLResponse: world.respond({ change }) });
        assert.equal(await heading(page), words.refused);
        await assertAccessible(page);
        await shoot(page, `refused-${language}`);
        await page.click('#answer a');
        assert.equal(await heading(page), words.out);
      }));

    it(`ask before a sign-in of another site takes the place of a session (${language})`, () =>
      open({ locale: words.locale }, async (page) => {
        await arrive(page, { SAMLResponse: world.respond() });
        const change = (content: ResponseContent) =>
          withAttribute(content, AWS_ATTRIBUTE.roleSessionName, 'mallory');
        await arrive(page, { SAMLResponse: world.respond({ change }) });
        assert.equal(await heading(page), words.replace);
        await assertAccessible(page);
        await shoot(page, `replace-${language}`);
        await page.click('main a');
        await page.waitForURL(/\/console/);
        assert.match((await arnOf(page)) ?? '', /alice@example\.test$/);
        await arrive(page, { SAMLResponse: world.respond({ change }) });
        await page.click('main button');
        await page.waitForURL('**/console/home');
        assert.match((await arnOf(page)) ?? '', /mallory$/);
      }));
  }

  it('work without JavaScript, also in the other language', () =>
    open({ locale: 'en-GB', javaScriptEnabled: false }, async (page) => {
      await arrive(page, { SAMLResponse: respondWithChoice(), RelayState: '/console/here' });
      await page.click('nav button');
      assert.equal(await heading(page), WORDS.ko.choose);
      await page.check(`input[value="${world.roleArn('second')}"]`);
      await page.click('#signin_button');
      await page.waitForURL('**/console/here');
      assert.match((await arnOf(page)) ?? '', /assumed-role\/second\//);
    }));

  it('cannot be shown in a frame, and leave no code in the address', () =>
    open({ locale: 'en-GB' }, async (page) => {
      await arrive(page, { SAMLResponse: world.respond() });
      assert.equal(new URL(page.url()).search, '');
      const csp = await page.goto(`${world.server.url}/console`);
      assert.match(csp?.headers()['content-security-policy'] ?? '', /frame-ancestors 'none'/);
      const cookies = await page.context().cookies(world.server.url);
      assert.deepEqual(
        cookies.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite]),
        [['gatehouse-console', true, 'Lax']],
      );
    }));

  it('do not end a session for a form of another site', () =>
    open({ locale: 'en-GB' }, async (page) => {
      await arrive(page, { SAMLResponse: world.respond() });
      await page.goto(providerUrl);
      await page.evaluate(
        `document.querySelector('form').action = '${world.server.url}/signin/out'`,
      );
      await page.click('button');
      assert.equal(await heading(page), 'The form came from another site');
      assert.ok(await arnOf(page));
    }));
});

/** Makes a second role here and two in another account; answers how all four are offered. */
async function prepareChoice(world: SamlWorld): Promise<() => string> {
  const { admin, server, idp } = world;
  await admin.iam.createAccountAlias({ AccountAlias: 'example-production' });
  await makeRole(admin, 'second', trustsProvider(world.providerArn));
  await admin.organizations.createOrganization({});
  const { CreateAccountStatus } = await admin.organizations.createAccount({
    AccountName: 'Development',
    Email: 'development@example.com',
  });
  const account = CreateAccountStatus?.AccountId ?? '';
  const entry = await admin.sts.assumeRole({
    RoleArn: `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`,
    RoleSessionName: 'setup',
  });
  const there = clientsOf(server, credentialsOf(entry));
  const { SAMLProviderArn = '' } = await there.iam.createSAMLProvider({
    Name: 'Corp',
    SAMLMetadataDocument: openIdp(idp.destination).metadata,
  });
  const names = ['Administrator', 'DataAnalystWithAccessToTheWarehouseOfTheNorthernRegion'];
  for (const name of names) await makeRole(there, name, trustsProvider(SAMLProviderArn));
  const values = [
    ...[world.role.arn, world.roleArn('second')].map((arn) => `${arn},${world.providerArn}`),
    ...names.map((name) => `arn:aws:iam::${account}:role/${name},${SAMLProviderArn}`),
  ];
  const change = (content: ResponseContent) =>
    withAttribute(content, AWS_ATTRIBUTE.role, ...values);
  return () => world.respond({ change });
}
