import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import type { Listener } from '../../src/http/listener.ts';
import { setupPages } from '../../src/http/setup/routes.ts';
import type { SetupInput, SetupService } from '../../src/http/setup/service.ts';
import { startListener } from '../../src/http/testing.ts';
import { needs } from '../../tools/programs.ts';
import {
  assertAccessible,
  assertFits,
  launchChromium,
  openPage,
  shoot,
} from '../support/chromium.ts';

const TOKEN = 'b'.repeat(43);

const WORDS = {
  en: { title: 'Set up Gatehouse', done: 'Gatehouse is set up', error: 'Error:' },
  ko: { title: 'Gatehouse 설정', done: 'Gatehouse 설정이 완료되었습니다', error: '오류:' },
} as const;

describe('the set-up page in a browser', needs('chromium'), () => {
  let browser: Browser;
  let listener: Listener;
  let origin = '';
  let completed: SetupInput[] = [];
  let isUsed = false;
  const service: SetupService = {
    check: async (token) =>
      token === TOKEN && !isUsed
        ? { state: 'valid', accountId: '111122223333', accountName: 'Main', email: 'root@a.test' }
        : { state: 'used' },
    complete: async (_token, input) => {
      completed.push(input);
      isUsed = true;
      const key = {
        accessKeyId: 'AKIAQEXAMPLE7EXAMPLE',
        secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      };
      return input.administrator
        ? { state: 'done', administrator: { ...input.administrator, ...key } }
        : { state: 'done' };
    },
  };
  before(async () => {
    const pages = [setupPages({ service, publicUrl: () => origin, knowBrowser: () => undefined })];
    const limits = { maxHeaderBytes: 65_536, maxConnections: 1000, requestTimeoutSeconds: 30 };
    const started = await startListener(() => ({ status: 404, headers: {}, body: '' }), {
      pages,
      limits,
    });
    listener = started.listener;
    origin = `http://127.0.0.1:${started.port}`;
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await listener?.stop(1000);
  });
  beforeEach(() => {
    completed = [];
    isUsed = false;
  });

  const open = async (
    options: Parameters<typeof openPage>[1],
    body: Parameters<typeof openPage>[2],
  ) => await openPage(browser, options, body);

  for (const language of ['en', 'ko'] as const) {
    const words = WORDS[language];
    const locale = language === 'en' ? 'en-GB' : 'ko-KR';

    it(`is walked by keyboard from link to access key, accessibly (${language})`, () =>
      open({ locale, viewport: { width: 1280, height: 900 } }, async (page) => {
        await page.goto(`${origin}/setup?token=${TOKEN}`);
        assert.equal(await page.locator('h1').textContent(), words.title);
        await assertAccessible(page);
        await shoot(page, `form-${language}-desktop`);
        await page.keyboard.press('Tab');
        assert.equal(await page.evaluate('document.activeElement.tagName'), 'A');
        await page.keyboard.press('Tab');
        await page.keyboard.type('Correct-horse-7');
        await page.keyboard.press('Tab');
        await page.keyboard.type('Correct-horse-7');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Tab');
        await page.keyboard.press('ControlOrMeta+A');
        await page.keyboard.type('alice');
        await page.keyboard.press('Enter');
        await page.waitForSelector('.key');
        assert.equal(await page.locator('h1').textContent(), words.done);
        assert.match((await page.textContent('.key')) ?? '', /AKIAQEXAMPLE7EXAMPLE/);
        await assertAccessible(page);
        await shoot(page, `done-${language}-desktop`);
        assert.deepEqual(completed, [
          { rootPassword: 'Correct-horse-7', administrator: { userName: 'alice' } },
        ]);
        await page.goto(`${origin}/setup?token=${TOKEN}`);
        assert.equal(await page.locator('form').count(), 0);
        await assertAccessible(page);
        await shoot(page, `closed-${language}-desktop`);
      }));

    it(`names mistakes first, with links to their fields, on a dark phone (${language})`, () =>
      open(
        { locale, viewport: { width: 360, height: 740 }, colorScheme: 'dark', hasTouch: true },
        async (page) => {
          await page.goto(`${origin}/setup?token=${TOKEN}`);
          await shoot(page, `form-${language}-phone`);
          await page.fill('#password', 'lowercase');
          await page.fill('#again', 'lowercase');
          await page.fill('#user', 'a b');
          await page.click('button');
          await page.waitForSelector('.errors');
          assert.ok((await page.title()).startsWith(words.error));
          assert.match(String(await page.evaluate('document.activeElement.className')), /errors/);
          await assertAccessible(page);
          await shoot(page, `errors-${language}-phone`);
          await assertFits(page);
          await page.click('.errors a[href="#user"]');
          assert.equal(await page.evaluate('document.activeElement.id'), 'user');
          assert.equal(await page.inputValue('#user'), 'a b');
          assert.equal(await page.inputValue('#password'), '');
          assert.equal(completed.length, 0);
        },
      ));
  }

  it('changes its language with the switch and keeps it through the form', () =>
    open({ locale: 'en-GB', javaScriptEnabled: true }, async (page) => {
      await page.goto(`${origin}/setup?token=${TOKEN}`);
      await page.click('nav a');
      assert.equal(await page.locator('h1').textContent(), WORDS.ko.title);
      await page.fill('#password', 'Correct-horse-7');
      await page.fill('#again', 'other');
      await page.click('button');
      await page.waitForSelector('.errors');
      assert.equal(await page.getAttribute('html', 'lang'), 'ko');
    }));

  it('works without JavaScript', () =>
    open({ locale: 'en-GB', javaScriptEnabled: false }, async (page) => {
      await page.goto(`${origin}/setup?token=${TOKEN}`);
      await page.fill('#password', 'Correct-horse-7');
      await page.fill('#again', 'Correct-horse-7');
      await page.uncheck('#administrator');
      await page.click('button');
      assert.equal(await page.locator('h1').textContent(), WORDS.en.done);
      assert.deepEqual(completed, [{ rootPassword: 'Correct-horse-7' }]);
    }));
});
