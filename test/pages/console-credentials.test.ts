/** Security credentials in Chromium: keys, authenticator apps by oathtool, passkeys, sessions. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { STS } from '@aws-sdk/client-sts';
import type { Browser, Page } from 'playwright-core';
import { needs } from '../../tools/programs.ts';
import { authenticator } from '../support/authenticator.ts';
import { assertAccessible, assertFits, launchChromium, shoot } from '../support/chromium.ts';
import { type AppWorld, openAppWorld, openAs } from '../support/console-app.ts';
import { allow, makeUser } from '../support/entities.ts';
import { mailTo } from '../support/outbox.ts';
import { ROOT } from '../support/sign-in-world.ts';

const PAGE = '/console/security-credentials';
const PASSWORD = 'Correct-Horse-9';

describe('security credentials in a browser', needs('chromium', 'oathtool'), () => {
  let browser: Browser;
  let world: AppWorld;

  before(async () => {
    world = await openAppWorld({
      GATEHOUSE_BOOTSTRAP_ROOT_EMAIL: ROOT.email,
      GATEHOUSE_BOOTSTRAP_ROOT_PASSWORD: ROOT.password,
    });
    browser = await launchChromium();
    const { iam } = world.admin;
    await makeUser(world.admin, 'alice', { policy: allow('*') });
    await iam.createUser({ UserName: 'beth' });
    await iam.createLoginProfile({ UserName: 'beth', Password: PASSWORD });
    await iam.putUserPolicy({
      UserName: 'beth',
      PolicyName: 'own',
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [allow('*')] }),
    });
  });
  after(async () => {
    await browser?.close();
    await world?.server.stop();
  });

  const as = async (
    options: Parameters<typeof openAs>[2],
    body: (page: Page) => Promise<void>,
  ): Promise<void> => await openAs(browser, world, options, body);

  it('R231: names account identifiers to the root user, account details to a user', async () => {
    await as({ userName: 'root' }, async (page) => {
      await page.goto(PAGE);
      await page.getByRole('heading', { name: 'Account identifiers' }).waitFor();
      await page.getByText(world.server.account, { exact: true }).first().waitFor();
      await assertAccessible(page);
      await shoot(page, 'credentials-root');
    });
    await as({ userName: 'alice', locale: 'ko-KR', width: 390 }, async (page) => {
      await page.goto(PAGE);
      await page.getByRole('heading', { name: '계정 세부 정보' }).waitFor();
      await page.waitForLoadState('networkidle');
      await assertAccessible(page);
      await assertFits(page);
    });
  });

  it('R147: the root user is asked for the password before the address of mails changes', async () => {
    await as({ userName: 'root', locale: 'ko-KR', width: 390 }, async (page) => {
      await page.goto(PAGE);
      await page.getByRole('button', { name: '이메일 주소 변경' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('새 이메일 주소').fill('new@example.test');
      const send = dialog.getByRole('button', { name: '코드 보내기' });
      assert.ok(await send.isDisabled());
      await dialog.getByLabel('현재 암호').fill('wrong');
      await send.click();
      await dialog.getByText('요청을 처리하지 못했습니다').waitFor();
      await assertAccessible(page);
      await assertFits(page);
      await shoot(page, 'credentials-email-ko-390');
    });
  });

  it('R147: the root user confirms a new address by the code that was mailed there', async () => {
    await as({ userName: 'root' }, async (page) => {
      await page.goto(PAGE);
      await page.getByRole('button', { name: 'Change email address' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('New email address').fill('next@example.test');
      await dialog.getByLabel('Current password').fill(ROOT.password);
      await dialog.getByRole('button', { name: 'Send code' }).click();
      await dialog.getByText('next@example.test').waitFor();
      const { text } = await mailTo(world.server, 'next@example.test');
      await dialog.getByLabel('Verification code').fill(/\b\d{6}\b/.exec(text)?.[0] ?? '');
      await assertAccessible(page);
      await dialog.getByRole('button', { name: 'Verify' }).click();
      await page.getByText('The email address was changed.').waitFor();
      await page.getByText('next@example.test').first().waitFor();
    });
  });

  it('R239: the root user changes the password, and other sessions of it end', async () => {
    await as({ userName: 'root' }, async (other) => {
      await other.goto(PAGE);
      await other.getByRole('heading', { name: 'Console password' }).waitFor();
      await as({ userName: 'root' }, async (page) => {
        await page.goto(PAGE);
        await page.getByRole('button', { name: 'Change password' }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel('Current password').fill(ROOT.password);
        await dialog.getByLabel('New password', { exact: true }).fill('Another-horse-8');
        await dialog.getByLabel('Confirm new password').fill('Another-horse-8');
        await dialog.getByRole('button', { name: 'Change password' }).click();
        await page.getByText('The password was changed.').waitFor();
        assert.equal(await page.getByText('not known').count(), 0);
      });
      await other.getByRole('button', { name: 'Refresh' }).first().click();
      await other.getByText('Your session has ended.').first().waitFor();
      await other.getByRole('link', { name: 'Sign in again' }).click();
      await other.waitForURL(/\/signin\?destination=%2Fconsole%2Fsecurity-credentials/);
    });
  });

  it('creates a key that signs, shows its secret once, turns it off and deletes it', async () => {
    await as({ userName: 'beth' }, async (page) => {
      await page.goto(PAGE);
      await page.getByRole('button', { name: 'Create access key' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Create access key' }).click();
      await dialog.getByText('The access key was created').waitFor();
      await dialog.getByRole('button', { name: 'Show' }).click();
      const [accessKeyId = '', secretAccessKey = ''] = await dialog
        .locator('.value')
        .allInnerTexts();
      await assertAccessible(page);
      await shoot(page, 'credentials-key');
      const credentials = { accessKeyId, secretAccessKey };
      const sts = new STS({ endpoint: world.server.url, region: 'us-east-1', credentials });
      assert.match((await sts.getCallerIdentity({})).Arn ?? '', /user\/beth$/);
      await dialog.getByRole('button', { name: 'Done' }).click();
      await page.getByRole('button', { name: `Deactivate: ${accessKeyId}` }).click();
      await dialog.getByRole('button', { name: 'Deactivate' }).click();
      await page.getByRole('button', { name: `Delete: ${accessKeyId}` }).click();
      const remove = dialog.getByRole('button', { name: 'Delete' });
      assert.ok(await remove.isDisabled());
      await dialog.getByRole('textbox').fill(accessKeyId);
      await remove.click();
      await page.getByText('There are no access keys.').waitFor();
    });
  });

  it('registers an authenticator app by its secret key and two codes, and removes it', async () => {
    await as({ userName: 'beth' }, async (page) => {
      await page.goto(PAGE);
      await page.getByRole('button', { name: 'Register device' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: 'Device name' }).fill('phone');
      await dialog.getByText('Authenticator app').click();
      await dialog.getByRole('button', { name: 'Next' }).click();
      await dialog.getByRole('img', { name: /^QR code/ }).waitFor();
      await dialog.getByRole('button', { name: 'Show the secret key' }).click();
      const shown = await dialog.locator('.value').textContent();
      const app = authenticator('phone', (shown ?? '').replaceAll(' ', ''));
      const fill = async (codes: readonly string[]): Promise<void> => {
        await dialog.getByRole('textbox', { name: 'First code' }).fill(codes[0] ?? '');
        await dialog.getByRole('textbox', { name: 'Second code' }).fill(codes[1] ?? '');
        await dialog.getByRole('button', { name: 'Register device' }).click();
      };
      await fill(['000000', '000001']);
      await dialog.getByText("The server's clock says").waitFor();
      await assertAccessible(page);
      await shoot(page, 'credentials-app-refused');
      const now = Date.now();
      await fill([app.at(now), app.at(now + 30_000)]);
      await page.getByText('phone was registered.').waitFor();
      await page.getByRole('button', { name: 'Resynchronize: phone' }).click();
      const later = Date.now() + 60_000;
      await dialog.getByRole('textbox', { name: 'First code' }).fill(app.at(later));
      await dialog.getByRole('textbox', { name: 'Second code' }).fill(app.at(later));
      await dialog.getByText('The codes must be two different ones in a row.').waitFor();
      await dialog.getByRole('textbox', { name: 'Second code' }).fill(app.at(later + 30_000));
      await dialog.getByRole('button', { name: 'Resynchronize' }).click();
      await page.getByText('phone was resynchronized.').waitFor();
      await page.getByRole('button', { name: 'Rename: phone' }).click();
      await dialog.getByRole('textbox').fill('Work phone');
      await dialog.getByRole('button', { name: 'Rename' }).click();
      await page.getByRole('button', { name: 'Remove: Work phone' }).click();
      await dialog.getByRole('textbox').fill('Work phone');
      await dialog.getByRole('button', { name: 'Remove' }).click();
      await page.getByText('There are no MFA devices.').waitFor();
    });
  });

  it('registers a passkey', async () => {
    await as({ userName: 'beth' }, async (page) => {
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
      await page.goto(PAGE);
      await page.getByRole('button', { name: 'Register device' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: 'Device name' }).fill('laptop');
      await dialog.getByRole('button', { name: 'Next' }).click();
      await dialog.getByRole('button', { name: 'Continue' }).click();
      await page.getByText('laptop was registered.').waitFor();
      await page.getByRole('rowheader', { name: 'laptop' }).waitFor();
      await shoot(page, 'credentials-passkey');
    });
  });

  it('R052: a browser without passkeys is told which ones have them', async () => {
    await as({ userName: 'beth' }, async (page) => {
      await page.addInitScript('delete window.PublicKeyCredential');
      await page.goto(PAGE);
      await page.getByRole('button', { name: 'Register device' }).click();
      await page.getByText('This browser does not support passkeys').waitFor();
      assert.ok(await page.getByRole('radio', { name: /^Passkey/ }).isDisabled());
    });
  });

  it('R239: changes the password by rules that are checked while it is typed', async () => {
    await as({ userName: 'beth' }, async (page) => {
      await page.goto(PAGE);
      await page.getByRole('button', { name: 'Change password' }).click();
      const dialog = page.getByRole('dialog');
      const submit = dialog.getByRole('button', { name: 'Change password' });
      await dialog.getByLabel('Current password').fill(PASSWORD);
      await dialog.getByLabel('New password', { exact: true }).fill('short');
      await dialog.getByLabel('Confirm new password').fill('short');
      assert.ok(await submit.isDisabled());
      await dialog.getByLabel('New password', { exact: true }).fill('Another-Horse-8');
      await dialog.getByLabel('Confirm new password').fill('Another-Horse-8');
      await assertAccessible(page);
      await submit.click();
      await page.getByText('The password was changed.').waitFor();
    });
  });

  it('ends the sessions of other devices', async () => {
    const { User } = await world.admin.iam.getUser({ UserName: 'alice' });
    const userId = User?.UserId ?? '';
    await world.server.openSession({ kind: 'user', userId, userName: 'alice' });
    await as({ userName: 'alice' }, async (page) => {
      await page.goto(PAGE);
      await page.getByText('This one').waitFor();
      await page.getByRole('button', { name: 'End all other sessions' }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: 'End all other sessions' })
        .click();
      await page.getByText('All other sessions were ended.').waitFor();
      await page.getByRole('heading', { name: 'Signed-in devices (1)' }).waitFor();
    });
  });
});
