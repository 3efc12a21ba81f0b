/** Debian's Chromium for tests of pages: contexts that note every complaint, axe, screenshots. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findProgram } from '../../tools/programs.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** A folder for screenshots, for a person to look at; none are taken without it. */
const SHOTS = process.env.GATEHOUSE_TEST_SCREENSHOTS;

/** Starts Chromium without a window. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findProgram('chromium');
  assert.ok(executablePath, 'Chromium is installed');
  return await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}

/** How long a page may take for what a test waits for: a busy machine is no defect. */
export const PATIENCE = 60_000;

/**
 * Opens a page in a context of its own; afterwards the browser must have complained of nothing. What
 * is still fading in has no contrast yet, so pages are asked not to move.
 */
export async function openPage(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0],
  body: (page: Page) => Promise<void>,
): Promise<void> {
  const still = { bypassCSP: false, reducedMotion: 'reduce' } as const;
  const context = await browser.newContext({ ...still, ...options });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    const complaints: string[] = [];
    page.on('console', (message) => {
      const isStatus = /status of 4\d\d/.test(message.text());
      if (message.type() === 'error' && !isStatus) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await body(page);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
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
  await page.evaluate(await readFile(AXE, 'utf8'));
  const violations = await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)} })` +
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
