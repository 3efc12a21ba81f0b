/**
 * The access portal's first load in Chromium for somebody with 500 accounts and ten roles in each:
 * from going to the address until the first accounts can be read, with an empty cache and with a
 * filled one. Medians of a few visits, each in a context of its own.
 *
 *   node bench/portal-load.ts
 */
import type { Browser } from 'playwright-core';
import { launchChromium } from '../test/support/chromium.ts';
import {
  makePortal,
  openPortal,
  type PortalWorld,
  portalVisitor,
} from '../test/support/portal-world.ts';
import { startTestServer } from '../test/support/server.ts';
import { needWebApp } from '../test/support/web-app.ts';
import { median } from './load.ts';

const ACCOUNTS = 500;
const ROLES = 10;
const VISITS = 7;

/** Milliseconds. */
export interface PortalLoad {
  readonly empty: number;
  readonly cached: number;
  /** The answer of GetPortal alone, and its bytes. */
  readonly answer: number;
  readonly bytes: number;
}

/** Measures the first load. */
export async function benchPortalLoad(): Promise<PortalLoad> {
  await needWebApp();
  const server = await startTestServer();
  const roles = Array.from({ length: ROLES }, (_, index) => `PermissionSet${index}`);
  const world = await makePortal(server, { accounts: ACCOUNTS, roles });
  const browser = await launchChromium();
  try {
    // The first visit of all is Chromium's own start.
    await visit(browser, world);
    const visits: { empty: number; cached: number }[] = [];
    for (let index = 0; index < VISITS; index += 1) visits.push(await visit(browser, world));
    return {
      empty: median(visits.map(({ empty }) => empty)),
      cached: median(visits.map(({ cached }) => cached)),
      ...(await answerOf(world)),
    };
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function visit(browser: Browser, world: PortalWorld) {
  const context = await browser.newContext({ baseURL: world.origin, locale: 'en-GB' });
  try {
    const name = `gatehouse-portal-${world.instance.identity_store_id}`;
    const value = await world.signIn();
    await context.addCookies([{ name, value, url: world.origin }]);
    const load = async (): Promise<number> => {
      const page = await context.newPage();
      const began = performance.now();
      await page.goto(`${world.path}/start`, { waitUntil: 'commit' });
      await page.getByRole('button', { name: 'Workload 001', exact: true }).waitFor();
      const took = performance.now() - began;
      await page.close();
      return took;
    };
    return { empty: await load(), cached: await load() };
  } finally {
    await context.close();
  }
}

async function answerOf(world: PortalWorld): Promise<{ answer: number; bytes: number }> {
  const { call } = await openPortal(world, portalVisitor(world, await world.signIn()));
  const times: number[] = [];
  let bytes = 0;
  for (let index = 0; index < VISITS; index += 1) {
    const began = performance.now();
    bytes = JSON.stringify((await call('GetPortal')).body).length;
    times.push(performance.now() - began);
  }
  return { answer: median(times), bytes };
}

if (import.meta.main) {
  const { empty, cached, answer, bytes } = await benchPortalLoad();
  process.stdout.write(
    `access portal, ${ACCOUNTS} accounts × ${ROLES} roles: ${empty.toFixed(0)} ms with an empty cache, ` +
      `${cached.toFixed(0)} ms with a filled one; GetPortal ${answer.toFixed(1)} ms, ${(bytes / 1024).toFixed(0)} KiB\n`,
  );
}
