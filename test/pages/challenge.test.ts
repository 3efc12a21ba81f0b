/** The security check in Chromium: by itself, by picture, by sound, without scripts, by keyboard. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { DueCheck } from '../../src/domain/sign-in/risk.ts';
import { needs } from '../../tools/programs.ts';
import { type ChallengeSite, startChallengeSite } from '../support/challenge-site.ts';
import {
  assertAccessible,
  assertFits,
  launchChromium,
  openPage,
  shoot,
} from '../support/chromium.ts';

const LABEL = 'Type the characters seen in the image below';
/** Harder than any browser does in the time of a test. */
const ENDLESS: DueCheck = { kind: 'work', bits: 32 };
const PICTURE: DueCheck = { kind: 'picture', bits: 15 };

describe('the security check in a browser', needs('chromium'), () => {
  let browser: Browser;
  let site: ChallengeSite;
  let due: DueCheck = ENDLESS;

  before(async () => {
    site = await startChallengeSite(() => due);
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  const open = async (page: Page, query = '') => {
    await page.goto(`${site.origin}/signin/check${query}`);
  };
  const codeOf = async (page: Page) => site.opened(await page.content()).code;
  const passed = async (page: Page) =>
    await page.getByRole('heading', { name: 'passed' }).waitFor();

  it('R153: work is done by the browser and sent without anybody doing anything', async () => {
    due = { kind: 'work', bits: 15 };
    await openPage(browser, {}, async (page) => {
      const begun = performance.now();
      await open(page);
      await passed(page);
      const took = performance.now() - begun;
      assert.ok(took < 30_000, `${Math.round(took)} ms`);
    });
  });

  it('says what it does to screen readers, fits narrow windows, and is accessible', async () => {
    due = ENDLESS;
    for (const [language, scheme] of [
      ['en', 'light'],
      ['ko', 'dark'],
    ] as const) {
      const options = { viewport: { width: 390, height: 800 }, colorScheme: scheme };
      await openPage(browser, options, async (page) => {
        await open(page, `?lang=${language}`);
        const status = page.getByRole('status');
        await status.waitFor();
        assert.match(
          String(await status.textContent()),
          language === 'en' ? /calculation/ : /계산/,
        );
        assert.equal(await page.getByRole('progressbar').count(), 1);
        assert.equal(await page.locator('img').isVisible(), false);
        await shoot(page, `challenge-work-${language}-${scheme}`);
        await assertAccessible(page);
        await page.locator('summary').click();
        await page.locator('img').scrollIntoViewIfNeeded();
        await page.waitForFunction('document.images[0].naturalWidth === 300');
        await shoot(page, `challenge-other-${language}-${scheme}`);
        await assertAccessible(page);
        await assertFits(page);
      });
    }
  });

  it('R153, R154: without scripts the picture is there, and its characters pass', async () => {
    due = ENDLESS;
    await openPage(browser, { javaScriptEnabled: false }, async (page) => {
      await open(page);
      const image = page.getByRole('img', { name: 'Image of six characters' });
      await image.scrollIntoViewIfNeeded();
      assert.ok(await image.isVisible());
      assert.equal(await page.getByRole('status').count(), 0);
      await page.getByLabel(LABEL).fill((await codeOf(page)).toLowerCase());
      await page.getByRole('button', { name: 'Submit' }).click();
      await passed(page);
    });
  });

  it('R153: another picture is shown on request and after wrong characters, and the old one is over', async () => {
    due = PICTURE;
    await openPage(browser, {}, async (page) => {
      await open(page);
      const first = await codeOf(page);
      await page.getByRole('button', { name: 'Show another image' }).click();
      await page.waitForURL('**/signin/check');
      const second = await codeOf(page);
      assert.notEqual(second, first);
      await page.getByLabel(LABEL).fill(first);
      await page.getByRole('button', { name: 'Submit' }).click();
      await page.getByRole('alert').waitFor();
      assert.match(String(await page.getByRole('alert').textContent()), /did not match the image/);
      assert.notEqual(await codeOf(page), second);
      await assertAccessible(page);
      await shoot(page, 'challenge-picture-wrong');
      await page.getByLabel(LABEL).fill(await codeOf(page));
      await page.getByRole('button', { name: 'Submit' }).click();
      await passed(page);
    });
  });

  it('R153: the recording plays, in both languages', async () => {
    due = PICTURE;
    for (const language of ['en', 'ko']) {
      await openPage(browser, {}, async (page) => {
        await open(page, `?lang=${language}`);
        const seconds = await page.evaluate(`new Promise((resolve, reject) => {
          const audio = document.querySelector('audio');
          audio.addEventListener('loadedmetadata', () => resolve(audio.duration));
          audio.addEventListener('error', () => reject(audio.error.message));
          audio.load();
          audio.preload = 'auto';
        })`);
        assert.ok(Number(seconds) > 6 && Number(seconds) < 25, `${seconds} seconds`);
        const played = await page.evaluate(`(async () => {
          const audio = document.querySelector('audio');
          audio.muted = true;
          await audio.play();
          await new Promise((done) => audio.addEventListener('timeupdate', done));
          return audio.currentTime;
        })()`);
        assert.ok(Number(played) > 0);
      });
    }
  });

  it('works by keyboard alone, and leaves whoever types undisturbed', async () => {
    due = { kind: 'work', bits: 20 };
    await openPage(browser, {}, async (page) => {
      await open(page);
      await page.locator('summary').focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate('document.activeElement.id'), 'characters');
      const code = await codeOf(page);
      await page.keyboard.type(code.slice(0, 3));
      await page.waitForTimeout(300);
      await page.keyboard.type(code.slice(3));
      await page.keyboard.press('Enter');
      await passed(page);
    });
  });

  it('the page of a wait tells the time, in words and for programs', async () => {
    for (const [language, scheme, words] of [
      ['en', 'light', /taken in 15 minutes/],
      ['ko', 'dark', /15분 후/],
    ] as const) {
      const options = { viewport: { width: 390, height: 800 }, colorScheme: scheme };
      await openPage(browser, options, async (page) => {
        const url = `${site.origin}/signin/wait?seconds=900&lang=${language}`;
        const response = await page.goto(url);
        assert.equal(response?.status(), 429);
        assert.equal(response?.headers()['retry-after'], '900');
        assert.match(String(await page.getByRole('alert').textContent()), words);
        await assertAccessible(page);
        await assertFits(page);
        await shoot(page, `challenge-wait-${language}-${scheme}`);
      });
    }
  });
});
