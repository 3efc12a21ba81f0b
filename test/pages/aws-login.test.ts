/** The pages of `aws login` in Chromium, up to the command line's own port and the clipboard. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { needs } from '../../tools/programs.ts';
import { beginLogin, exchange, type LoginRun, tokensOf } from '../support/aws-login.ts';
import {
  assertAccessible,
  assertFits,
  launchChromium,
  openPage,
  shoot,
} from '../support/chromium.ts';
import { makeUser } from '../support/entities.ts';
import { type LoginWorld, openLoginWorld } from '../support/login-world.ts';

const WORDS = {
  en: {
    locale: 'en-GB',
    title: 'Let the command line sign in as you?',
    copy: 'Copy this code to the command line',
    copied: 'The code is copied.',
    denied: 'Nothing was granted',
    refused: 'The command line cannot be signed in',
  },
  ko: {
    locale: 'ko-KR',
    title: '명령줄이 내 자격으로 로그인하도록 허용하시겠습니까?',
    copy: '이 코드를 명령줄에 복사하십시오',
    copied: '코드를 복사했습니다.',
    denied: '허용하지 않았습니다',
    refused: '명령줄에 로그인할 수 없습니다',
  },
} as const;

const NARROW = { width: 390, height: 844 };

describe('the pages of aws login in a browser', needs('chromium'), () => {
  let browser: Browser;
  let world: LoginWorld;
  let commandLine: Server;
  let port = 0;

  before(async () => {
    world = await openLoginWorld();
    commandLine = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><html lang="en"><title>Signed in</title><h1>Go on there</h1>');
    }).listen(0, '127.0.0.1');
    await once(commandLine, 'listening');
    port = (commandLine.address() as AddressInfo).port;
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    commandLine?.close();
    await world?.server.stop();
  });

  /** Opens a page in a browser that is signed in. */
  async function open(
    options: BrowserContextOptions,
    secret: string,
    body: (page: Page) => Promise<void>,
  ): Promise<void> {
    await openPage(browser, options, async (page) => {
      const cookie = { name: 'gatehouse-console', value: secret, url: world.publicUrl };
      await page.context().addCookies([cookie]);
      await body(page);
    });
  }

  const alice = async () => {
    const { id: userId, name: userName } = world.alice;
    return await world.server.openSession({ kind: 'user', userId, userName });
  };

  function sameDevice(): LoginRun & { readonly url: string } {
    const redirectUri = `http://127.0.0.1:${port}/oauth/callback`;
    const run = { ...beginLogin(world.publicUrl), redirectUri };
    return { ...run, url: world.publicUrl + run.link({ redirect_uri: redirectUri }) };
  }

  const heading = async (page: Page) => await page.locator('h1').textContent();

  for (const language of ['en', 'ko'] as const) {
    const words = WORDS[language];
    const options = { locale: words.locale };

    it(`hand the code to the command line, by keyboard (${language})`, async () =>
      open({ ...options, viewport: { width: 1280, height: 900 } }, await alice(), async (page) => {
        const run = sameDevice();
        await page.goto(run.url);
        assert.equal(await heading(page), words.title);
        await assertAccessible(page);
        await shoot(page, `consent-${language}`);
        await page.locator('button[value=allow]').focus();
        await page.keyboard.press('Enter');
        await page.waitForURL(`http://127.0.0.1:${port}/**`);
        assert.equal(await heading(page), 'Go on there');
        const { searchParams } = new URL(page.url());
        assert.equal(searchParams.get('state'), run.state);
        tokensOf(await exchange(world.server.url, run, searchParams.get('code') ?? ''));
      }));

    it(`show the code of another device, with a warning first (${language})`, async () =>
      open({ ...options, viewport: NARROW, colorScheme: 'dark' }, await alice(), async (page) => {
        const { publicUrl, server } = world;
        await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
        const run = beginLogin(publicUrl, 'cross-device');
        await page.goto(publicUrl + run.link());
        await assertAccessible(page);
        await assertFits(page);
        await shoot(page, `consent-remote-${language}-390-dark`);
        await page.click('button[value=allow]');
        assert.equal(await heading(page), words.copy);
        await assertAccessible(page);
        await assertFits(page);
        await shoot(page, `code-${language}-390-dark`);
        await page.click('#copy');
        await page.waitForFunction('document.querySelector("#copied").textContent !== ""');
        assert.equal(await page.locator('#copied').textContent(), words.copied);
        const text = String(await page.evaluate('navigator.clipboard.readText()'));
        const pasted = new URLSearchParams(Buffer.from(text, 'base64').toString());
        assert.equal(pasted.get('state'), run.state);
        tokensOf(await exchange(server.url, run, pasted.get('code') ?? ''));
      }));

    it(`are narrow, also for the root user, and can be answered with no (${language})`, async () =>
      open(
        { ...options, viewport: NARROW },
        await world.server.openSession({ kind: 'root' }),
        async (page) => {
          const run = sameDevice();
          await page.goto(run.url);
          await assertAccessible(page);
          await assertFits(page);
          await shoot(page, `consent-root-${language}-390`);
          await page.click('button[value=deny]');
          await page.waitForURL(`http://127.0.0.1:${port}/**`);
          assert.equal(new URL(page.url()).searchParams.get('error'), 'access_denied');
          const remote = beginLogin(world.publicUrl, 'cross-device');
          await page.goto(world.publicUrl + remote.link());
          await page.click('button[value=deny]');
          assert.equal(await heading(page), words.denied);
          await assertAccessible(page);
          await shoot(page, `denied-${language}-390`);
        },
      ));

    it(`say who is not permitted, why, and what to do (${language})`, async () => {
      const bob = await makeUser(world.admin, `bob-${language}`);
      const who = { kind: 'user', userId: bob.id, userName: bob.name } as const;
      await open(
        { ...options, viewport: NARROW },
        await world.server.openSession(who),
        async (page) => {
          await page.goto(sameDevice().url);
          assert.equal(await heading(page), words.refused);
          await assertAccessible(page);
          await assertFits(page);
          await shoot(page, `refused-${language}-390`);
          await page.click('#back');
          await page.waitForURL(`http://127.0.0.1:${port}/**`);
        },
      );
    });
  }

  it('work without scripts: a click into the code marks all of it', async () =>
    open({ javaScriptEnabled: false }, await alice(), async (page) => {
      const run = beginLogin(world.publicUrl, 'cross-device');
      await page.goto(world.publicUrl + run.link());
      await page.click('button[value=allow]');
      assert.equal(await page.locator('#copy').isVisible(), false);
      const style = 'getComputedStyle(document.querySelector("#code")).userSelect';
      assert.equal(await page.evaluate(style), 'all');
    }));

  it('stop a form of theirs that ends anywhere else', async () =>
    open({}, await alice(), async (page) => {
      await page.goto(sameDevice().url);
      const policy = "form-action 'self' http://127.0.0.1:";
      const response = await page.reload();
      assert.ok(response?.headers()['content-security-policy']?.includes(`${policy}${port};`));
    }));
});
