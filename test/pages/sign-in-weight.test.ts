/** What the pages of signing in weigh, and that each shows itself after one round trip. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { needs } from '../../tools/programs.ts';
import { enableAuthenticator } from '../support/authenticator.ts';
import { launchChromium, openPage } from '../support/chromium.ts';
import { originOf } from '../support/console.ts';
import { openSignInWorld, ROOT, type SignInWorld } from '../support/sign-in-world.ts';
import { wordsOf } from '../support/words.ts';

/** Of a page with all that it loads, as it is before any compression. */
const MOST_BYTES = 60_000;
/** Korean has the longer texts in bytes. */
const t = wordsOf('ko');

describe('a page of signing in', needs('chromium', 'oathtool'), () => {
  let browser: Browser;
  let world: SignInWorld;
  let origin = '';

  before(async () => {
    const settings = { GATEHOUSE_CHALLENGE: 'risk', GATEHOUSE_ROOT_CODE: 'always' };
    world = await openSignInWorld(settings);
    origin = originOf(world.server);
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await world?.stop();
  });

  /** Weighs what the browser was sent since it left the page before, redirects included. */
  async function withScale(
    options: { readonly javaScriptEnabled?: boolean },
    body: (page: Page, weigh: (heading: string) => Promise<void>) => Promise<void>,
  ): Promise<void> {
    await openPage(browser, { locale: 'ko-KR', baseURL: origin, ...options }, async (page) => {
      page.setDefaultTimeout(20_000);
      let loads: { url: string; bytes: Promise<number> }[] = [];
      page.on('request', (request) => {
        if (request.isNavigationRequest() && request.redirectedFrom() === null) loads = [];
      });
      page.on('response', (response) => {
        const bytes = response.body().then(
          ({ length }) => length,
          () => 0,
        );
        loads.push({ url: response.url(), bytes });
      });
      await body(page, async (heading) => {
        await page.getByRole('heading', { level: 1, name: t(heading), exact: true }).waitFor();
        await page.waitForLoadState('networkidle');
        const sizes = await Promise.all(loads.map(({ bytes }) => bytes));
        const sum = sizes.reduce((all, size) => all + size, 0);
        const told = `${t(heading)}: ${sum} bytes of ${loads.map(({ url }) => url).join(' ')}`;
        assert.ok(sum > 0 && sum <= MOST_BYTES, told);
        assert.deepEqual(await blocking(page), [], heading);
      });
    });
  }

  it('weighs at most 60 KB with all that it loads, and waits for nothing else', () =>
    withScale({}, async (page, weigh) => {
      const user = await world.makeUser('mina', { resetRequired: true });
      const app = await enableAuthenticator(world.clients, user.username);
      const button = (key: string) => page.getByRole('button', { name: t(key), exact: true });
      await page.goto('/signin');
      await weigh('signin.main.title');
      await page.getByLabel(t('signin.email.label')).fill(ROOT.email);
      await button('signin.next').click();
      await weigh('signin.root.title');
      await page.getByLabel(t('signin.password'), { exact: true }).fill(ROOT.password);
      await button('signin.submit').click();
      await weigh('signin.code.title');
      await page.goto(`/signin/iam?account=${user.account}`);
      await weigh('signin.iam.title');
      await page.getByLabel(t('signin.userName')).fill(user.username);
      await page.getByLabel(t('signin.password'), { exact: true }).fill(user.password);
      await button('signin.submit').click();
      await weigh('signin.mfa.title');
      await page.getByLabel(t('signin.mfa.code'), { exact: true }).fill(app.next());
      await button('signin.mfa.submit').click();
      await weigh('signin.change.title');
      await page.goto('/signin/forgot');
      await weigh('signin.forgot.title');
      await page.goto('/signin/forgot/root');
      await weigh('recovery.forgot.title');
    }));

  it('so does that of the security check, with its picture', () =>
    withScale({ javaScriptEnabled: false }, async (page, weigh) => {
      await page.goto('/signin/root');
      await page.getByLabel(t('signin.email.label')).fill(ROOT.email);
      await page.getByRole('button', { name: t('signin.next'), exact: true }).click();
      const picture = page.getByRole('img', { name: t('challenge.picture') });
      await picture.scrollIntoViewIfNeeded();
      await page.waitForFunction('document.images[0].naturalWidth === 300');
      await weigh('challenge.title');
    }));
});

/** The files that the page has to have before anything of it is shown: of these there are none. */
async function blocking(page: Page): Promise<unknown> {
  return await page.evaluate(
    `performance.getEntriesByType('resource')
      .filter(({ renderBlockingStatus }) => renderBlockingStatus !== 'non-blocking')
      .map(({ name }) => name)`,
  );
}
