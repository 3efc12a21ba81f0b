/**
 * The pictures of docs/images, taken from a real server in a real browser:
 *
 *   node tools/screenshots.ts
 *
 * Needs Debian's chromium and fonts-nanum. The server is made for the pictures and ends with them;
 * the identity provider is the one of examples/saml.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { newSetupUrl } from '../src/compose/installation.ts';
import { type RunningServer, startServer } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { createLogger } from '../src/http/log.ts';
import { launchChromium } from '../test/support/chromium.ts';
import { clientsOf } from '../test/support/clients.ts';
import { makeRole } from '../test/support/entities.ts';
import { ROOT } from './tree.ts';

const IMAGES = path.join(ROOT, 'docs', 'images');
const ACCOUNT = '111122223333';
const KEY = { accessKeyId: 'AKIAEXAMPLEPICTURES', secretAccessKey: 'secret-of-the-pictures-0001' };
/** Language and what it adds to the name of a file. */
const LANGUAGES = [
  ['en-GB', ''],
  ['ko-KR', '.ko'],
] as const;

type Open = (page: Page) => Promise<unknown>;

async function takePicture(browser: Browser, name: string, open: Open): Promise<void> {
  for (const [locale, ending] of LANGUAGES) {
    const viewport = { width: 800, height: 600 };
    const context = await browser.newContext({ locale, viewport, colorScheme: 'light' });
    const page = await context.newPage();
    await open(page);
    const file = `${name}${ending}.png`;
    await page.screenshot({ path: path.join(IMAGES, file), fullPage: true });
    await context.close();
    console.log(`docs/images/${file}`);
  }
}

async function start(folder: string): Promise<RunningServer> {
  const reading = readConfig({
    GATEHOUSE_DATA: folder,
    GATEHOUSE_PORT: '0',
    GATEHOUSE_LOG_LEVEL: 'silent',
    GATEHOUSE_BOOTSTRAP_ACCOUNT_ID: ACCOUNT,
    GATEHOUSE_BOOTSTRAP_ROOT_EMAIL: 'root@example.com',
    GATEHOUSE_BOOTSTRAP_ACCESS_KEY_ID: KEY.accessKeyId,
    GATEHOUSE_BOOTSTRAP_SECRET_ACCESS_KEY: KEY.secretAccessKey,
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

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-pictures-'));
  const server = await start(path.join(folder, 'data'));
  const browser = await launchChromium();
  await mkdir(IMAGES, { recursive: true });
  try {
    const { parts, publicUrl, installation } = server;
    const setup = await newSetupUrl(parts, installation.managementAccount, publicUrl);
    await takePicture(browser, 'setup', (page) => page.goto(setup));
    const arriveAs = await openProvider(publicUrl, path.join(folder, 'provider'));
    await takePicture(browser, 'chooser', arriveAs('bob@example.com'));
    await takePicture(browser, 'refused', arriveAs('Bob Smith'));
  } finally {
    await browser.close();
    await server.stop();
    await rm(folder, { recursive: true });
  }
}

await main();
