/** `aws sso login` of Debian's AWS CLI, unmodified, with somebody in Chromium who lets it in. */
import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { totpCode, totpStep } from '../../src/crypto/totp.ts';
import { findProgram, needs } from '../../tools/programs.ts';
import {
  assertAccessible,
  assertFits,
  launchChromium,
  openPage,
  shoot,
} from '../support/chromium.ts';
import { clientEnvironment, type Ended, ended } from '../support/cli.ts';
import { type ConnectProxy, startConnectProxy } from '../support/connect-proxy.ts';
import { WORKFORCE_PASSWORD } from '../support/instance.ts';
import { makePortal, type PortalWorld } from '../support/portal-world.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import {
  authorizePath,
  awsStartUrl,
  registerDevice,
  registerPkce,
  startDevice,
} from '../support/sso-client.ts';

const NAMES = '*.us-east-1.amazonaws.com,portal.sso.us-east-1.amazonaws.com,*.amazonaws.com';
const MFA = {
  mode: 'always',
  types: ['authenticator', 'passkey'],
  withoutDevice: 'enrol',
  usersManageDevices: true,
} as const;

describe('aws sso login with AWS CLI 2.9', needs('chromium', 'aws'), () => {
  let server: TestServer;
  let world: PortalWorld;
  let proxy: ConnectProxy;
  let browser: Browser;
  let home = '';
  let origin = '';
  let seed = '';

  before(async () => {
    server = await startTestServer({ GATEHOUSE_TLS: 'local', GATEHOUSE_TLS_NAMES: NAMES });
    world = await makePortal(server, { settings: { mfa: MFA } });
    const port = Number(new URL(server.url).port);
    origin = `https://localhost:${port}`;
    proxy = await startConnectProxy(port);
    browser = await launchChromium();
    home = await mkdtemp(join(tmpdir(), 'gatehouse-sso-'));
    await mkdir(join(home, '.aws'));
    await writeFile(join(home, '.aws', 'config'), configOf(world));
    seed = await enrol();
  });
  after(async () => {
    await browser?.close();
    await proxy?.stop();
    await server?.stop();
    await rm(home, { recursive: true, force: true });
  });

  function environment(): NodeJS.ProcessEnv {
    return {
      ...clientEnvironment(home, 'us-east-1'),
      HTTPS_PROXY: proxy.url,
      AWS_CA_BUNDLE: join(server.folder, 'tls', 'ca.pem'),
      PYTHONUNBUFFERED: '1',
    };
  }

  function aws(...parameters: string[]) {
    return spawn(findProgram('aws') ?? 'aws', parameters, {
      cwd: home,
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  async function typePassword(page: Page): Promise<void> {
    await page.locator('[name=username]').fill('maria');
    await page.keyboard.press('Enter');
    await page.locator('[name=password]').fill(WORKFORCE_PASSWORD);
    await page.keyboard.press('Enter');
  }

  /** The first sign-in, at which an authenticator app is registered. */
  async function enrol(): Promise<string> {
    let key = '';
    await openPage(browser, { ignoreHTTPSErrors: true, locale: 'en-GB' }, async (page) => {
      await page.goto(`${origin}${world.path}/sign-in`);
      await typePassword(page);
      await page.locator('h1', { hasText: 'Register an MFA device' }).waitFor();
      const app = page.locator('[value=authenticator]');
      if (await app.count()) await app.first().check();
      await page.locator('form:has([name=kind]) button').click();
      await page.locator('details').first().locator('summary').click();
      key = ((await page.locator('#seed').textContent()) ?? '').replace(/\s/g, '');
      await page.locator('[name=code]').fill(totpCode(key, totpStep(Date.now())));
      await page.locator('[name=code]').press('Enter');
      await page.waitForURL(/\/start/);
    });
    return key;
  }

  it('R172: aws sso login, and a call with the profile', async () => {
    const login = aws('sso', 'login', '--no-browser', '--profile', 'dev');
    let shown = '';
    const link = new Promise<string>((resolve) => {
      login.stdout.on('data', (part) => {
        shown += part;
        const url = /(https:\/\/\S+user_code=([A-Z]{4}-[A-Z]{4}))/.exec(shown)?.[1];
        if (url !== undefined) resolve(url);
      });
    });
    const finished = ended(login);
    const failed = finished.then(({ stderr }) => assert.fail(`the CLI ended early: ${stderr}`));
    const url = await Promise.race([link, failed]);
    const code = /user_code=(.+)$/.exec(url)?.[1] ?? '';
    await openPage(browser, { ignoreHTTPSErrors: true, locale: 'en-GB' }, async (page) => {
      await page.goto(url);
      await typePassword(page);
      await page.locator('[name=code]').fill(totpCode(seed, totpStep(Date.now()) + 1));
      await page.locator('[name=code]').press('Enter');
      await page.locator('h1', { hasText: 'Let a command line act for you?' }).waitFor();
      assert.equal(await page.locator('#code').textContent(), code);
      await page.locator('[value=allow]').click();
      await page.locator('h1', { hasText: 'The command line is signed in' }).waitFor();
    });
    failed.catch(() => undefined);
    const { code: exit, stdout, stderr } = await finished;
    assert.equal(exit, 0, stderr);
    assert.match(stdout, /Successfully logged into Start URL/);
    const identity = await call('sts', 'get-caller-identity', '--profile', 'dev');
    assert.equal(identity.code, 0, identity.stderr);
    const { Arn, Account } = JSON.parse(identity.stdout);
    assert.equal(Account, world.accounts[0]);
    assert.match(Arn, /:assumed-role\/AWSReservedSSO_Admin_[0-9a-f]{16}\/maria$/);
    const other = await call('sts', 'get-caller-identity', '--profile', 'refused');
    assert.match(other.stderr, /ForbiddenException.*No access/);
  });

  it('R172: aws configure sso offers what is assigned, and writes a profile that works', {
    ...needs('script'),
    timeout: 180_000,
  }, async ({ signal }) => {
    const [account = ''] = world.accounts;
    const wizard = spawn('script', ['-qec', 'aws configure sso --profile chosen', '/dev/null'], {
      cwd: home,
      env: { ...environment(), TERM: 'xterm', COLUMNS: '120' },
      stdio: ['pipe', 'pipe', 'pipe'],
      signal,
    });
    const finished = ended(wizard);
    await answer(wizard, [
      [/session name/, 'work\r'],
      [/Workload 002/, '\r'],
      [/ReadOnly/, '\r'],
      [/default client Region/, 'us-east-1\r'],
      [/default output format/, 'json\r'],
    ]);
    const { code, stdout } = await finished;
    assert.equal(code, 0, stdout);
    const { stdout: told } = await call('sts', 'get-caller-identity', '--profile', 'chosen');
    assert.equal(JSON.parse(told).Account, account);
  });

  it('R172: aws sso logout ends it', async () => {
    const bye = await call('sso', 'logout');
    assert.equal(bye.code, 0, bye.stderr);
    await rm(join(home, '.aws', 'cli', 'cache'), { recursive: true, force: true });
    const late = await call('sts', 'get-caller-identity', '--profile', 'dev');
    assert.notEqual(late.code, 0);
    assert.ok(proxy.hosts.includes('oidc.us-east-1.amazonaws.com:443'));
    assert.ok(proxy.hosts.includes('portal.sso.us-east-1.amazonaws.com:443'));
  });

  function call(...parameters: string[]): Promise<Ended> {
    return ended(aws(...parameters));
  }

  const looks: readonly (BrowserContextOptions & { locale: string })[] = [
    { locale: 'en-GB', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
    { locale: 'ko-KR', viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
  ];
  for (const look of looks) {
    it(`the pages can be read by everybody: ${look.locale}`, async () => {
      const https = { ...world, server: { ...server, url: origin } };
      process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
      const pkce = await registerPkce(https);
      const device = await startDevice(https, await registerDevice(https));
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      const secret = await world.signIn();
      await openPage(browser, { ...look, ignoreHTTPSErrors: true }, async (page) => {
        const name = `__Host-gatehouse-portal-${world.instance.identity_store_id}`;
        await page.context().addCookies([{ name, value: secret, url: origin, secure: true }]);
        const shown = async (path: string, picture: string) => {
          await page.goto(`${origin}${path}`);
          await page.locator('h1').waitFor();
          await assertAccessible(page);
          await assertFits(page);
          await shoot(page, `${picture}-${look.locale.slice(0, 2)}`);
        };
        await shown(`${world.path}/device`, 'sso-code');
        await shown(`${world.path}/device?user_code=BBBB-BBBB`, 'sso-code-wrong');
        await shown(`${world.path}/device?user_code=${device.body.userCode}`, 'sso-confirm');
        await shown(authorizePath(pkce), 'sso-consent');
        await shown(authorizePath(pkce, { response_type: 'token' }), 'sso-refused');
        await page.goto(`${origin}${world.path}/device?user_code=${device.body.userCode}`);
        await page.locator('[value=deny]').click();
        await assertAccessible(page);
        await shoot(page, `sso-denied-${look.locale.slice(0, 2)}`);
      });
    });
  }
});

/** Profiles as people have them: of a session, and one that is not assigned. */
/** Types each answer once its question stands on the terminal. */
async function answer(
  { stdin, stdout }: ChildProcessWithoutNullStreams,
  answers: readonly (readonly [RegExp, string])[],
): Promise<void> {
  let shown = '';
  let next = 0;
  await new Promise<void>((resolve) => {
    stdout.on('end', resolve);
    stdout.on('data', (part) => {
      shown += part;
      const [question, text] = answers[next] ?? [];
      if (!question?.test(shown)) return;
      shown = '';
      next += 1;
      stdin.write(text);
    });
  });
  assert.equal(next, answers.length, `only ${next} questions were asked: ${shown}`);
}

function configOf(world: PortalWorld): string {
  const common = (account: string, role: string) => `sso_session = work
sso_account_id = ${account}
sso_role_name = ${role}
region = us-east-1
output = json
`;
  const [account = ''] = world.accounts;
  return `[sso-session work]
sso_start_url = ${awsStartUrl(world)}
sso_region = us-east-1
sso_registration_scopes = sso:account:access

[profile dev]
${common(account, 'Admin')}
[profile refused]
${common(account, 'Nobody')}`;
}
