/** A browser as far as HTTP goes: cookies, forms, redirects that a test takes one by one. */
import assert from 'node:assert/strict';

/** Fields of a form; a list makes a field several times. */
export type Fields = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A page as it arrived. */
export interface Page {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** Where it leads on to; undefined when it is no redirect. */
  readonly location: string | undefined;
}

/** A visitor with cookies of its own. */
export interface Visitor {
  readonly cookies: Map<string, string>;
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Page>;
  readonly post: (
    path: string,
    fields: Fields,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Page>;
  /** Sends any request. */
  readonly send: (path: string, init: RequestInit) => Promise<Page>;
  /** Follows redirects to the page that they end at. */
  readonly follow: (page: Page) => Promise<Page>;
}

const MOST_REDIRECTS = 5;

/** A visitor of the server at `url`, with no cookies yet. */
export function visitorOf(
  { url }: { readonly url: string },
  always: Readonly<Record<string, string>> = {},
): Visitor {
  const cookies = new Map<string, string>();

  async function send(path: string, init: RequestInit): Promise<Page> {
    const headers = new Headers({ ...always, ...(init.headers as Record<string, string>) });
    if (cookies.size > 0 && !headers.has('cookie')) {
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    }
    const response = await fetch(new URL(path, url), { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) keep(cookie);
    return {
      status: response.status,
      headers: response.headers,
      html: await response.text(),
      location: response.headers.get('location') ?? undefined,
    };
  }

  function keep(cookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (/;\s*max-age=0\b/i.test(cookie)) cookies.delete(name);
    else cookies.set(name, value);
  }

  const get: Visitor['get'] = async (path, headers = {}) => await send(path, { headers });

  return {
    cookies,
    get,
    send,
    post: async (path, fields, headers = {}) =>
      await send(path, { method: 'POST', headers, body: formOf(fields) }),
    follow: async (page) => {
      let current = page;
      for (let count = 0; current.location !== undefined; count += 1) {
        assert.ok(count < MOST_REDIRECTS, 'the redirects end');
        current = await get(current.location);
      }
      return current;
    },
  };
}

function formOf(fields: Fields): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, values] of Object.entries(fields)) {
    for (const value of [values ?? []].flat()) form.append(name, value);
  }
  return form;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/** Text of a page without its markup. */
export function plainText(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&[#\w]+;/g, (entity) => ENTITIES[entity] ?? entity)
    .trim();
}

/** The text of the element with that id, which has no element of its own kind inside. */
export function textById({ html }: Pick<Page, 'html'>, id: string): string | undefined {
  const element = new RegExp(`<(\\w+)[^>]*\\sid="${id}"[^>]*>([\\s\\S]*?)</\\1>`).exec(html);
  return element ? plainText(element[2] ?? '') : undefined;
}

/** The heading of a page. */
export function headingOf({ html }: Pick<Page, 'html'>): string {
  return plainText(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? '');
}
