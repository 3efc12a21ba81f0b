/** Signing in at an access portal in Chromium: with keys alone, in both languages, with and without scripts. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { systemTimers, type Timers } from '../../src/compose/periodic.ts';
import { sendInvitation } from '../../src/domain/directory/mails.ts';
import { needs } from '../../tools/programs.ts';
import {
  assertAccessible,
  assertFits,
  launchChromium,
  looksOf,
  openPage,
  shoot,
} from '../support/chromium.ts';
import { originOf } from '../support/console.ts';
import { linkIn, mailTo } from '../support/outbox.ts';
import { wordsOf } from '../support/words.ts';
import {
  openWorkforceWorld,
  WORKFORCE_PASSWORD,
  type WorkforceWorld,
} from '../support/workforce.ts';

const LOOKS = looksOf([
  { language: 'en', locale: 'en-GB', width: 1280, colorScheme: 'light' },
  { language: 'ko', locale: 'ko-KR', width: 1280, colorScheme: 'light' },
  { language: 'en', locale: 'en-GB', width: 390, colorScheme: 'dark' },
  { language: 'ko', locale: 'ko-KR', width: 390, colorScheme: 'dark' },
] as const);

const NEW_PASSWORD = 'Fresh-battery-22';

/** Periodic work comes at once, so that nobody waits for it. */
const eager: Timers = {
  after: (delay, body) => systemTimers.after(Math.min(delay, 100), body),
};

describe('signing in at an access portal in a browser', needs('chromium'), () => {
  let browser: Browser;
  let world: WorkforceWorld;
  before(async () => {
    browser = await launchChromium();
    world = await openWorkforceWorld({}, {}, { timers: eager });
  });
  after(async () => {
    await browser?.close();
    await world?.stop();
  });

  for (const { language, locale, width, colorScheme } of LOOKS) {
    const look = `${language}-${width}-${colorScheme}`;
    const words = wordsOf(language);
    const options = { locale, colorScheme, viewport: { width, height: 900 } };
    const heading = async (page: Page, key: string) =>
      await page.getByRole('heading', { level: 1, name: words(key) }).waitFor();
    const seen = async (page: Page, what: string) => {
      await assertAccessible(page);
      await assertFits(page);
      await shoot(page, `workforce-${what}-${look}`);
    };
    const walk = async (body: (page: Page) => Promise<void>, javaScriptEnabled = true) => {
      const baseURL = originOf(world.server);
      await openPage(browser, { ...options, baseURL, javaScriptEnabled }, body);
    };
    const isInPortal = async (page: Page) => {
      await page.waitForURL(/\/start$/);
      const names = (await page.context().cookies()).map((cookie) => cookie.name);
      assert.ok(names.includes(`gatehouse-portal-${world.portal}`));
    };

    it(`R164, R248: name, password, portal, with keys alone: ${look}`, async () => {
      const userName = `walker.${look}`;
      await world.makeUser(userName);
      await walk(async (page) => {
        await page.goto(world.path('sign-in'));
        await heading(page, 'workforce.title');
        await seen(page, 'name');
        await page.keyboard.type(userName);
        await page.keyboard.press('Tab');
        await page.keyboard.press('Space');
        await page.keyboard.press('Enter');
        await heading(page, 'workforce.password.title');
        await page.keyboard.type('Wrong-password-1');
        const field = page.locator('#password');
        await page.getByLabel(words('workforce.password.show')).check();
        assert.equal(await field.getAttribute('type'), 'text');
        await page.getByLabel(words('workforce.password.show')).uncheck();
        assert.equal(await field.getAttribute('type'), 'password');
        await seen(page, 'password');
        await field.press('Enter');
        await page.getByRole('alert').waitFor();
        await seen(page, 'wrong');
        await page.getByRole('link', { name: words('workforce.notYou') }).click();
        await heading(page, 'workforce.title');
        await page.keyboard.type(userName);
        await page.keyboard.press('Enter');
        await heading(page, 'workforce.password.title');
        await page.keyboard.type(WORKFORCE_PASSWORD);
        await page.keyboard.press('Enter');
        await isInPortal(page);
      });
    });

    it(`R165: a one-time password is replaced: ${look}`, async () => {
      const userName = `first.${look}`;
      await world.makeUser(userName, { oneTime: true });
      await walk(async (page) => {
        await page.goto(world.path('sign-in'));
        await page.keyboard.type(userName);
        await page.keyboard.press('Enter');
        await heading(page, 'workforce.password.title');
        await page.keyboard.type(WORKFORCE_PASSWORD);
        await page.keyboard.press('Enter');
        await heading(page, 'signin.change.title');
        await seen(page, 'change');
        await page.locator('#password').fill('weak');
        await page.locator('#again').fill('weak');
        await page.keyboard.press('Enter');
        await page.getByText(words('signin.change.refused')).waitFor();
        await seen(page, 'refused');
        await page.locator('#password').fill(NEW_PASSWORD);
        await page.locator('#again').fill(NEW_PASSWORD);
        await page.keyboard.press('Enter');
        await isInPortal(page);
      });
    });

    it(`R248: all of it works without scripts: ${look}`, async () => {
      const userName = `plain.${look}`;
      await world.makeUser(userName, { oneTime: true });
      await walk(async (page) => {
        await page.goto(world.path('sign-in'));
        await page.locator('#username').fill(userName);
        await page.keyboard.press('Enter');
        await heading(page, 'workforce.password.title');
        const shows = await page.locator('#show').isVisible();
        assert.equal(shows, false, 'what needs a script is not shown');
        await page.locator('#password').fill(WORKFORCE_PASSWORD);
        await page.keyboard.press('Enter');
        await heading(page, 'signin.change.title');
        await page.locator('#password').fill(NEW_PASSWORD);
        await page.locator('#again').fill(NEW_PASSWORD);
        await page.keyboard.press('Enter');
        await isInPortal(page);
      }, false);
    });

    it(`R135, R139, R247: an invitation, and a forgotten password: ${look}`, async () => {
      const email = `guest-${look}@people.example.com`;
      const user = await world.makeUser(`guest.${look}`, { password: null, email });
      const mail = {
        outbox: world.server.parts.delivery.outbox,
        publicUrl: originOf(world.server),
      };
      await world.change(async (work) => {
        await sendInvitation(work, mail, world.instance, user, language);
      });
      const invitation = linkIn(await mailTo(world.server, email), world.path('invitation'));
      await walk(async (page) => {
        await page.goto(invitation);
        await heading(page, 'signin.change.title');
        await seen(page, 'invitation');
        await page.locator('#password').fill(NEW_PASSWORD);
        await page.locator('#again').fill(NEW_PASSWORD);
        await page.keyboard.press('Enter');
        await isInPortal(page);
        await page.goto(invitation);
        await heading(page, 'workforce.link.title');
        await seen(page, 'useless');
      });
      await walk(async (page) => {
        await page.goto(world.path('sign-in'));
        await page.keyboard.type(user.user_name);
        await page.keyboard.press('Enter');
        await page.getByRole('link', { name: words('signin.forgot') }).click();
        await heading(page, 'workforce.forgot.title');
        await seen(page, 'forgot');
        await page.getByRole('button', { name: words('workforce.next') }).click();
        // The browser does the work of the security check by itself.
        await heading(page, 'workforce.sent.title');
        await seen(page, 'sent');
      });
    });

    it(`R246: from the console's sign-in page to the portal, and nowhere: ${look}`, async () => {
      await walk(async (page) => {
        await page.goto('/signin/root');
        await page.getByText(words('signin.help.which')).click();
        await page.getByRole('link', { name: words('workforce.portal.link') }).click();
        await heading(page, 'workforce.find.title');
        await seen(page, 'find');
        await page.getByLabel(words('workforce.find.label')).fill('no-such-portal');
        await page.keyboard.press('Enter');
        await heading(page, 'workforce.unknown.title');
        await seen(page, 'unknown');
        await page.goto(world.path('sign-in'));
        await page.getByText(words('workforce.help'), { exact: true }).click();
        await seen(page, 'help');
      });
    });
  }
});
