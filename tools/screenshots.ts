/**
 * The pictures of docs/images, taken from a real server in a real browser:
 *
 *   node tools/screenshots.ts
 *
 * Needs Debian's chromium, fonts-nanum and pngquant. The server is made for the pictures and ends with them;
 * the identity provider is the one of examples/saml.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { newSetupUrl } from '../src/compose/installation.ts';
import { type RunningServer, startServer } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { createLogger } from '../src/http/log.ts';
import { launchChromium } from '../test/support/chromium.ts';
import { clientsOf } from '../test/support/clients.ts';
import { allow, deny, makeRole, policyOf } from '../test/support/entities.ts';
import { DESK, IMAGES, type Open, takePicture } from './screenshot-looks.ts';
import { assignGroup, makeWorkforce, portalAt } from './screenshot-workforce.ts';
import { ROOT } from './tree.ts';

const ACCOUNT = '111122223333';
const KEY = { accessKeyId: 'AKIAEXAMPLEPICTURES', secretAccessKey: 'secret-of-the-pictures-0001' };
const USER = { name: 'jisu', password: 'Pictures-of-2026' };

async function start(folder: string): Promise<RunningServer> {
  const reading = readConfig({
    GATEHOUSE_DATA: folder,
    GATEHOUSE_PORT: '0',
    GATEHOUSE_LOG_LEVEL: 'silent',
    GATEHOUSE_BOOTSTRAP_ACCOUNT_ID: ACCOUNT,
    GATEHOUSE_BOOTSTRAP_ROOT_EMAIL: 'root@example.com',
    GATEHOUSE_BOOTSTRAP_ACCESS_KEY_ID: KEY.accessKeyId,
    GATEHOUSE_BOOTSTRAP_SECRET_ACCESS_KEY: KEY.secretAccessKey,
    GATEHOUSE_CHALLENGE: 'never',
  });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return await startServer(reading.config, createLogger('silent'));
}

/** Runs the identity provider of the examples. The server answers it, so nobody may wait here. */
async function identityProvider(...parameters: string[]): Promise<string> {
  const script = path.join(ROOT, 'examples', 'saml', 'identity-provider.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...parameters]);
  return stdout;
}

/** Makes a provider and roles; answers how a browser arrives for somebody with all of the roles. */
async function openProvider(url: string, folder: string): Promise<(user: string) => Open> {
  await identityProvider('create', folder);
  const clients = clientsOf({ url, region: 'us-east-1', administrator: KEY });
  await clients.iam.createAccountAlias({ AccountAlias: 'example-corp' });
  const { SAMLProviderArn: arn = '' } = await clients.iam.createSAMLProvider({
    Name: 'example',
    SAMLMetadataDocument: await readFile(path.join(folder, 'metadata.xml'), 'utf8'),
  });
  const pairs: string[] = [];
  for (const name of ['billing', 'staff', 'support']) {
    const Principal = { Federated: arn };
    const trust = { Effect: 'Allow', Principal, Action: 'sts:AssumeRoleWithSAML' };
    const role = await makeRole(clients, name, trust);
    pairs.push('--pair', `${role.arn},${arn}`);
  }
  const metadata = `${url}/static/saml-metadata.xml`;
  return (user) => async (page) => {
    const to = ['--service-provider', metadata, '--user', user, ...pairs];
    const form = await identityProvider('respond', folder, ...to, '--page');
    const arrived = page.waitForURL(`${url}/**`);
    await page.setContent(form);
    await arrived;
    await page.waitForSelector('h1');
  };
}

/** Makes an administrator with a password. */
async function makePerson(url: string): Promise<void> {
  const { iam } = clientsOf({ url, region: 'us-east-1', administrator: KEY });
  await iam.createUser({ UserName: USER.name });
  await iam.createLoginProfile({ UserName: USER.name, Password: USER.password });
  const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  await iam.attachUserPolicy({ UserName: USER.name, PolicyArn });
}

/** Signs the administrator in and opens a room of the console. */
function roomAt(url: string, room: string, further: Open = async () => undefined): Open {
  return async (page, words) => {
    await page.goto(`${url}/signin?account=${ACCOUNT}&destination=${encodeURIComponent(room)}`);
    await page.fill('input[name=username]', USER.name);
    await page.fill('input[name=password]', USER.password);
    await page.press('input[name=password]', 'Enter');
    await page.waitForURL(`${url}${room}`);
    await page.locator('h1').first().waitFor();
    await further(page, words);
    await page.waitForLoadState('networkidle');
  };
}

/** A policy that allows much and denies a little, and what it would decide. */
const explainPolicy: Open = async (page, t) => {
  const text = page.getByLabel(t('iam.policies.document'), { exact: true }).last();
  await text.fill(policyOf([allow('iam:*'), deny('iam:DeleteUser')]));
  await page.getByRole('button', { name: t('iam.editor.format') }).click();
  await page.getByRole('button', { name: t('iam.explain.title') }).click();
  await page.getByLabel(t('iam.explain.actions')).fill('iam:DeleteUser');
  await page.getByRole('button', { name: t('iam.explain.submit'), exact: true }).click();
  await page.getByText(t('iam.explain.explicitDeny')).waitFor();
  await page.getByLabel(t('iam.explain.actions')).focus();
  await page.mouse.move(600, 500);
  await page.mouse.wheel(0, 500);
  await page.waitForTimeout(300);
};

/** The newest refused sign-in with its checks. */
const openRefused: Open = async (page) => {
  const row = page.getByRole('row').filter({ hasText: 'Bob Smith' }).first();
  await row.getByRole('link').first().click();
  await page.waitForURL(/sign-in-attempts\/0/);
  await page.waitForLoadState('networkidle');
  await page.getByRole('row').filter({ hasText: 'SAML-075' }).first().scrollIntoViewIfNeeded();
};

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-pictures-'));
  const server = await start(path.join(folder, 'data'));
  const browser = await launchChromium();
  await mkdir(IMAGES, { recursive: true });
  try {
    await takeAll(browser, server, path.join(folder, 'provider'));
  } finally {
    await browser.close();
    await server.stop();
    await rm(folder, { recursive: true });
  }
}

async function takeAll(browser: Browser, server: RunningServer, provider: string): Promise<void> {
  const { parts, publicUrl: url, installation } = server;
  const setup = await newSetupUrl(parts, installation.managementAccount, url);
  await takePicture(browser, 'setup', (page) => page.goto(setup));
  await takePicture(browser, 'sign-in', (page) => page.goto(`${url}/signin`));
  const narrow = { width: 390, height: 800 };
  const iam: Open = (page) => page.goto(`${url}/signin?account=${ACCOUNT}`);
  await takePicture(browser, 'sign-in-iam', iam, narrow);
  const arriveAs = await openProvider(url, provider);
  await takePicture(browser, 'chooser', arriveAs('bob@example.com'));
  await takePicture(browser, 'refused', arriveAs('Bob Smith'));
  await makePerson(url);
  await takePicture(browser, 'console', roomAt(url, '/console/home'), { ...DESK, dark: true });
  const editor = roomAt(url, '/console/iam/policies/create', explainPolicy);
  await takePicture(browser, 'editor', editor, DESK);
  const attempt = roomAt(url, '/console/sign-in-attempts', openRefused);
  await takePicture(browser, 'attempt', attempt, DESK);
  await takeWorkforce(browser, server);
}

/** The access portal, and the console's rooms for those who administer it. */
async function takeWorkforce(browser: Browser, server: RunningServer): Promise<void> {
  const { publicUrl: url } = server;
  const { accounts, permissionSetArn } = await makeWorkforce(server, KEY);
  await takePicture(browser, 'access-portal', portalAt(url), { ...DESK, height: 690 });
  const room = '/console/identity-center';
  const targets = ['Data platform', 'Development'].map((name) => accounts.get(name));
  const wizard = roomAt(url, `${room}/accounts/assign?of=${targets}`, assignGroup);
  await takePicture(browser, 'assignment', wizard, { ...DESK, height: 660 });
  const set = `${room}/permission-sets/details?arn=${encodeURIComponent(permissionSetArn)}`;
  await takePicture(browser, 'permission-set', roomAt(url, set), { ...DESK, dark: true });
}

await main();
