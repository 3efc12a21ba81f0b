/** Does the work of a security check as a browser does, from what its page says. */
import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import type { Page } from './page-visitor.ts';

/** A form as it stands in a page: where it goes, and its hidden fields. */
export interface FoundForm {
  readonly action: string;
  readonly fields: Record<string, string>;
}

const attributeOf = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`)
    .exec(tag)?.[1]
    ?.replaceAll('&amp;', '&')
    .replaceAll('&#39;', "'");

/** Every form of a page. */
export function formsOf({ html }: Pick<Page, 'html'>): FoundForm[] {
  return [...html.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)].map(([, tag = '', body = '']) => {
    const fields: Record<string, string> = {};
    for (const [input] of body.matchAll(/<input[^>]*>/g)) {
      const name = attributeOf(input, 'name');
      if (name !== undefined) fields[name] = attributeOf(input, 'value') ?? '';
    }
    return { action: attributeOf(tag, 'action') ?? '', fields };
  });
}

/** The form of a page that goes to `action`. */
export function formTo(page: Pick<Page, 'html'>, action: string): FoundForm {
  const found = formsOf(page).find((form) => form.action === action);
  assert.ok(found, `a form to ${action}`);
  return found;
}

/** The form of the work, filled in: some hundred thousand hashes. */
export function workOf({ html }: Pick<Page, 'html'>): FoundForm {
  const [tag = ''] = /<form id="challenge-work"[^>]*>/.exec(html) ?? [];
  const id = attributeOf(tag, 'data-id');
  assert.ok(id, 'the page asks for work');
  const bits = Number(attributeOf(tag, 'data-bits'));
  const parts = Number(attributeOf(tag, 'data-parts'));
  const [form] = formsOf({ html: html.slice(html.indexOf(tag)) });
  assert.ok(form);
  const work = Array.from({ length: parts }, (_, part) => numberFor(`${id}.${part}.`, bits));
  return { ...form, fields: { ...form.fields, work: work.join('.') } };
}

function numberFor(prefix: string, bits: number): number {
  for (let number = 0; ; number += 1) {
    const digest = hash('sha256', `${prefix}${number}`, 'buffer');
    if (Math.clz32(digest.readUInt32BE(0)) >= bits) return number;
  }
}
