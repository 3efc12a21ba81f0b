import { scriptAsset } from '../../http/asset.ts';

/** As much of an element as the script touches. */
interface CopyElement {
  hidden: boolean;
  textContent: string | null;
  readonly dataset: Readonly<Record<string, string | undefined>>;
  addEventListener(event: string, listener: () => void): void;
}

/** As much of a document as the script touches. */
interface CopyDocument {
  querySelector(selector: string): CopyElement | null;
}

/**
 * Shows the button that copies the code, where the browser lets pages copy; without it a click into
 * the code marks all of it. It is served as its own text and uses nothing but its parameters.
 */
export function offerCopy(
  page: CopyDocument,
  clipboard: { writeText(text: string): Promise<void> } | undefined,
): void {
  const button = page.querySelector('#copy');
  const code = page.querySelector('#code');
  const status = page.querySelector('#copied');
  if (!button || !code || !status || !clipboard) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    const done = () => {
      status.textContent = status.dataset.text ?? '';
    };
    clipboard.writeText(code.textContent ?? '').then(done, () => {
      button.hidden = true;
    });
  });
}

/** The script as browsers get it. */
export const COPY_SCRIPT = scriptAsset(
  '/v1/sessions',
  'copy',
  `'use strict';\n(${offerCopy.toString()})(document, navigator.clipboard);\n`,
);
