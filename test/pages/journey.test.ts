/**
 * An installation from its first start to daily work, as its people use it in Chromium: one walk in
 * each language, everything found by what stands on the pages.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { readMail } from '../../src/mail/index.ts';
import { needs } from '../../tools/programs.ts';
import { type Authenticator, authenticator } from '../support/authenticator.ts';
import { launchChromium, openPage, shoot } from '../support/chromium.ts';
import { openCli } from '../support/cli.ts';
import { type StartedInstallation, startInstallation } from '../support/installation.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { linkIn } from '../support/outbox.ts';
import { openRoom } from '../support/rooms.ts';
import type { Credentials } from '../support/server.ts';
import { until } from '../support/until.ts';
import { needWebApp } from '../support/web-app.ts';
import { type Language, type Words, wordsOf } from '../support/words.ts';

const OWNER = 'owner@example.test';
const FIRST_PASSWORD = 'Correct-horse-7';
const NEXT_PASSWORD = 'Staple-battery-8';
const ADMIN = 'jisu';
const GIVEN_PASSWORD = 'Given-by-root-1';
const OWN_PASSWORD = 'Chosen-by-jisu-2';
const ALIAS = 'morning-calm';
const ROLE = 'Auditor';

/** Somebody in front of the browser. */
interface Walk {
  readonly page: Page;
  readonly t: Words;
  readonly language: Language;
  readonly server: StartedInstallation;
  readonly mails: Mailbox;
  /** Does a part of the walk; a failure names it. */
  readonly step: (name: string, body: () => Promise<void>) => Promise<void>;
}

interface Mailbox {
  /** The text of the next mail that nobody has read. */
  readonly next: () => Promise<string>;
}

describe('an installation from its first start', needs('chromium', 'oathtool', 'aws'), () => {
  let browser: Browser;
  let smtp: MailServer;

  before(async () => {
    await needWebApp();
    smtp = await startMailServer();
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await smtp?.stop();
  });

  for (const language of ['en', 'ko'] as const) {
    it(`R155, R161, R162, R219, R234: is walked from the set-up link to a signed call (${language})`, async () => {
      const server = await startInstallation({
        GATEHOUSE_SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
        GATEHOUSE_BOOTSTRAP_ROOT_EMAIL: OWNER,
        GATEHOUSE_LOG_LEVEL: 'error',
      });
      const locale = language === 'en' ? 'en-GB' : 'ko-KR';
      const options = { locale, baseURL: server.url, viewport: { width: 1280, height: 900 } };
      const words = wordsOf(language);
      try {
        await openPage(browser, options, async (page) => {
          const step: Walk['step'] = async (name, body) => {
            await body().catch(async (cause: unknown) => {
              await shoot(page, `journey-${language}-failed`);
              throw new Error(`${name}, at ${page.url()}`, { cause });
            });
          };
          await walk({ page, t: words, language, server, mails: mailboxOf(smtp), step });
        });
      } finally {
        await server.stop();
      }
    });
  }
});

async function walk(walk: Walk): Promise<void> {
  const { step, page } = walk;
  await step('set-up', () => setUp(walk));
  await step('the first sign-in as root', () => signInAsRoot(walk, FIRST_PASSWORD));
  let app: Authenticator | undefined;
  await step('an authenticator app for root', async () => {
    app = await registerApp(walk);
  });
  await step('the first administrator', () => makeAdministrator(walk));
  await step('the alias', () => setAlias(walk));
  await step('signing out', () => signOut(walk));
  await step('the first sign-in of the administrator', () => signInFirst(walk));
  await step('a passkey', () => registerPasskey(walk));
  await step('signing out', () => signOut(walk));
  await step('signing in with password and passkey', () => signInWithPasskey(walk));
  await step('signing out', () => signOut(walk));
  await step('a forgotten password', () => resetPassword(walk));
  await step('root with the new password and a code', async () => {
    await signInAsRoot(walk, NEXT_PASSWORD, app);
    await shoot(page, `journey-${walk.language}-home`);
  });
  await step('signing out', () => signOut(walk));
  await step('the administrator again', () => signInWithPasskey(walk));
  await step('a role', () => makeRole(walk));
  await step('switching the role', () => switchRole(walk));
  await step('an access key', () => useKey(walk));
}

const heading = async ({ page }: Walk, name: string) =>
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

const press = async ({ page }: Walk, name: string) =>
  await page.getByRole('button', { name, exact: true }).click();

const type = async ({ page }: Walk, label: string, text: string) =>
  await page.getByLabel(label, { exact: true }).fill(text);

/** What the bar at the top is of; it keeps a copy of its menus for other widths. */
const accountMenu = ({ page, t }: Walk, who: string) =>
  page
    .getByRole('button', { name: t('frame.account', { shown: who }) })
    .filter({ visible: true })
    .first();

async function chooseInMenu(walk: Walk, who: string, item: string): Promise<void> {
  await accountMenu(walk, who).click();
  await walk.page.getByRole('menuitem', { name: item }).click();
}

async function setUp(walk: Walk): Promise<void> {
  const { page, t, server } = walk;
  await page.goto(server.setupUrl);
  await heading(walk, t('setup.title'));
  await type(walk, t('setup.password.label'), FIRST_PASSWORD);
  await type(walk, t('setup.again.label'), FIRST_PASSWORD);
  await page.getByLabel(t('setup.administrator.create')).uncheck();
  await shoot(page, `journey-${walk.language}-setup`);
  await press(walk, t('setup.submit'));
  await heading(walk, t('setup.done.title'));
  await page.getByRole('link', { name: t('setup.done.signin') }).click();
}

/** From the main page on; a code is asked for after the password where one was registered. */
async function signInAsRoot(walk: Walk, password: string, app?: Authenticator): Promise<void> {
  const { page, t, server } = walk;
  if (!page.url().includes('/signin')) await page.goto('/signin/root');
  await heading(walk, t('signin.main.title'));
  await page.getByRole('radio', { name: t('signin.root') }).check();
  await type(walk, t('signin.email.label'), OWNER);
  await press(walk, t('signin.next'));
  // A security check may come in between, which asks nothing of anybody.
  await heading(walk, t('signin.root.title'));
  await type(walk, t('signin.password'), password);
  await press(walk, t('signin.submit'));
  if (app) {
    await heading(walk, t('signin.mfa.title'));
    await type(walk, t('signin.mfa.code'), app.at(Date.now() + 30_000));
    await press(walk, t('signin.mfa.submit'));
  }
  await accountMenu(walk, shownIn(server, t('frame.root'))).waitFor();
}

const shownIn = ({ account }: StartedInstallation, who: string): string =>
  `${who} @ ${account.replace(/(\d{4})(\d{4})(\d{4})/, '$1-$2-$3')}`;

async function registerApp(walk: Walk): Promise<Authenticator> {
  const { page, t, server } = walk;
  await chooseInMenu(walk, shownIn(server, t('frame.root')), t('frame.credentials'));
  await heading(walk, t('credentials.title'));
  await press(walk, t('mfa.register'));
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: t('mfa.name') }).fill('phone');
  await dialog.getByRole('radio', { name: t('mfa.kind.app') }).check();
  await dialog.getByRole('button', { name: t('common.next') }).click();
  await dialog.getByRole('img', { name: t('mfa.app.picture') }).waitFor();
  await dialog.getByRole('button', { name: t('mfa.app.showSecret') }).click();
  const secret = await dialog.getByText(/^(?:[A-Z2-7]{4} ){4,}[A-Z2-7]{0,4}$/).textContent();
  await shoot(page, `journey-${walk.language}-app`);
  const app = authenticator('phone', (secret ?? '').replaceAll(' ', ''));
  const now = Date.now();
  await dialog.getByLabel(t('mfa.code1')).fill(app.at(now - 30_000));
  await dialog.getByLabel(t('mfa.code2')).fill(app.at(now));
  await dialog.getByRole('button', { name: t('mfa.register') }).click();
  await page.getByText(t('mfa.registered', { name: 'phone' })).waitFor();
  await page.getByRole('rowheader', { name: 'phone' }).waitFor();
  return app;
}

async function openIamRoom(walk: Walk, room: string): Promise<void> {
  const { page, t } = walk;
  await openRoom(page, t, { service: t('frame.iam'), room });
  await heading(walk, room);
}

async function makeAdministrator(walk: Walk): Promise<void> {
  const { page, t } = walk;
  await openIamRoom(walk, t('iam.users.title'));
  await press(walk, t('iam.users.create'));
  await page.getByLabel(t('iam.users.name')).fill(ADMIN);
  await page.getByRole('radio', { name: t('iam.password.typed') }).check();
  await page.getByRole('textbox', { name: t('iam.password.new') }).fill(GIVEN_PASSWORD);
  await press(walk, t('common.next'));
  await choosePolicy(walk, 'AdministratorAccess');
  await press(walk, t('common.next'));
  await press(walk, t('common.next'));
  await press(walk, t('iam.users.create'));
  await page.getByText(t('iam.users.created', { name: ADMIN })).waitFor();
  await shoot(page, `journey-${walk.language}-administrator`);
}

async function choosePolicy({ page, t }: Walk, name: string): Promise<void> {
  await page.getByRole('searchbox', { name: t('iam.policies.search') }).fill(name);
  const row = page.getByRole('row').filter({
    has: page.getByRole('rowheader', { name, exact: true }),
  });
  await row.getByRole('checkbox').check();
}

async function setAlias(walk: Walk): Promise<void> {
  const { page, t } = walk;
  await openIamRoom(walk, t('iam.settings.title'));
  await press(walk, t('iam.alias.create'));
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(t('iam.alias')).fill(ALIAS);
  await dialog.getByRole('button', { name: t('iam.save') }).click();
  await page.getByText(t('iam.alias.saved', { alias: ALIAS })).waitFor();
}

async function signOut(walk: Walk): Promise<void> {
  const { page, t } = walk;
  await chooseInMenu(walk, '', t('frame.signOut'));
  await heading(walk, t('session.out.title'));
  await page.getByRole('link', { name: t('session.out.again') }).waitFor();
}

/** By the URL that the administrator of the account gives out, up to what follows the password. */
async function enterAsAdministrator(walk: Walk, password: string): Promise<void> {
  const { page, t, server } = walk;
  const { port } = new URL(server.url);
  await page.goto(`http://${ALIAS}.signin.localhost:${port}/console`);
  await heading(walk, t('signin.iam.title'));
  assert.equal(await page.getByLabel(t('signin.account.label')).inputValue(), ALIAS);
  await type(walk, t('signin.userName'), ADMIN);
  await type(walk, t('signin.password'), password);
  await press(walk, t('signin.submit'));
}

async function signInFirst(walk: Walk): Promise<void> {
  const { page, t, server } = walk;
  await enterAsAdministrator(walk, GIVEN_PASSWORD);
  await heading(walk, t('signin.change.title'));
  await type(walk, t('signin.change.new'), OWN_PASSWORD);
  await type(walk, t('signin.change.again'), OWN_PASSWORD);
  await shoot(page, `journey-${walk.language}-change`);
  await press(walk, t('signin.change.submit'));
  await accountMenu(walk, shownIn(server, ADMIN)).waitFor();
}

async function registerPasskey(walk: Walk): Promise<void> {
  const { page, t, server } = walk;
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
  await chooseInMenu(walk, shownIn(server, ADMIN), t('frame.credentials'));
  await press(walk, t('mfa.register'));
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: t('mfa.name') }).fill('laptop');
  await dialog.getByRole('radio', { name: t('mfa.kind.passkey') }).check();
  await dialog.getByRole('button', { name: t('common.next') }).click();
  await dialog.getByRole('button', { name: t('mfa.passkey.start') }).click();
  await page.getByText(t('mfa.registered', { name: 'laptop' })).waitFor();
  await page.getByRole('rowheader', { name: 'laptop' }).waitFor();
}

async function signInWithPasskey(walk: Walk): Promise<void> {
  const { page, t, server } = walk;
  await enterAsAdministrator(walk, OWN_PASSWORD);
  await heading(walk, t('signin.mfa.title'));
  const start = page.getByRole('button', { name: t('signin.mfa.passkey.start') });
  const menu = accountMenu(walk, shownIn(server, ADMIN));
  await start.click();
  await menu.waitFor();
}

async function resetPassword(walk: Walk): Promise<void> {
  const { page, t, mails } = walk;
  await page.goto('/signin/root');
  await type(walk, t('signin.email.label'), OWNER);
  await press(walk, t('signin.next'));
  await heading(walk, t('signin.root.title'));
  await page.getByRole('link', { name: t('signin.forgot') }).click();
  await heading(walk, t('recovery.forgot.title'));
  await type(walk, t('signin.email.label'), OWNER);
  await press(walk, t('signin.next'));
  await heading(walk, t('recovery.sent.title'));
  const mail = await mails.next();
  await page.goto(linkIn({ text: mail }, '/signin/reset'));
  await heading(walk, t('recovery.reset.title'));
  await page.getByText(t('setup.password.rules')).waitFor();
  await type(walk, t('signin.change.new'), NEXT_PASSWORD);
  await type(walk, t('signin.change.again'), NEXT_PASSWORD);
  await shoot(page, `journey-${walk.language}-reset`);
  await press(walk, t('recovery.reset.submit'));
  await heading(walk, t('recovery.reset.done.title'));
  await page.getByRole('link', { name: t('recovery.back') }).click();
  assert.notEqual(await mails.next(), mail, 'the mailbox is told of the change');
}

async function makeRole(walk: Walk): Promise<void> {
  const { page, t } = walk;
  await openIamRoom(walk, t('iam.roles.title'));
  await press(walk, t('iam.roles.create'));
  await press(walk, t('common.next'));
  await choosePolicy(walk, 'IAMReadOnlyAccess');
  await press(walk, t('common.next'));
  await page.getByLabel(t('iam.roles.name')).fill(ROLE);
  await press(walk, t('iam.roles.create'));
  await page.getByText(t('iam.roles.created', { name: ROLE })).waitFor();
  // A page that opens takes the focus to its heading, and with it from any menu.
  await heading(walk, ROLE);
}

async function switchRole(walk: Walk): Promise<void> {
  const { page, t, server } = walk;
  await chooseInMenu(walk, shownIn(server, ADMIN), t('frame.switch'));
  await heading(walk, t('switch.title'));
  await type(walk, t('switch.account'), server.account);
  await type(walk, t('switch.role'), ROLE);
  await page.getByRole('radio', { name: t('switch.color.green') }).check();
  await press(walk, t('switch.submit'));
  const bar = page.getByRole('region', { name: t('role.bar') });
  await bar.waitFor();
  await heading(walk, ROLE);
  await shoot(page, `journey-${walk.language}-role`);
  await bar.getByRole('button', { name: t('role.back') }).click();
  await accountMenu(walk, shownIn(server, ADMIN)).waitFor();
  assert.equal(await bar.count(), 0);
}

async function useKey(walk: Walk): Promise<void> {
  const { page, t, server } = walk;
  await chooseInMenu(walk, shownIn(server, ADMIN), t('frame.credentials'));
  await press(walk, t('keys.create'));
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: t('keys.create') }).click();
  await dialog.getByText(t('keys.made')).waitFor();
  await dialog.getByRole('button', { name: t('common.show') }).click();
  const [accessKeyId = '', secretAccessKey = ''] = await dialog.locator('.value').allTextContents();
  await dialog.getByRole('button', { name: t('common.done') }).click();
  await page.getByRole('rowheader', { name: accessKeyId }).waitFor();
  assert.equal(await page.getByText(secretAccessKey).count(), 0, 'it is shown once');
  const identity = await callerOf(server, { accessKeyId, secretAccessKey });
  assert.equal(identity.Arn, `arn:aws:iam::${server.account}:user/${ADMIN}`);
}

async function callerOf(
  { url }: StartedInstallation,
  credentials: Credentials,
): Promise<{ readonly Arn?: string }> {
  const cli = await openCli({ url, region: 'us-east-1' });
  try {
    return (await cli.json(credentials, 'sts', 'get-caller-identity')) as { Arn?: string };
  } finally {
    await cli.remove();
  }
}

/** Mails come in order; each is read once, in whichever walk it is for. */
function mailboxOf({ received }: MailServer): Mailbox {
  let read = received.length;
  return {
    next: async () => {
      const mail = await until('a mail arrives', () => received[read]);
      read += 1;
      assert.deepEqual(mail.to, [OWNER]);
      return readMail(mail.bytes).text;
    },
  };
}
