/** The access portal in Chromium, as people use it. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { needs } from '../../tools/programs.ts';
import { authenticator } from '../support/authenticator.ts';
import {
  assertAccessible,
  assertFits,
  launchChromium,
  looksOf,
  openAppPage,
  shoot,
} from '../support/chromium.ts';
import { makePortal, type PortalWorld } from '../support/portal-world.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { needWebApp } from '../support/web-app.ts';

const ROOMS = {
  '': { en: 'AWS access portal', ko: 'AWS 액세스 포털' },
  '#/applications': { en: 'AWS access portal', ko: 'AWS 액세스 포털' },
  '#/profile': { en: 'Profile', ko: '프로필' },
  '#/devices': { en: 'MFA devices', ko: 'MFA 디바이스' },
  '#/sessions': { en: 'Signed-in devices', ko: '로그인한 디바이스' },
} as const;

/** What is said of the server's time after a code that was not right. */
const CLOCK = /clock/;

const LOOKS = looksOf([
  { language: 'en', locale: 'en-GB', width: 1280, dark: false },
  { language: 'ko', locale: 'ko-KR', width: 1280, dark: true },
  { language: 'en', locale: 'en-GB', width: 390, dark: false },
  { language: 'ko', locale: 'ko-KR', width: 390, dark: true },
] as const);

describe('the access portal in a browser', needs('chromium', 'oathtool'), () => {
  let browser: Browser;
  let server: TestServer;
  let world: PortalWorld;

  before(async () => {
    await needWebApp();
    server = await startTestServer();
    world = await makePortal(server, { subdomain: 'acme', accounts: 30 });
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const signedIn = async (
    body: (page: Page) => Promise<void>,
    {
      locale = 'en-GB',
      width = 1280,
      dark = false,
    }: { readonly locale?: string; readonly width?: number; readonly dark?: boolean } = {},
  ): Promise<void> => {
    const colorScheme = dark ? ('dark' as const) : ('light' as const);
    const viewport = { width, height: 900 };
    await openAppPage(
      browser,
      { baseURL: world.origin, locale, viewport, colorScheme },
      async (page) => {
        const name = `gatehouse-portal-${world.instance.identity_store_id}`;
        const cookie = { name, value: await world.signIn(), url: world.origin };
        await page.context().addCookies([cookie]);
        await page.goto('/portal/acme/start');
        await body(page);
      },
    );
  };

  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

  for (const { language, ...look } of LOOKS) {
    const name = `${language}-${look.width}-${look.dark ? 'dark' : 'light'}`;
    it(`R168, R169, R170: every room is accessible and fits: ${name}`, async () => {
      await signedIn(async (page) => {
        for (const [room, words] of Object.entries(ROOMS)) {
          await page.evaluate(`location.hash = ${JSON.stringify(room)}`);
          await heading(page, words[language]).waitFor();
          await page.waitForFunction("document.querySelector('[class*=awsui_spinner]') === null");
          assert.match(await page.title(), new RegExp(`^${words[language]} \\| Gatehouse$`));
          await assertAccessible(page);
          await assertFits(page);
          await shoot(page, `portal-${room.replace('#/', '') || 'accounts'}-${name}`);
        }
      }, look);
    });
  }

  it('R169: finds an account by a role or an id, by keyboard, and keeps favourites', async () => {
    await signedIn(async (page) => {
      const search = page.getByRole('searchbox', { name: /^Search by name/ });
      await search.fill('read');
      await page.getByText('Accounts: 30').waitFor();
      await search.fill('workload-017');
      await page.getByText('Accounts: 1', { exact: true }).waitFor();
      await search.focus();
      // The clear button of the search, the account, its star.
      const account = page.getByRole('button', { name: /Workload 017/ }).first();
      await account.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: /^Admin: open the console of Workload 017/ }).waitFor();
      await page.getByRole('button', { name: 'Favorite: Workload 017' }).press('Space');
      await search.fill('');
      await page.getByText('Accounts: 30').waitFor();
      await page.waitForLoadState('networkidle');
      await page.reload();
      const first = page.getByRole('button', { name: /^Workload/ }).first();
      await first.waitFor();
      assert.match((await first.textContent()) ?? '', /Workload 017/);
    });
  });

  it('R169: shows access keys when they are asked for, and secrets when they are to be seen', async () => {
    await signedIn(async (page) => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page
        .getByRole('button', { name: /Workload 001/ })
        .first()
        .click();
      assert.ok(!asked.some((url) => url.endsWith('GetRoleCredentials')));
      await page.getByRole('button', { name: 'Access keys of Admin in Workload 001' }).click();
      const text = page
        .getByRole('region', { name: 'Option 1: environment variables' })
        .locator('pre');
      await text.filter({ hasText: 'export AWS_ACCESS_KEY_ID="ASIA' }).waitFor();
      assert.match((await text.textContent()) ?? '', /AWS_SECRET_ACCESS_KEY="•+"/);
      await page.getByText(/These credentials expire in 0:59:/).waitFor();
      await assertAccessible(page);
      await shoot(page, 'portal-access-keys');
      const shows = page.getByRole('button', {
        name: 'Show secrets: Option 1: environment variables',
      });
      await shows.click();
      assert.match((await text.textContent()) ?? '', /AWS_SECRET_ACCESS_KEY="[\w+/=]{40}"/);
      await page.getByRole('tab', { name: 'Windows PowerShell' }).click();
      await page.getByText('$Env:AWS_ACCESS_KEY_ID="ASIA').waitFor();
      await page.getByText('sso_start_url = ').waitFor();
      const kept = await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })');
      assert.doesNotMatch(String(kept), /ASIA/);
      await page.keyboard.press('Escape');
      await text.waitFor({ state: 'detached' });
    });
  });

  it('R169: opens the console in a new tab, and asks before it replaces another session', async () => {
    await signedIn(async (page) => {
      await page
        .getByRole('button', { name: /Workload 001/ })
        .first()
        .click();
      const opening = page.context().waitForEvent('page');
      await page.getByRole('link', { name: /^Admin: open the console of Workload 001/ }).click();
      const tab = await opening;
      await tab.waitForURL('**/console/home');
      await tab
        .getByRole('button', { name: /AWSReservedSSO_Admin_\w+\/maria/ })
        .first()
        .waitFor();
      await tab.close();
      const query = `account_id=${world.accounts[1]}&role_name=ReadOnly&destination=/console/events`;
      await page.goto(`/portal/acme/console?${query}`);
      await page.getByText('This browser is in the console as somebody else').waitFor();
      await assertAccessible(page);
      await shoot(page, 'portal-conflict');
      await page.getByRole('button', { name: 'Sign out there and go on' }).click();
      await page.waitForURL('**/console/events');
    });
  });

  it('R052, R055: registers an authenticator app, tells of a wrong code, renames, removes', async () => {
    await signedIn(async (page) => {
      await page.goto('/portal/acme/start#/devices');
      await page.getByRole('button', { name: 'Register device' }).click();
      await page.getByLabel('Device name').fill('phone');
      await page.getByRole('radio', { name: 'Authenticator app' }).check();
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByRole('button', { name: /^Show .*secret key/ }).click();
      const shown = page.getByText(/^[A-Z2-7]{4}( [A-Z2-7]{4})+$/);
      const secret = ((await shown.textContent()) ?? '').replaceAll(' ', '');
      const app = authenticator('', secret);
      const right = app.at(Date.now());
      const code = page.getByLabel('Code', { exact: true });
      await code.fill(right === '000000' ? '111111' : '000000');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Register device' }).click();
      await page.getByText('An unexpected error has occurred. The code was not right').waitFor();
      await page.getByText(CLOCK).waitFor();
      await code.fill(app.at(Date.now()));
      await dialog.getByRole('button', { name: 'Register device' }).click();
      await page.getByText('phone was registered', { exact: false }).waitFor();
      await page.getByRole('button', { name: 'Rename: phone' }).click();
      await page.getByLabel('Device name').fill('old-phone');
      await dialog.getByRole('button', { name: 'Rename' }).click();
      await page.getByRole('button', { name: 'Remove: old-phone' }).click();
      await dialog.getByRole('button', { name: 'Remove' }).click();
      await page.getByText('There are no MFA devices.', { exact: false }).waitFor();
    });
  });

  it('registers a passkey', async () => {
    await signedIn(async (page) => {
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
      await page.goto('/portal/acme/start#/devices');
      await page.getByRole('button', { name: 'Register device' }).click();
      await page.getByLabel('Device name').fill('laptop');
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByText('laptop was registered.').waitFor();
      await page.getByRole('rowheader', { name: 'laptop' }).waitFor();
    });
  });

  it('ends one signed-in device, and all others at once', async () => {
    await world.signIn('Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Firefox/140.0');
    await world.signIn();
    await signedIn(async (page) => {
      await page.evaluate("location.hash = '#/sessions'");
      await page.getByRole('button', { name: 'End session: Firefox 140 on Windows' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('The session on Firefox 140 on Windows ends at once').waitFor();
      await dialog.getByRole('button', { name: 'End session' }).click();
      await page.getByText('The session was ended.').waitFor();
      await page.getByRole('button', { name: 'End all other sessions' }).click();
      await dialog.getByRole('button', { name: 'End all other sessions' }).click();
      await page.getByText('All other sessions were ended.').waitFor();
      assert.equal(await page.getByRole('rowheader').count(), 1);
    });
  });

  it('R163: leads to the sign-in page once the session is over, and would lead back', async () => {
    await signedIn(async (page) => {
      await page
        .getByRole('button', { name: /Workload 001/ })
        .first()
        .waitFor();
      await world.change((work) => {
        work.write(
          work.read
            .updateTable('browser_sessions')
            .set({ ended_at: work.now })
            .where('audience', '=', 'portal'),
          'any',
        );
      });
      await page.evaluate("location.hash = '#/sessions'");
      await page.waitForURL(/\/portal\/acme\/sign-in/);
      const destination = new URL(page.url()).searchParams.get('destination');
      assert.equal(destination, '/portal/acme/start#/sessions');
    });
  });

  it('R220: signs out at the top right, which shows the sign-in page', async () => {
    await signedIn(async (page) => {
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.waitForURL(/\/portal\/[\w-]+\/sign-in/);
      await page.goto('/portal/acme/start');
      await page.waitForURL(/\/portal\/acme\/sign-in/);
    });
  });

  it('speaks the other language at once and stays in it', async () => {
    await signedIn(async (page) => {
      await page.getByRole('button', { name: 'Language and appearance' }).click();
      const kept = page.waitForResponse(/lang=ko/);
      await page.getByRole('menuitemcheckbox', { name: '한국어' }).click();
      await heading(page, 'AWS 액세스 포털').waitFor();
      await kept;
      await page.reload();
      await heading(page, 'AWS 액세스 포털').waitFor();
    });
  });
});
