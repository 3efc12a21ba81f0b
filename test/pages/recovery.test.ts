/** Recovery and registration in Chromium: as somebody walks them, in both languages. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { systemTimers, type Timers } from '../../src/compose/periodic.ts';
import { needs } from '../../tools/programs.ts';
import { makeAuthenticator } from '../support/authenticator.ts';
import {
  assertAccessible,
  assertFits,
  launchChromium,
  looksOf,
  openPage,
  shoot,
} from '../support/chromium.ts';
import { clientsOf } from '../support/clients.ts';
import { originOf } from '../support/console.ts';
import { codeIn, linkIn, mailboxOf } from '../support/outbox.ts';
import { openSignInWorld, ROOT, type SignInWorld } from '../support/sign-in-world.ts';
import { wordsOf } from '../support/words.ts';

const LOOKS = looksOf([
  { language: 'en', locale: 'en-GB', width: 1280, colorScheme: 'light' },
  { language: 'ko', locale: 'ko-KR', width: 1280, colorScheme: 'light' },
  { language: 'en', locale: 'en-GB', width: 390, colorScheme: 'dark' },
  { language: 'ko', locale: 'ko-KR', width: 390, colorScheme: 'dark' },
] as const);

const NEW_PASSWORD = 'Another-password-2';
const DAY = 24 * 60 * 60_000;

/** Periodic work comes at once, so that nobody waits for it. */
const eager: Timers = {
  after: (delay, body) => systemTimers.after(Math.min(delay, 100), body),
};

describe('recovery in a browser', needs('chromium', 'oathtool'), () => {
  let browser: Browser;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser?.close());

  for (const { language, locale, width, colorScheme } of LOOKS) {
    const name = `${language}-${width}-${colorScheme}`;
    const words = wordsOf(language);
    const options = { locale, colorScheme, viewport: { width, height: 900 } };

    /** Walks pages of a world of its own; `seen` holds each against what all pages have to be. */
    async function walk(
      body: (
        page: Page,
        world: SignInWorld,
        seen: (name: string) => Promise<void>,
      ) => Promise<void>,
      ahead: () => number = () => 0,
    ): Promise<void> {
      const settings = { GATEHOUSE_SELF_REGISTRATION: 'true' };
      const clock = () => Date.now() + ahead();
      const world = await openSignInWorld(settings, { clock, timers: eager });
      const baseURL = originOf(world.server);
      try {
        await openPage(browser, { ...options, baseURL }, async (page) => {
          await body(page, world, async (what) => {
            await assertAccessible(page);
            await assertFits(page);
            await shoot(page, `recovery-${what}-${name}`);
          });
        });
      } finally {
        await world.stop();
      }
    }

    const heading = async (page: Page, key: string) =>
      await page.getByRole('heading', { level: 1, name: words(key) }).waitFor();

    it(`R234: a forgotten root password: ${name}`, async () => {
      await walk(async (page, world, seen) => {
        const mailbox = mailboxOf(() => world.server, ROOT.email);
        await page.goto('/signin/forgot/root');
        await heading(page, 'recovery.forgot.title');
        await seen('forgot');
        await page.getByLabel(words('signin.email.label')).fill(ROOT.email);
        await page.keyboard.press('Enter');
        // The browser does the work of the security check by itself.
        await heading(page, 'recovery.sent.title');
        await seen('sent');
        const link = linkIn(await mailbox.next(), '/signin/reset');
        await page.goto(link);
        await heading(page, 'recovery.reset.title');
        await page.getByLabel(words('signin.change.new'), { exact: true }).fill('short');
        await page.getByLabel(words('signin.change.again')).fill('short');
        await page.keyboard.press('Enter');
        await page.locator('#password-error').waitFor();
        await seen('reset-weak');
        await page.getByLabel(words('signin.change.new'), { exact: true }).fill(NEW_PASSWORD);
        await page.getByLabel(words('signin.change.again')).fill(NEW_PASSWORD);
        await page.keyboard.press('Enter');
        await heading(page, 'recovery.reset.done.title');
        await seen('reset-done');
        await page.goto(link);
        await heading(page, 'recovery.link.title');
        await seen('link');
      });
    });

    it(`R155: a new account: ${name}`, async () => {
      await walk(async (page, world, seen) => {
        const email = 'new@example.test';
        const mailbox = mailboxOf(() => world.server, email);
        await page.goto('/signin/register');
        await heading(page, 'register.title');
        await seen('register');
        await page.getByLabel(words('register.email')).fill(email);
        await page.getByLabel(words('register.name')).fill('New account');
        await page.keyboard.press('Enter');
        await heading(page, 'register.code.title');
        await page.getByLabel(words('signin.code.label')).fill('000000');
        await page.keyboard.press('Enter');
        await page.locator('#code-error').waitFor();
        await seen('register-code');
        await page.getByLabel(words('signin.code.label')).fill(codeIn(await mailbox.next()));
        await page.keyboard.press('Enter');
        await heading(page, 'register.password.title');
        await seen('register-password');
        await page.getByLabel(words('signin.change.new'), { exact: true }).fill(NEW_PASSWORD);
        await page.getByLabel(words('signin.change.again')).fill(NEW_PASSWORD);
        await page.keyboard.press('Enter');
        await heading(page, 'register.done.title');
        assert.match((await page.locator('#account').textContent()) ?? '', /^\d{12}$/);
        await seen('register-done');
      });
    });

    it(`R228: a lost device: ${name}`, async () => {
      let ahead = 0;
      await walk(
        async (page, world, seen) => {
          const mailbox = mailboxOf(() => world.server, ROOT.email);
          const root = clientsOf(world.server, await world.server.makeRootKey());
          const app = await makeAuthenticator(root, 'phone');
          await root.iam.enableMFADevice({
            UserName: 'AWS ROOT USER',
            SerialNumber: app.serial,
            AuthenticationCode1: app.next(),
            AuthenticationCode2: app.next(),
          });
          await page.goto('/signin/root');
          await page.getByLabel(words('signin.email.label')).fill(ROOT.email);
          await page.keyboard.press('Enter');
          await page.getByLabel(words('signin.password'), { exact: true }).fill(ROOT.password);
          await page.keyboard.press('Enter');
          await page.getByText(words('signin.mfa.lost')).click();
          await page.getByRole('link', { name: words('signin.mfa.lost.root.link') }).click();
          await heading(page, 'recovery.lost.title');
          await seen('lost');
          await page.getByRole('button', { name: words('recovery.lost.send') }).click();
          await page.getByLabel(words('signin.code.label')).waitFor();
          await seen('lost-code');
          await page.getByLabel(words('signin.code.label')).fill(codeIn(await mailbox.next()));
          await page.keyboard.press('Enter');
          await heading(page, 'recovery.lost.started.title');
          await seen('lost-started');
          await page.goto(linkIn(await mailbox.next(), '/signin/cancel-recovery'));
          await heading(page, 'recovery.cancel.title');
          await seen('cancel');
          ahead = DAY + 1000;
          await page.goto(linkIn(await mailbox.next(), '/signin/remove-mfa'));
          await heading(page, 'recovery.remove.title');
          await page.getByLabel(words('signin.password'), { exact: true }).fill(ROOT.password);
          await seen('remove');
          await page.keyboard.press('Enter');
          await heading(page, 'recovery.removed.title');
          await seen('removed');
        },
        () => ahead,
      );
    });
  }
});
