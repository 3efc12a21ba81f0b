/** People of a directory on their first day: at the access portal, in a console, in a terminal. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authenticator } from '../authenticator.ts';
import { assertAccessible, PATIENCE, shoot } from '../chromium.ts';
import { clientEnvironment, ended } from '../cli.ts';
import { linkIn, mailTo } from '../outbox.ts';
import {
  type Given,
  HANDED,
  heading,
  INVITED,
  PERMISSIONS,
  type Person,
  press,
  type,
  type Walk,
} from './walk.ts';

const INVITED_PASSWORD = 'Chosen-by-nora-1';
const HANDED_PASSWORD = 'Chosen-by-omar-2';

/** The first day of somebody who got an invitation by mail. */
export async function comeByInvitation(
  walk: Walk,
  { ids, startUrl }: Given,
): Promise<Given['ids']> {
  const { step, page } = walk;
  await step('accepting the invitation', () => acceptInvitation(walk));
  await step('a passkey', () => enrolPasskey(walk));
  await step('the accounts', () => seeAccounts(walk, ids));
  await step('the console', () => openConsole(walk, ids.get('Development') ?? ''));
  await step('access keys', () => useKeys(walk, ids.get('Production') ?? ''));
  await step('signing out', () => signOut(walk));
  await step('signing in again', async () => {
    await page.goto(startUrl);
    await enter(walk, INVITED, INVITED_PASSWORD);
    await heading(walk, walk.t('signin.mfa.title'));
    await walk.see('passkey-asked');
    await press(walk, walk.t('signin.mfa.passkey.start'));
    await seeAccounts(walk, ids);
  });
  return ids;
}

/** The first day of somebody who was handed a one-time password. */
export async function comeByOneTimePassword(
  walk: Walk,
  { startUrl, oneTimePassword, ids }: Given,
): Promise<Given['ids']> {
  const { step, page } = walk;
  await step('signing in', async () => {
    await page.goto(startUrl);
    await enter(walk, HANDED, oneTimePassword);
  });
  await step('a password of one’s own', () => changePassword(walk));
  await step('an authenticator app', () => enrolApp(walk));
  await step('the accounts', () => seeAccounts(walk, ids));
  await step('signing out', () => signOut(walk));
  return ids;
}

async function acceptInvitation(walk: Walk): Promise<void> {
  const { page, t, server, see } = walk;
  const mail = await mailTo(server, INVITED.email);
  await page.goto(linkIn(mail, '/portal/[^/]+/invitation'));
  await heading(walk, t('signin.change.title'));
  await page.getByText(t('workforce.invitation.lead')).waitFor();
  await see('invitation');
  await type(walk, t('signin.change.new'), INVITED_PASSWORD);
  await type(walk, t('signin.change.again'), INVITED_PASSWORD);
  await press(walk, t('workforce.invitation.submit'));
}

async function enrolPasskey(walk: Walk): Promise<void> {
  const { page, t, see } = walk;
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
  await heading(walk, t('signin.enrol.title'));
  await see('enrol');
  await page.getByRole('radio', { name: t('signin.enrol.passkey') }).check();
  await press(walk, t('signin.next'));
  await page.getByText(t('signin.enrol.passkey.lead')).waitFor();
  await see('enrol-passkey');
  await press(walk, t('signin.enrol.passkey.start'));
}

/** The accounts with their ids; each has the role of the permission set. */
async function seeAccounts(walk: Walk, ids: Given['ids']): Promise<void> {
  const { page, t, see } = walk;
  await heading(walk, t('portal.home'));
  await page.getByText(t('accounts.found', { count: String(ids.size) })).waitFor();
  for (const [name, id] of ids) {
    await page.getByText(id, { exact: false }).waitFor();
    await page.getByRole('button', { name }).first().click();
    await page
      .getByRole('link', { name: t('accounts.open', { role: PERMISSIONS, name }) })
      .waitFor();
  }
  await see('portal');
}

async function openConsole(walk: Walk, account: string): Promise<void> {
  const { page, t } = walk;
  const opening = page.context().waitForEvent('page');
  const link = { role: PERMISSIONS, name: 'Development' };
  await page.getByRole('link', { name: t('accounts.open', link) }).click();
  const tab = await opening;
  tab.setDefaultTimeout(PATIENCE);
  const there = { ...walk, page: tab };
  await heading(there, t('home.title'));
  const role = `AWSReservedSSO_${PERMISSIONS}_[0-9a-f]{16}/${INVITED.userName}`;
  const shown = account.replace(/(\d{4})(\d{4})(\d{4})/, '$1-$2-$3');
  const who = new RegExp(`${role} @ ${shown}`);
  await tab.getByRole('button', { name: who }).filter({ visible: true }).first().waitFor();
  await shoot(tab, `console-${t('home.title')}`);
  await assertAccessible(tab);
  await tab.close();
}

/** Pastes what the portal offers into a terminal. */
async function useKeys(walk: Walk, account: string): Promise<void> {
  const { page, t, see } = walk;
  const origin = new URL(page.url()).origin;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  await press(walk, t('accounts.keys.of', { role: PERMISSIONS, name: 'Production' }));
  const name = t('roleKeys.environment');
  const part = page.getByRole('region', { name });
  await part.getByText(/AWS_ACCESS_KEY_ID="ASIA/).waitFor();
  await see('access-keys');
  await part.getByRole('button', { name: t('common.copy.named', { name }) }).click();
  await part
    .getByText(t('common.copied'))
    .or(page.getByText(t('common.copied')))
    .first()
    .waitFor();
  const copied = String(await page.evaluate('navigator.clipboard.readText()'));
  await page
    .getByRole('button', { name: t('common.close') })
    .last()
    .click();
  const allowed = await inTerminal(copied, 'iam list-roles --query Roles[].RoleName');
  assert.equal(allowed.code, 0, allowed.stderr);
  assert.match(allowed.stdout, /"OrganizationAccountAccessRole"/);
  const denied = await inTerminal(copied, 'iam create-user --user-name eve');
  assert.equal(denied.code, 254);
  const role = `assumed-role/AWSReservedSSO_${PERMISSIONS}_[0-9a-f]{16}/${INVITED.userName}`;
  assert.match(
    denied.stderr,
    new RegExp(
      `\\(AccessDenied\\) when calling the CreateUser operation: User: arn:aws:sts::${account}:${role} ` +
        `is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::${account}:user/eve ` +
        'because no identity-based policy allows the iam:CreateUser action',
    ),
  );
}

/** Runs the AWS CLI after the lines that were pasted, in a shell that knows nothing else. */
async function inTerminal(pasted: string, command: string) {
  const home = await mkdtemp(join(tmpdir(), 'gatehouse-journey-'));
  try {
    // Debian's is older than the variable of the endpoint.
    const aws = `aws --endpoint-url "$AWS_ENDPOINT_URL" ${command}`;
    const child = spawn('bash', ['-c', `${pasted}\n${aws}`], {
      cwd: home,
      env: clientEnvironment(home, 'us-east-1'),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return await ended(child);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function signOut(walk: Walk): Promise<void> {
  const { page, t, see } = walk;
  await press(walk, t('frame.signOut'));
  await heading(walk, t('workforce.title'));
  await page.getByText(t('workforce.out')).waitFor();
  await see('signed-out');
}

async function enter(walk: Walk, { userName }: Person, password: string): Promise<void> {
  const { page, t } = walk;
  await heading(walk, t('workforce.title'));
  await type(walk, t('workforce.userName'), userName);
  await press(walk, t('workforce.next'));
  await heading(walk, t('workforce.password.title'));
  await page.getByText(userName, { exact: true }).waitFor();
  await type(walk, t('signin.password'), password);
  await press(walk, t('signin.submit'));
}

async function changePassword(walk: Walk): Promise<void> {
  const { page, t, see } = walk;
  await heading(walk, t('signin.change.title'));
  await page.getByText(t('workforce.change.lead')).waitFor();
  await see('change-password');
  await type(walk, t('signin.change.new'), HANDED_PASSWORD);
  await type(walk, t('signin.change.again'), HANDED_PASSWORD);
  await press(walk, t('signin.change.submit'));
}

async function enrolApp(walk: Walk): Promise<void> {
  const { page, t, see } = walk;
  await heading(walk, t('signin.enrol.title'));
  await page.getByRole('radio', { name: t('signin.enrol.authenticator') }).check();
  await press(walk, t('signin.next'));
  const picture = page.getByRole('img', { name: t('signin.enrol.app.picture') });
  await picture.evaluate('(image) => image.decode()');
  await page.getByText(t('signin.enrol.app.manual')).click();
  const seed = (await page.getByText(/^(?:[A-Z2-7]{4} ){4,}[A-Z2-7]{0,4}$/).textContent()) ?? '';
  await see('enrol-app');
  const app = authenticator('', seed.replaceAll(' ', ''));
  await type(walk, t('signin.mfa.code'), app.at(Date.now()));
  await press(walk, t('signin.enrol.submit'));
}
