import { compileFunction } from 'node:vm';
import type { Asset } from '../../http/asset.ts';
import type { PasskeyWindow } from './passkey-form.ts';

/** What a page of passkeys begins with. */
export interface FormWish<Credentials> {
  /** The selector of its button. */
  readonly button: string;
  /** What the server asks for. */
  readonly options: object;
  /** Absent in browsers that know no passkeys. */
  readonly credentials: Credentials | undefined;
}

/** A page with a form of passkeys, as far as the scripts touch it. */
export function passkeyPage<Credentials>({ button, options, credentials }: FormWish<Credentials>) {
  let submitted = 0;
  let click = () => {};
  const element = (dataset: Readonly<Record<string, string>> = {}) => ({
    hidden: false,
    disabled: false,
    value: '',
    textContent: '' as string | null,
    dataset,
    querySelector: (_selector: string) => field,
    addEventListener: (_event: string, listener: () => void) => {
      click = listener;
    },
    submit: () => {
      submitted += 1;
    },
  });
  const field = element();
  const texts = { options: JSON.stringify(options), waiting: 'waiting', cancelled: 'cancelled' };
  const shown = {
    form: element(texts),
    unsupported: element(),
    status: element(),
    button: element(),
  };
  shown.form.hidden = true;
  const elements: Readonly<Record<string, typeof field>> = {
    '#passkey': shown.form,
    '#unsupported': shown.unsupported,
    '#passkey-status': shown.status,
    [button]: shown.button,
  };
  const page: PasskeyWindow<Credentials> = {
    document: { querySelector: (selector) => elements[selector] ?? null },
    navigator: credentials ? { credentials } : {},
    ...(credentials ? { PublicKeyCredential: {} } : {}),
    atob,
    btoa,
  };
  return { ...shown, page, field, press: () => click(), submitted: () => submitted };
}

/** Runs a script as browsers get it: its text, with the page as `window`. */
export function runServed<Credentials>({ text }: Asset, page: PasskeyWindow<Credentials>): void {
  compileFunction(text, ['window'])(page);
}

/** The bytes of a text, as browsers answer them. */
export function bytesOf(text: string): ArrayBuffer {
  return new TextEncoder().encode(text).buffer;
}
