import { scriptAsset } from '../../http/asset.ts';

/** As much of an element as the script touches. */
interface PageElement {
  type: string;
  checked: boolean;
  hidden: boolean;
  addEventListener(event: string, listener: () => void): void;
}

/** As much of a document as the script touches. */
export interface ShownDocument {
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

/**
 * R248: a check box that shows what was typed. Without a script there is none: it could do nothing.
 * What was shown is hidden again before the form is sent, so that browsers keep it as a password.
 */
export function showPasswords(page: ShownDocument): void {
  const line = page.querySelector('#show-line');
  const box = page.querySelector('#show');
  const form = page.querySelector('#password-form');
  if (!line || !box || !form) return;
  const fields = [...page.querySelectorAll('input[type=password]')];
  const apply = (shown: boolean) => {
    for (const field of fields) field.type = shown ? 'text' : 'password';
  };
  line.hidden = false;
  box.addEventListener('change', () => apply(box.checked));
  form.addEventListener('submit', () => apply(false));
}

/** The script as browsers get it. */
export const SHOW_SCRIPT = scriptAsset(
  '/signin',
  'show-password',
  `'use strict';\n(${showPasswords.toString()})(document);\n`,
);
