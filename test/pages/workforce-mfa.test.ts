/** Registering MFA devices at the portal's sign-in, in Chromium. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { totpCode, totpStep } from '../../src/crypto/totp.ts';
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
import {
  openWorkforceWorld,
  WORKFORCE_PASSWORD,
  type WorkforceWorld,
} from '../support/workforce.ts';

const WORDS = {
  en: {
    locale: 'en-GB',
    register: 'Register an MFA device',
    second: 'Multi-factor authentication',
  },
  ko: { locale: 'ko-KR', register: 'MFA 디바이스 등록', second: '다중 인증(MFA)' },
} as const;
type Language = keyof typeof WORDS;

const PICTURE = 'img[src*=enrolment-picture]';

const LOOKS = [
  { language: 'en', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { language: 'ko', viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
] as const;

describe('MFA at the sign-in of a portal, in Chromium', needs('chromium'), () => {
  let world: WorkforceWorld;
  let browser: Browser;
  let origin: string;
  before(async () => {
    world = await openWorkforceWorld(
      {},
      { mfa: { mode: 'context-aware', withoutDevice: 'enrol' } },
    );
    browser = await launchChromium();
    origin = originOf(world.server);
  });
  after(async () => {
    await browser?.close();
    await world?.stop();
  });

  async function enter(page: Page, userName: string): Promise<void> {
    await page.goto(`${origin}/portal/${world.portal}/sign-in`);
    await page.locator('[name=username]').fill(userName);
    await page.keyboard.press('Enter');
    await page.locator('[name=password]').fill(WORKFORCE_PASSWORD);
    await page.keyboard.press('Enter');
  }

  async function arrivedAt(page: Page, heading: string): Promise<void> {
    await page.locator('h1', { hasText: heading }).waitFor();
  }

  async function look(page: Page, name: string): Promise<void> {
    await assertAccessible(page);
    await assertFits(page);
    await shoot(page, name);
  }

  /** Waits for the way from the finished sign-in to the portal. */
  async function arrive(page: Page): Promise<void> {
    await page.waitForURL(`${origin}/portal/${world.portal}/start**`);
  }

  for (const { language, ...options } of looksOf(LOOKS)) {
    const words = WORDS[language as Language];

    it(`${language}: R055: an authenticator app is registered, by keyboard, and the browser trusted`, async () => {
      const userName = `app-${language}`;
      await world.makeUser(userName);
      await openPage(browser, { ...options, locale: words.locale }, async (page) => {
        await enter(page, userName);
        await arrivedAt(page, words.register);
        await look(page, `workforce-enrol-choice-${language}`);
        await page.locator('[value=passkey]').focus();
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await page.locator(PICTURE).waitFor();
        const drawn = await page.evaluate(
          `(async (image) => (await image.decode(), image.naturalWidth))(document.querySelector('${PICTURE}'))`,
        );
        assert.ok(Number(drawn) > 100, 'the picture is drawn');
        await page.locator('details').first().locator('summary').click();
        await look(page, `workforce-enrol-app-${language}`);
        const seed = ((await page.locator('#seed').textContent()) ?? '').replace(/\s/g, '');
        await page.locator('[name=code]').fill(totpCode(seed, totpStep(Date.now())));
        await page.locator('[name=trust]').check();
        await page.locator('[name=code]').press('Enter');
        await arrive(page);
        await page.context().clearCookies({ name: `gatehouse-portal-${world.portal}` });
        await enter(page, userName);
        await arrive(page);
      });
      await openPage(browser, { ...options, locale: words.locale }, async (page) => {
        await enter(page, userName);
        await arrivedAt(page, words.second);
        await look(page, `workforce-second-factor-${language}`);
      });
    });

    it(`${language}: R052: a passkey is made, and proves itself at the next sign-in`, async () => {
      const userName = `passkey-${language}`;
      await world.makeUser(userName);
      await openPage(browser, { ...options, locale: words.locale }, async (page) => {
        await addAuthenticator(page);
        await enter(page, userName);
        await page.locator('form:has([name=kind]) button').click();
        await page.locator('#make-passkey').waitFor();
        await look(page, `workforce-enrol-passkey-${language}`);
        await page.locator('#make-passkey').click();
        await arrive(page);
        await page.context().clearCookies({ name: `gatehouse-portal-${world.portal}` });
        await enter(page, userName);
        await page.locator('#use-passkey').click();
        await arrive(page);
      });
    });
  }
});

describe('a portal that blocks people without a device, in Chromium', needs('chromium'), () => {
  let world: WorkforceWorld;
  let browser: Browser;
  before(async () => {
    world = await openWorkforceWorld({}, { mfa: { mode: 'always', withoutDevice: 'block' } });
    await world.makeUser('blocked');
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await world?.stop();
  });

  for (const { language, ...options } of looksOf(LOOKS)) {
    it(`${language}: says what they need`, async () => {
      const { locale } = WORDS[language as Language];
      await openPage(browser, { ...options, locale }, async (page) => {
        await page.goto(`${originOf(world.server)}/portal/${world.portal}/sign-in`);
        await page.locator('[name=username]').fill('blocked');
        await page.keyboard.press('Enter');
        await page.locator('[name=password]').fill(WORKFORCE_PASSWORD);
        await page.keyboard.press('Enter');
        await page.locator('#request').waitFor();
        await assertAccessible(page);
        await shoot(page, `workforce-blocked-${language}`);
      });
    });
  }
});

async function addAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}
