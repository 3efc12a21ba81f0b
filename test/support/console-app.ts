/** The console's app in Chromium: a server with the built app, and pages of people signed in. */
import type { Browser, Page } from 'playwright-core';
import { openAppPage } from './chromium.ts';
import { type Clients, clientsOf } from './clients.ts';
import { startTestServer, type TestServer } from './server.ts';
import { needWebApp } from './web-app.ts';

/** A server whose pages a browser can open, since it knows its own address. */
export interface AppWorld {
  readonly server: TestServer;
  readonly origin: string;
  readonly admin: Clients;
}

/** Starts a server with the app; it is `localhost`, where browsers let passkeys be used. */
export async function openAppWorld(
  environment: Parameters<typeof startTestServer>[0] = {},
): Promise<AppWorld> {
  await needWebApp();
  const server = await startTestServer(environment);
  const origin = server.url.replace('127.0.0.1', 'localhost');
  return { server, origin, admin: clientsOf(server) };
}

/** Opens a page as an IAM user or the root user, in a language and a width. */
export async function openAs(
  browser: Browser,
  { server, origin, admin }: AppWorld,
  options: {
    /** `root` is the root user. */
    readonly userName?: string;
    readonly locale?: string;
    readonly width?: number;
    readonly dark?: boolean;
  },
  body: (page: Page) => Promise<void>,
): Promise<void> {
  const { userName = 'bootstrap-admin', locale = 'en-GB', width = 1280, dark = false } = options;
  const secret = await server.openSession(await whoIs(admin, userName));
  const context = {
    baseURL: origin,
    locale,
    viewport: { width, height: 900 },
    colorScheme: dark ? ('dark' as const) : ('light' as const),
  };
  await openAppPage(browser, context, async (page) => {
    const cookie = { name: 'gatehouse-console', value: secret, url: origin };
    await page.context().addCookies([cookie]);
    await body(page);
  });
}

async function whoIs({ iam }: Clients, userName: string) {
  if (userName === 'root') return { kind: 'root' } as const;
  const { User } = await iam.getUser({ UserName: userName });
  return { kind: 'user', userId: User?.UserId ?? '', userName } as const;
}
