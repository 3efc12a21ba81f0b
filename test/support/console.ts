/** The console as its pages use it: the page with its token, and calls in JSON. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { type Visitor, visitorOf } from './page-visitor.ts';

/** An answer of the JSON form. */
export interface ConsoleAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: outputs of all operations.
  readonly body: any;
}

/** A page of the console in somebody's browser. */
export interface ConsolePage {
  /** What the page's calls carry in x-gatehouse-csrf. */
  readonly token: string;
  /** Calls an operation as a script of the page does; `headers` replace its own. */
  readonly call: (
    service: string,
    operation: string,
    input?: object,
    headers?: Readonly<Record<string, string | undefined>>,
  ) => Promise<ConsoleAnswer>;
}

/** The origin of a test server that was given no public URL. */
export function originOf({ url }: { readonly url: string }): string {
  return url.replace('127.0.0.1', 'localhost');
}

/** A browser with the session that a secret opens. */
export function visitorWith(server: { readonly url: string }, secret: string): Visitor {
  const visitor = visitorOf(server);
  visitor.cookies.set('gatehouse-console', secret);
  return visitor;
}

/** Opens the console in a browser that is signed in; `origin` is that of GATEHOUSE_PUBLIC_URL. */
export async function openConsole(visitor: Visitor, origin: string): Promise<ConsolePage> {
  const { html, status, location } = await visitor.get('/console');
  const token = /<meta name="csrf" content="([^"]+)"/.exec(html)?.[1];
  assert.ok(token, `no page of the console: ${status} ${location}`);
  return {
    token,
    call: async (service, operation, input = {}, headers = {}) => {
      const own = { origin, 'content-type': 'application/json', 'x-gatehouse-csrf': token };
      const all = Object.entries({ ...own, ...headers }).filter(([, value]) => value !== undefined);
      const page = await visitor.send(`/console/api/${service}/${operation}`, {
        method: 'POST',
        headers: Object.fromEntries(all) as Record<string, string>,
        body: JSON.stringify(input),
      });
      return { status: page.status, headers: page.headers, body: JSON.parse(page.html) };
    },
  };
}

/** The ARN that a browser is signed in as; undefined when nobody is. */
export async function arnIn(visitor: Visitor, origin: string): Promise<string | undefined> {
  const { html } = await visitor.get('/console');
  if (!html.includes('name="csrf"')) return undefined;
  const page = await openConsole(visitor, origin);
  const { body } = await page.call('sts', 'GetCallerIdentity');
  return body.Arn;
}

/** The ARN that a browser of Playwright is signed in as, by the cookie that it has. */
export async function arnInChromium(
  page: Page,
  server: { readonly url: string },
  origin: string,
): Promise<string | undefined> {
  const cookies = await page.context().cookies();
  const cookie = cookies.find(({ name }) => name === 'gatehouse-console');
  return cookie && (await arnIn(visitorWith(server, cookie.value), origin));
}

/** Signs out as the app does: by a form of a page of this server. */
export async function signOutInChromium(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    const form = document.createElement('form');
    form.method = 'post';
    form.action = '/signin/out';
    document.body.append(form);
    form.submit();
  })()`);
  await page.waitForURL('**/signin/out');
}
