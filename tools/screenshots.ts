/**
 * The pictures of docs/images, taken from a real server in a real browser:
 *
 *   node tools/screenshots.ts
 *
 * Needs Debian's chromium and fonts-nanum. The server is made for the pictures and ends with them.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { newSetupUrl } from '../src/compose/installation.ts';
import { startServer } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { createLogger } from '../src/http/log.ts';
import { findProgram } from './programs.ts';
import { ROOT } from './tree.ts';

const IMAGES = path.join(ROOT, 'docs', 'images');
/** File name and language of each picture. */
const PICTURES = [
  ['setup.png', 'en-GB'],
  ['setup.ko.png', 'ko-KR'],
] as const;

async function takePicture(browser: Browser, url: string, locale: string, file: string) {
  const viewport = { width: 800, height: 600 };
  const context = await browser.newContext({ locale, viewport, colorScheme: 'light' });
  const page = await context.newPage();
  await page.goto(url);
  await page.screenshot({ path: path.join(IMAGES, file), fullPage: true });
  await context.close();
  console.log(`docs/images/${file}`);
}

async function main(): Promise<void> {
  const executablePath = findProgram('chromium');
  if (executablePath === undefined)
    throw new Error('chromium is missing: apt-get install chromium');
  const folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-pictures-'));
  const reading = readConfig({
    GATEHOUSE_DATA: folder,
    GATEHOUSE_PORT: '0',
    GATEHOUSE_LOG_LEVEL: 'silent',
    GATEHOUSE_BOOTSTRAP_ACCOUNT_ID: '111122223333',
    GATEHOUSE_BOOTSTRAP_ROOT_EMAIL: 'root@example.com',
  });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const server = await startServer(reading.config, createLogger('silent'));
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  await mkdir(IMAGES, { recursive: true });
  try {
    const { managementAccount } = server.installation;
    const url = await newSetupUrl(server.parts, managementAccount, server.publicUrl);
    for (const [file, locale] of PICTURES) await takePicture(browser, url, locale, file);
  } finally {
    await browser.close();
    await server.stop();
    await rm(folder, { recursive: true });
  }
}

await main();
