/** The pages of signing in with a password, in Chromium. */
import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { needs } from '../../tools/programs.ts';
import { enableAuthenticator } from '../support/authenticator.ts';
import {
  assertAccessible,
  assertFits,
  launchChromium,
  openPage,
  shoot,
} from '../support/chromium.ts';
import { originOf } from '../support/console.ts';
import { codeIn, mailboxOf } from '../support/outbox.ts';
import { openSignInWorld, ROOT, type SignInWorld } from '../support/sign-in-world.ts';

const WORDS = {
  en: {
    locale: 'en-GB',
    main: 'Sign in',
    root: 'Root user sign in',
    iam: 'Sign in as IAM user',
    mfa: 'Multi-factor authentication',
    code: 'Additional verification',
    change: 'Set a new password',
    here: 'You are signed in already',
    ended: 'This sign-in has ended',
    forgot: 'Forgot your password?',
  },
  ko: {
    locale: 'ko-KR',
    main: '로그인',
    root: '루트 사용자 로그인',
    iam: 'IAM 사용자로 로그인',
    mfa: '다중 인증(MFA)',
    code: '추가 확인',
    change: '새 암호 설정',
    here: '이미 로그인되어 있습니다',
    ended: '이 로그인은 종료되었습니다',
    forgot: '암호를 잊으셨나요?',
  },
} as const;

const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

/**
 * Gives the browser an authenticator with a passkey, and the user the same passkey, as if it had been
 * registered in the console.
 */
async function addPasskey(
  page: Page,
  { server }: SignInWorld,
  userName: string,
  rpId: string,
): Promise<void> {
  const client = await page.context().newCDPSession(page);
  await client.send('WebAuthn.enable');
  const { authenticatorId } = await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentialId = randomBytes(32);
  await client.send('WebAuthn.addCredential', {
    authenticatorId,
    credential: {
      credentialId: credentialId.toString('base64'),
      isResidentCredential: false,
      rpId,
      privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
      signCount: 1,
    },
  });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const { store } = server.parts;
  const user = await store.read
    .selectFrom('iam_users')
    .select('user_id')
    .where('name', '=', userName)
    .executeTakeFirstOrThrow();
  const insert = store.prepareStatement(
    `insert into mfa_devices (account_id, device_id, kind, serial, serial_key, label, owner_id,
       created_at, enabled_at, credential_id, public_key, sign_count, transports, rp_id)
     values (?, ?, 'passkey', ?, ?, 'my key', ?, 1, 1, ?, ?, 1, '["internal"]', ?)`,
    1,
  );
  const serial = `arn:aws:iam::${server.account}:u2f/user/${userName}/my-key`;
  const id = credentialId.toString('base64url');
  await store.commit({
    statements: [
      insert(
        server.account,
        id,
        serial,
        serial.toLowerCase(),
        user.user_id,
        id,
        coseKey(x, y),
        rpId,
      ),
    ],
    changes: [],
  });
}

/** A P-256 key as COSE has it (RFC 9053, 7.1.1), in base64url. */
function coseKey(x: string, y: string): string {
  const head = Buffer.from('a5010203262001215820', 'hex');
  const middle = Buffer.from('225820', 'hex');
  const bytes = (text: string) => Buffer.from(text, 'base64url');
  return Buffer.concat([head, bytes(x), middle, bytes(y)]).toString('base64url');
}

describe('signing in with a password, in a browser', needs('chromium', 'oathtool'), () => {
  let browser: Browser;
  let world: SignInWorld;
  let origin = '';
  const ahead = 0;
  const mailbox = mailboxOf(() => world.server, ROOT.email);
  before(async () => {
    const settings = { GATEHOUSE_CHALLENGE: 'risk', GATEHOUSE_ROOT_CODE: 'new-browser' };
    world = await openSignInWorld(settings, { clock: () => Date.now() + ahead });
    origin = originOf(world.server);
    await world.clients.iam.createAccountAlias({ AccountAlias: 'the-company' });
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await world?.stop();
  });

  const heading = async (page: Page) => await page.locator('h1').first().textContent();
  const open = async (
    options: Parameters<typeof openPage>[1],
    body: Parameters<typeof openPage>[2],
  ) => await openPage(browser, options, body);
  /** The console that a sign-in ends in. */
  const arrive = async (page: Page) => await page.waitForURL(/\/console/);

  async function look(page: Page, name: string): Promise<void> {
    await assertAccessible(page);
    await assertFits(page);
    await shoot(page, name);
  }

  for (const language of ['en', 'ko'] as const) {
    const words = WORDS[language];

    it(`R150, R152, R153, R155, R156: a root user comes in with password and mailed code (${language})`, () =>
      open({ locale: words.locale, viewport: WIDE }, async (page) => {
        await page.goto(`${origin}/signin`);
        assert.equal(await heading(page), words.main);
        await look(page, `main-${language}`);
        await page.fill('#email', ROOT.email);
        await page.keyboard.press('Enter');
        // The security check asks nothing of anybody: the browser does its work and goes on.
        await page.waitForSelector('#password');
        assert.equal(await heading(page), words.root);
        await page.fill('#password', 'wrong');
        await page.keyboard.press('Enter');
        await page.waitForSelector('.notice');
        await look(page, `root-wrong-${language}`);
        await page.fill('#password', ROOT.password);
        await page.keyboard.press('Enter');
        await page.waitForSelector('#code');
        assert.equal(await heading(page), words.code);
        await look(page, `code-${language}`);
        await page.fill('#code', codeIn(await mailbox.next()));
        await page.keyboard.press('Enter');
        await arrive(page);
        await page.goto(`${origin}/signin`);
        assert.equal(await heading(page), words.here);
        await look(page, `here-${language}`);
      }));

    it(`R159, R161, R162: an IAM user comes in by the alias host, with an app and a forced change (${language})`, () =>
      open({ locale: words.locale, viewport: WIDE }, async (page) => {
        const user = await world.makeUser(`full-${language}`, { resetRequired: true });
        const app = await enableAuthenticator(world.clients, user.username);
        const { port } = new URL(origin);
        await page.goto(`http://the-company.signin.localhost:${port}/console`);
        assert.equal(page.url(), `${origin}/signin?account=the-company`);
        assert.equal(await heading(page), words.iam);
        assert.equal(await page.inputValue('#account'), 'the-company');
        await look(page, `iam-${language}`);
        await page.fill('#username', user.username);
        await page.fill('#password', user.password);
        await page.check('#remember');
        await page.click('main button');
        await page.waitForSelector('#code');
        assert.equal(await heading(page), words.mfa);
        await look(page, `totp-${language}`);
        await page.fill('#code', app.next());
        await page.click('main button');
        await page.waitForSelector('#again');
        assert.equal(await heading(page), words.change);
        await look(page, `change-${language}`);
        await page.fill('#password', 'A-better-one-7');
        await page.fill('#again', 'A-better-one-7');
        await page.click('main button');
        await arrive(page);
        await page.context().clearCookies({ name: 'gatehouse-console' });
        await page.goto(`${origin}/signin`);
        assert.equal(await page.inputValue('#account'), 'the-company', 'R160');
      }));

    it(`fits a dark phone of 390 pixels (${language})`, () =>
      open({ locale: words.locale, viewport: PHONE, colorScheme: 'dark' }, async (page) => {
        await page.goto(`${origin}/signin`);
        await look(page, `main-${language}-phone`);
        await page.check('#iam');
        await look(page, `main-iam-${language}-phone`);
        await page.fill('#account', 'x');
        await page.click('main button');
        await page.waitForSelector('.error');
        await look(page, `main-error-${language}-phone`);
        await page.goto(`${origin}/signin/iam?account=the-company`);
        for (const summary of await page.locator('summary').all()) await summary.click();
        await look(page, `iam-help-${language}-phone`);
        await page.fill('#username', 'nobody');
        await page.fill('#password', 'wrong');
        await page.click('main button');
        await page.waitForSelector('.notice');
        await look(page, `iam-wrong-${language}-phone`);
        await page.goto(`${origin}/signin/forgot`);
        assert.equal(await heading(page), words.forgot);
        await look(page, `forgot-${language}-phone`);
        await page.goto(`${origin}/signin/step?flow=none`);
        assert.equal(await heading(page), words.ended);
        await look(page, `ended-${language}-phone`);
      }));
  }

  for (const language of ['en', 'ko'] as const) {
    it(`R052, R162: asks which device, and takes a passkey (${language})`, () =>
      open({ locale: WORDS[language].locale, viewport: WIDE }, async (page) => {
        const user = await world.makeUser(`keys-${language}`);
        await enableAuthenticator(world.clients, user.username);
        const signIn = async () => {
          await page.goto(`${origin}/signin/iam`);
          await page.fill('#account', user.account);
          await page.fill('#username', user.username);
          await page.fill('#password', user.password);
          await page.click('main button');
        };
        const rpId = new URL(origin).hostname;
        await addPasskey(page, world, user.username, rpId);
        await signIn();
        await page.waitForSelector('.pick');
        await look(page, `devices-${language}`);
        await page.click('main button');
        await page.waitForSelector('#use-passkey');
        await look(page, `passkey-${language}`);
        await page.click('#use-passkey');
        await arrive(page);
      }));
  }

  it('is walked by keyboard alone', () =>
    open({ locale: 'en-GB', viewport: WIDE }, async (page) => {
      const user = await world.makeUser('by-keyboard');
      await page.goto(`${origin}/signin`);
      const focused = async () => await page.evaluate('document.activeElement.id');
      for (let presses = 0; (await focused()) !== 'root' && presses < 10; presses += 1) {
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('ArrowDown');
      assert.equal(await focused(), 'iam');
      await page.keyboard.press('Tab');
      assert.equal(await focused(), 'account', 'the field of root users is out of the way');
      await page.keyboard.type(user.account);
      await page.keyboard.press('Enter');
      await page.waitForSelector('#username');
      assert.equal(await focused(), 'username');
      await page.keyboard.type(user.username);
      for (let presses = 0; (await focused()) !== 'password' && presses < 3; presses += 1) {
        await page.keyboard.press('Tab');
      }
      await page.keyboard.type(user.password);
      await page.keyboard.press('Enter');
      await arrive(page);
    }));

  it('changes its language on the way, and keeps what was typed before', () =>
    open({ locale: 'en-GB', viewport: WIDE }, async (page) => {
      await page.goto(`${origin}/signin/iam?account=the-company&destination=/console/iam`);
      await page.click('nav a');
      assert.equal(await heading(page), WORDS.ko.iam);
      assert.equal(await page.inputValue('#account'), 'the-company');
      assert.equal(await page.inputValue('[name=destination]'), '/console/iam');
      await page.goto(`${origin}/signin/root`);
      assert.equal(await heading(page), WORDS.ko.main, 'the choice is remembered');
    }));

  it('works without JavaScript, but for the work of the security check', () =>
    open({ locale: 'en-GB', javaScriptEnabled: false, viewport: WIDE }, async (page) => {
      await page.goto(`${origin}/signin`);
      await page.check('#iam');
      await page.fill('#account', 'the-company');
      await page.click('main button');
      assert.equal(await heading(page), WORDS.en.iam);
      await page.fill('#username', 'somebody');
      await page.fill('#password', 'wrong');
      await page.click('main button');
      assert.equal(await heading(page), 'Security check');
      assert.equal(await page.locator('#characters').count(), 1);
    }));

  it('bears the back button, a reload and a second tab', () =>
    open({ locale: 'en-GB', viewport: WIDE }, async (page) => {
      const user = await world.makeUser('tabs', { resetRequired: true });
      await page.goto(`${origin}/signin/iam`);
      await page.fill('#account', user.account);
      await page.fill('#username', user.username);
      await page.fill('#password', user.password);
      await page.click('main button');
      await page.waitForSelector('#again');
      await page.reload();
      assert.equal(await heading(page), WORDS.en.change);
      const second = await page.context().newPage();
      await second.goto(page.url());
      assert.equal(await heading(second), WORDS.en.change);
      await page.goBack();
      assert.equal(await heading(page), WORDS.en.iam);
      await page.goForward();
      assert.equal(await heading(page), WORDS.en.change);
      await second.fill('#password', 'Tabs-are-fine-1');
      await second.fill('#again', 'Tabs-are-fine-1');
      await second.click('main button');
      await arrive(second);
      await page.fill('#password', 'Tabs-are-fine-2');
      await page.fill('#again', 'Tabs-are-fine-2');
      await page.click('main button');
      assert.equal(await heading(page), WORDS.en.ended);
      await page.click('main a');
      assert.equal(await heading(page), WORDS.en.here);
    }));

  it('weighs at most 60 KB in all, and the main page is one request', () =>
    open({ locale: 'ko-KR', viewport: WIDE }, async (page) => {
      const requests: string[] = [];
      let bytes = 0;
      page.on('response', async (response) => {
        requests.push(response.url());
        bytes += (await response.body()).length;
      });
      await page.goto(`${origin}/signin/root`);
      await page.waitForLoadState('networkidle');
      assert.deepEqual(requests.filter((url) => !url.endsWith('/favicon.ico')).length, 1);
      await page.goto(`${origin}/signin/iam`);
      await page.waitForLoadState('networkidle');
      assert.ok(bytes < 60_000, `${bytes} bytes of both pages`);
    }));
});
