/** How the pictures of docs/images are taken: language, window, light or dark, small files. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { type Words, wordsOf } from '../test/support/words.ts';
import { ROOT } from './tree.ts';

/** The folder of the pictures. */
export const IMAGES = path.join(ROOT, 'docs', 'images');

/** Opens what is to be seen; texts are those of the page's language. */
export type Open = (page: Page, words: Words) => Promise<unknown>;

/** A window; without `height` all of the page is taken. */
export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  /** Pixels of the picture for each of the page. */
  readonly scale?: number;
}

/** Rooms of the console are as wide as on a desk, and scaled to fit a document. */
export const DESK: Look = { width: 1180, height: 860, scale: 0.75 };

/** Language, locale, and what it adds to the name of a file. */
const LANGUAGES = [
  ['en', 'en-GB', ''],
  ['ko', 'ko-KR', '.ko'],
] as const;

/** Takes the same picture in each language. */
export async function takePicture(
  browser: Browser,
  name: string,
  open: Open,
  look: Look = {},
): Promise<void> {
  const { width = 800, height, dark = false, scale = 1 } = look;
  for (const [language, locale, ending] of LANGUAGES) {
    const context = await browser.newContext({
      locale,
      viewport: { width, height: height ?? 600 },
      colorScheme: dark ? 'dark' : 'light',
      deviceScaleFactor: scale,
    });
    const page = await context.newPage();
    await open(page, wordsOf(language));
    const file = path.join(IMAGES, `${name}${ending}.png`);
    await page.screenshot({ path: file, fullPage: height === undefined, animations: 'disabled' });
    await context.close();
    await shrink(file);
    console.log(path.relative(ROOT, file));
  }
}

/** Pages have few colors: with a palette their pictures are a third as large. Needs pngquant. */
async function shrink(file: string): Promise<void> {
  await promisify(execFile)('pngquant', [
    '--force',
    '--strip',
    '--nofs',
    '--output',
    file,
    '128',
    file,
  ]);
}
