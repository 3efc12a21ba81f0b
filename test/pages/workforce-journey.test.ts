/**
 * People who come in by the access portal, from an empty installation on: an administrator makes the
 * organization, its accounts and the people, who then do their first day's work. In each language,
 * everything is found by what stands on the pages, in mails and in the terminal.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { needs } from '../../tools/programs.ts';
import {
  assertAccessible,
  assertFits,
  launchChromium,
  looksOf,
  openPage,
  shoot,
} from '../support/chromium.ts';
import { startInstallation } from '../support/installation.ts';
import { found } from '../support/journey/administrator.ts';
import { comeByInvitation, comeByOneTimePassword } from '../support/journey/person.ts';
import { OWNER, type Walk } from '../support/journey/walk.ts';
import { needWebApp } from '../support/web-app.ts';
import { wordsOf } from '../support/words.ts';

const LOOKS = looksOf([
  { language: 'en', locale: 'en-GB', colorScheme: 'light' },
  { language: 'en', locale: 'en-GB', colorScheme: 'dark' },
  { language: 'ko', locale: 'ko-KR', colorScheme: 'light' },
  { language: 'ko', locale: 'ko-KR', colorScheme: 'dark' },
] as const);

describe('people of an organization', needs('chromium', 'oathtool', 'aws'), () => {
  let browser: Browser;
  before(async () => {
    await needWebApp();
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
  });

  for (const { language, ...options } of LOOKS) {
    const look = `${language}-${options.colorScheme}`;
    it(`R052, R055, R138, R139, R165, R169, R220: come in from the day that it is founded (${look})`, async () => {
      const server = await startInstallation({
        GATEHOUSE_BOOTSTRAP_ROOT_EMAIL: OWNER,
        GATEHOUSE_LOG_LEVEL: 'error',
      });
      const t = wordsOf(language);
      let shots = 0;
      const asSomebody = async <Result>(body: (walk: Walk) => Promise<Result>): Promise<Result> => {
        const results: Result[] = [];
        const context = {
          ...options,
          baseURL: server.url,
          viewport: { width: 1280, height: 900 },
        };
        await openPage(browser, context, async (page) => {
          const take = async (what: string) => {
            shots += 1;
            await shoot(page, `${look}-${String(shots).padStart(2, '0')}-${what}`);
          };
          const see: Walk['see'] = async (what) => {
            await take(what);
            await assertFits(page);
            await assertAccessible(page);
          };
          const step: Walk['step'] = async (name, act) => {
            try {
              return await act();
            } catch (cause) {
              await take('failed');
              throw new Error(`${name}, at ${page.url()}`, { cause });
            }
          };
          results.push(await body({ page, t, server, see, step }));
        });
        return results[0] ?? assert.fail('the walk has a result');
      };
      try {
        const given = await asSomebody(found);
        await asSomebody((walk) => comeByInvitation(walk, given));
        await asSomebody((walk) => comeByOneTimePassword(walk, given));
      } finally {
        await server.stop();
      }
    });
  }
});
