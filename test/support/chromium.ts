/** Debian's Chromium for tests of pages: contexts that note every complaint, axe, screenshots. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findProgram } from '../../tools/programs.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** Of what passes nothing is told, which halves the work. */
const AXE_OPTIONS = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
} as const;
/** A folder for screenshots, for a person to look at; none are taken without it. */
const SHOTS = process.env.GATEHOUSE_TEST_SCREENSHOTS;

/** Starts Chromium without a window. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findProgram('chromium');
  assert.ok(executablePath, 'Chromium is installed');
  return await chromium.launch({
    executablePath,
    // Pages of one site share a process, and what it has compiled.
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--process-per-site'],
  });
}

/** How long a page may take for what a test waits for: a busy machine is no defect. */
export const PATIENCE = 60_000;

/** Languages, widths, appearances and whatever else a context begins with. */
type ContextOptions = NonNullable<Parameters<Browser['newContext']>[0]>;

/** Opens a page in a context of its own; afterwards the browser must have complained of nothing. */
export async function openPage(
  browser: Browser,
  options: ContextOptions | undefined,
  body: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await newContext(browser, options);
  try {
    await visit(await context.newPage(), body);
  } finally {
    await context.close();
  }
}

/** What is still fading in has no contrast yet, so pages are asked not to move. */
async function newContext(browser: Browser, options?: ContextOptions): Promise<BrowserContext> {
  return await browser.newContext({ bypassCSP: false, reducedMotion: 'reduce', ...options });
}

async function visit(page: Page, body: (page: Page) => Promise<void>): Promise<void> {
  page.setDefaultTimeout(PATIENCE);
  const complaints: string[] = [];
  page.on('console', (message) => {
    const isStatus = /status of 4\d\d/.test(message.text());
    if (message.type() === 'error' && !isStatus) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await body(page);
  assert.deepEqual(complaints, []);
}

/** By what they began with: pages whose contexts, and whose processes, wait for their next page. */
const anchors = new WeakMap<Browser, Map<string, Page>>();

/**
 * Opens a page as `openPage` does, but keeps its context for the next page of the same options, so
 * that a large app is read and compiled once. What a page leaves behind (cookies, storage,
 * permissions) is cleared; a context whose page failed is not used again.
 */
export async function openAppPage(
  browser: Browser,
  options: ContextOptions & { readonly baseURL: string },
  body: (page: Page) => Promise<void>,
): Promise<void> {
  const kept = anchors.get(browser) ?? new Map<string, Page>();
  anchors.set(browser, kept);
  const key = JSON.stringify(options);
  const anchor = kept.get(key) ?? (await openAnchor(browser, options));
  kept.delete(key);
  const context = anchor.context();
  try {
    await visit(await context.newPage(), body);
    await clear(anchor);
    kept.set(key, anchor);
  } catch (error) {
    await context.close();
    throw error;
  }
}

async function openAnchor(browser: Browser, options: ContextOptions): Promise<Page> {
  const page = await (await newContext(browser, options)).newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto('/healthz');
  return page;
}

/** Closes every other page of the context, and clears what they kept. */
async function clear(anchor: Page): Promise<void> {
  const context = anchor.context();
  for (const page of context.pages()) if (page !== anchor) await page.close();
  const session = await context.newCDPSession(anchor);
  const { origin } = new URL(anchor.url());
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await session.detach();
  await context.clearCookies();
  await context.clearPermissions();
}

/**
 * Of all looks of a page (languages, widths, appearances) the first and the last, which differ in
 * everything; all of them where somebody wants screenshots to look at.
 */
export function looksOf<Look>(all: readonly Look[]): readonly Look[] {
  return SHOTS ? all : all.filter((_, index) => index === 0 || index === all.length - 1);
}

/** Takes a screenshot where they are wanted. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
}

/** Runs axe in the page's own world through the debugger, which the page's policy does not bind. */
export async function assertAccessible(page: Page): Promise<void> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(await readFile(AXE, 'utf8'));
  const violations = await page.evaluate(
    `axe.run(document, ${JSON.stringify(AXE_OPTIONS)})` +
      '.then((r) => r.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html).join(" | ")))',
  );
  assert.deepEqual(violations, []);
}

/** Asserts that nothing of the page is wider than its window. */
export async function assertFits(page: Page): Promise<void> {
  const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
  const { width: window = 0 } = page.viewportSize() ?? {};
  assert.ok(width <= window, `the page scrolls sideways: ${width} of ${window}`);
}
