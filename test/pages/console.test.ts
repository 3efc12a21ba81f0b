/** The console's frame and first rooms in Chromium, as people use them. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { needs } from '../../tools/programs.ts';
import {
  assertAccessible,
  assertFits,
  launchChromium,
  looksOf,
  shoot,
} from '../support/chromium.ts';
import { type AppWorld, openAppWorld, openAs } from '../support/console-app.ts';
import { allow, deny, makeRole, makeUser, trusts } from '../support/entities.ts';

const PAGES = {
  home: { path: '/console', en: 'Home', ko: '홈' },
  credentials: {
    path: '/console/security-credentials',
    en: 'My security credentials',
    ko: '내 보안 자격 증명',
  },
  events: { path: '/console/events', en: 'Event history', ko: '이벤트 기록' },
  attempts: {
    path: '/console/sign-in-attempts',
    en: 'Sign-in troubleshooting',
    ko: '로그인 문제 해결',
  },
  diagnose: {
    path: '/console/sign-in-attempts/diagnose',
    en: 'Diagnose a response or token',
    ko: '응답 또는 토큰 진단',
  },
} as const;

const LOOKS = looksOf([
  { language: 'en', locale: 'en-GB', width: 1280, dark: false },
  { language: 'ko', locale: 'ko-KR', width: 1280, dark: true },
  { language: 'en', locale: 'en-GB', width: 390, dark: false },
  { language: 'ko', locale: 'ko-KR', width: 390, dark: true },
] as const);

describe('the console in a browser', needs('chromium'), () => {
  let browser: Browser;
  let world: AppWorld;
  let roleArn = '';

  before(async () => {
    world = await openAppWorld();
    browser = await launchChromium();
    const { admin } = world;
    const alice = await makeUser(admin, 'alice', { policy: allow('*') });
    await makeUser(admin, 'nora', {
      policy: [deny('cloudtrail:LookupEvents'), allow('sts:DecodeAuthorizationMessage')],
    });
    const role = await makeRole(admin, 'auditor', trusts(alice.arn), { policy: allow('*') });
    roleArn = role.arn;
    await postUnreadableResponse(world, roleArn);
  });
  after(async () => {
    await browser?.close();
    await world?.server.stop();
  });

  const as = async (
    options: Parameters<typeof openAs>[2],
    body: (page: Page) => Promise<void>,
  ): Promise<void> => await openAs(browser, world, options, body);

  for (const { language, ...look } of LOOKS) {
    const name = `${language}-${look.width}-${look.dark ? 'dark' : 'light'}`;
    it(`R157, R231: every room is accessible and fits: ${name}`, async () => {
      await as({ userName: 'alice', ...look }, async (page) => {
        for (const [room, words] of Object.entries(PAGES)) {
          await page.goto(words.path);
          await page.getByRole('heading', { level: 1, name: words[language] }).waitFor();
          await page.waitForLoadState('networkidle');
          assert.match(await page.title(), new RegExp(`^${words[language]} \\| Gatehouse$`));
          await assertAccessible(page);
          await assertFits(page);
          await shoot(page, `console-${room}-${name}`);
        }
      });
    });
  }

  it('R231, R232: shows the account beside the region, and what is copied', async () => {
    await as({ userName: 'alice' }, async (page) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.goto('/console');
      const spaced = world.server.account.replace(/(\d{4})(\d{4})(\d{4})/, '$1-$2-$3');
      await menu(page, `alice @ ${spaced}, account menu`).click();
      await page.getByRole('menuitem', { name: 'Copy account ID' }).click();
      await page.getByText('Copied').first().waitFor();
      const copied = await page.evaluate('navigator.clipboard.readText()');
      assert.equal(copied, world.server.account);
    });
  });

  it('changes language and appearance at once, and keeps both', async () => {
    await as({ userName: 'alice' }, async (page) => {
      await page.goto('/console');
      await menu(page, 'Language and appearance').click();
      await page.getByRole('menuitemcheckbox', { name: '한국어' }).click();
      await page.getByRole('heading', { level: 1, name: '홈' }).waitFor();
      await menu(page, '언어 및 화면 모드').click();
      await page.getByRole('menuitemcheckbox', { name: '어둡게' }).click();
      await page.locator('body.awsui-dark-mode').waitFor();
      // What a page still asks for when it is left would be a complaint of the browser.
      await page.waitForFunction("document.querySelector('[class*=awsui_spinner]') === null");
      await page.reload();
      await page.getByRole('heading', { level: 1, name: '홈' }).waitFor();
      await page.locator('body.awsui-dark-mode').waitFor();
      assert.equal(await page.locator('html').getAttribute('lang'), 'ko');
    });
  });

  it('is used by keyboard: skips to the content, goes to a room, lands on its heading', async () => {
    await as({ userName: 'alice' }, async (page) => {
      await page.goto('/console');
      await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      assert.equal(await page.evaluate('document.activeElement.id'), 'content');
      await page.getByRole('link', { name: 'Event history' }).focus();
      await page.keyboard.press('Enter');
      const heading = page.getByRole('heading', { level: 1, name: 'Event history' });
      await heading.waitFor();
      await page.waitForFunction('document.activeElement.textContent === "Event history"');
      await page.goBack();
      await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    });
  });

  it('explains a refusal by the statement that decided', async () => {
    await as({ userName: 'nora' }, async (page) => {
      await page.goto('/console/events');
      await page.getByText('You do not have permission for cloudtrail:LookupEvents').waitFor();
      await page.getByRole('button', { name: 'Why it was refused' }).click();
      await page.getByText('These statements deny the call:').waitFor();
      await page.getByText('statement 1 of inline (identity policy)').waitFor();
      await assertAccessible(page);
      await shoot(page, 'console-refusal');
    });
  });

  it('shows the steps of a new installation as they stand, and says kindly when it may not', async () => {
    await as({ userName: 'alice' }, async (page) => {
      await page.goto('/console');
      await page.getByText('Done', { exact: true }).nth(1).waitFor();
      assert.equal(await page.getByText('To do', { exact: true }).count(), 1);
    });
    await as({ userName: 'nora' }, async (page) => {
      await page.goto('/console');
      await page.getByText('An administrator of the account sees here').waitFor();
    });
  });

  it('finds an event by its name and shows its record', async () => {
    await as({ userName: 'alice' }, async (page) => {
      await page.goto('/console/events');
      await page.getByRole('searchbox', { name: 'Exact value' }).fill('CreateRole');
      await page.waitForURL(/value=CreateRole/);
      await page.getByRole('link', { name: 'CreateRole' }).first().click();
      await page.getByRole('heading', { level: 1, name: 'CreateRole' }).waitFor();
      await page.getByText('"eventName": "CreateRole"').waitFor();
      await assertAccessible(page);
      await page.goBack();
      await page.getByRole('link', { name: 'CreateRole' }).first().waitFor();
    });
  });

  it('explains an attempt in the language of its reader', async () => {
    await as({ userName: 'alice', locale: 'ko-KR' }, async (page) => {
      await page.goto('/console/sign-in-attempts');
      await page.locator('tbody a').first().click();
      await page.getByText('해결 방법').waitFor();
      await page.getByText('조치할 사람').waitFor();
      const checks = page.getByRole('table');
      await checks.getByText('실패').first().waitFor();
      const few = await checks.locator('tbody tr').count();
      await page.getByText('확인하지 않은 검사도 표시').click();
      await page.waitForFunction(`document.querySelectorAll('tbody tr').length > ${few}`);
      await assertAccessible(page);
      await shoot(page, 'console-attempt-ko');
    });
  });

  it('judges a pasted response by the account’s own roles', async () => {
    await as({ userName: 'alice' }, async (page) => {
      await page.goto('/console/sign-in-attempts/diagnose');
      await page.getByRole('textbox', { name: 'SAML response or web identity token' }).fill('<a/>');
      await page.getByRole('textbox', { name: 'Role ARN' }).fill(roleArn);
      const provider = `arn:aws:iam::${world.server.account}:saml-provider/example`;
      await page.getByRole('textbox', { name: 'SAML provider ARN' }).fill(provider);
      await page.getByRole('button', { name: 'Diagnose' }).click();
      await page.getByText('Who has to act').waitFor();
      await assertAccessible(page);
      await shoot(page, 'console-diagnose');
    });
  });

  it('shows a switched role in its color, offers it again, and leads back', async () => {
    await as({ userName: 'alice' }, async (page) => {
      const { account } = world.server;
      const role = { account, roleName: 'auditor', displayName: 'Audit', color: 'B7CA9D' };
      await page.goto(`/switchrole?${new URLSearchParams({ ...role, destination: '/console' })}`);
      await page.locator('main button, form button').last().click();
      await page.getByRole('region', { name: 'Role in use' }).waitFor();
      await assertAccessible(page);
      await shoot(page, 'console-switched');
      await page.getByRole('button', { name: 'Switch back' }).click();
      await page.getByText('IAM user').first().waitFor();
      await menu(page, 'account menu').click();
      await page.getByRole('menuitem', { name: /^Audit @/ }).click();
      await page.getByRole('region', { name: 'Role in use' }).waitFor();
    });
  });

  it('tells before a role or a session ends, and leads back or to signing in', async () => {
    const told = async (page: Page, minutes: number): Promise<void> => {
      await page.route('**/GetCurrentSession', async (route) => {
        const response = await route.fetch();
        const body = await response.json();
        body.Session.ExpiresAt = Date.now() / 1000 + minutes * 60;
        await route.fulfill({ response, json: body });
      });
      await page.goto('/console');
    };
    await as({ userName: 'alice' }, async (page) => {
      await told(page, 5);
      await page.getByText(/^Your session ends at/).waitFor();
      await page.unroute('**/GetCurrentSession');
      const role = { account: world.server.account, roleName: 'auditor' };
      await page.goto(`/switchrole?${new URLSearchParams({ ...role, destination: '/console' })}`);
      await page.locator('main button, form button').last().click();
      await page.getByRole('region', { name: 'Role in use' }).waitFor();
      await told(page, 5);
      await page.getByText(/^The session of the role ends at/).waitFor();
      await assertAccessible(page);
      await page.unroute('**/GetCurrentSession');
      await told(page, -1);
      await page.getByText('Your session has ended.').waitFor();
      await page.getByRole('link', { name: 'Sign in again' }).click();
      await page.waitForURL(/\/signin/);
    });
  });

  it('keeps what was typed when the server is busy or has ended the session', async () => {
    await as({ userName: 'alice' }, async (page) => {
      await page.goto('/console/iam/groups/create');
      const name = page.getByRole('textbox', { name: 'Group name' });
      await name.fill('writers');
      const create = page.getByRole('button', { name: 'Create group' });
      for (const [status, said] of [
        [429, 'Too many requests.'],
        [401, 'Your session has ended.'],
      ] as const) {
        const json = { __type: 'Refused', message: 'refused' };
        await page.route('**/CreateGroup', (route) => route.fulfill({ status, json }), {
          times: status === 429 ? 4 : 1,
        });
        await create.click();
        await page.getByText(said).first().waitFor();
        assert.equal(await name.inputValue(), 'writers');
      }
      const json = { __type: 'Throttling', message: 'Rate exceeded' };
      await page.route('**/CreateGroup', (route) => route.fulfill({ status: 429, json }), {
        times: 1,
      });
      await create.click();
      await page.getByText('The group writers was created.').waitFor();
    });
  });

  it('R219: signs out from the account menu', async () => {
    await as({ userName: 'alice' }, async (page) => {
      await page.goto('/console');
      await menu(page, 'account menu').click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      await page.waitForURL(/\/signin/);
      await page.goto('/console/events');
      await page.waitForURL(/\/signin\?destination=%2Fconsole%2Fevents|\/signin/);
    });
  });
});

/** A menu of the bar at the top; the bar keeps copies of them for other widths. */
function menu(page: Page, name: string) {
  return page.getByRole('button', { name }).filter({ visible: true }).first();
}

/** An attempt that is refused at its first checks. */
async function postUnreadableResponse({ server }: AppWorld, roleArn: string): Promise<void> {
  const PrincipalArn = `arn:aws:iam::${server.account}:saml-provider/example`;
  const SAMLAssertion = Buffer.from('<Response/>').toString('base64');
  const fields = { RoleArn: roleArn, PrincipalArn, SAMLAssertion };
  await fetch(server.url, {
    method: 'POST',
    body: new URLSearchParams({
      Action: 'AssumeRoleWithSAML',
      Version: '2011-06-15',
      ...fields,
    }),
  });
}
