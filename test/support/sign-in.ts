/** Signing in with a password as a browser without scripts does, form by form. */
import assert from 'node:assert/strict';
import { type Fields, type Page, plainText, type Visitor } from './page-visitor.ts';

/** The hidden fields of the form on a page that has `inside` in it, or of its first form. */
export function hiddenFieldsOf({ html }: Pick<Page, 'html'>, inside = ''): Record<string, string> {
  const forms = html.match(/<form[\s\S]*?<\/form>/g) ?? [];
  const form = forms.find((text) => text.includes(inside)) ?? assert.fail('there is no such form');
  const inputs = form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g);
  return Object.fromEntries(
    [...inputs].map(([, name = '', value = '']) => [name, plainText(value)]),
  );
}

/** Where the form goes that has `inside` in it. */
export function actionOf({ html }: Pick<Page, 'html'>, inside = ''): string {
  const forms = html.match(/<form[\s\S]*?<\/form>/g) ?? [];
  const form = forms.find((text) => text.includes(inside)) ?? '';
  return /action="([^"]*)"/.exec(form)?.[1] ?? assert.fail('there is no such form');
}

/** Fills a form of the page and sends it; answers what came, without following. */
export async function submit(
  visitor: Visitor,
  page: Page,
  fields: Fields,
  inside = '',
): Promise<Page> {
  const hidden = hiddenFieldsOf(page, inside);
  return await visitor.post(actionOf(page, inside), { ...hidden, ...fields });
}

/** Types the address of a root user; answers the page that follows. */
export async function enterEmail(visitor: Visitor, email: string, query = ''): Promise<Page> {
  const page = await visitor.get(`/signin/root${query}`);
  const sent = await submit(visitor, page, { type: 'root', email }, 'name="type"');
  return await visitor.follow(sent);
}

/** Signs in as a root user up to what comes after the password; does not follow. */
export async function enterRoot(
  visitor: Visitor,
  { email, password, query = '' }: { email: string; password: string; query?: string },
): Promise<Page> {
  const page = await enterEmail(visitor, email, query);
  return await submit(visitor, page, { password }, 'type="password"');
}

/** What the page of IAM users asks for. */
export interface IamFields {
  readonly account: string;
  readonly username: string;
  readonly password: string;
  readonly remember?: string;
}

/** Signs in as an IAM user up to what comes after the password; does not follow. */
export async function enterIam(visitor: Visitor, fields: IamFields, query = ''): Promise<Page> {
  const page = await visitor.get(`/signin/iam${query}`);
  return await submit(visitor, page, { ...fields }, 'type="password"');
}
