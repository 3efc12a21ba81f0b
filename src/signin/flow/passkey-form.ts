/**
 * What the pages of passkeys share: a form that posts what the browser answers. Served as text within
 * their scripts, so it uses nothing but its parameters.
 */

/** As much of an element as the scripts touch. */
interface PageElement {
  hidden: boolean;
  disabled?: boolean;
  value?: string;
  textContent: string | null;
  readonly dataset: Readonly<Record<string, string | undefined>>;
  querySelector(selector: string): PageElement | null;
  addEventListener(event: string, listener: () => void): void;
  submit(): void;
}

/** As much of a window as the scripts touch; `Credentials` is what they ask of the browser. */
export interface PasskeyWindow<Credentials> {
  readonly document: { querySelector(selector: string): PageElement | null };
  readonly navigator: { readonly credentials?: Credentials };
  readonly PublicKeyCredential?: object;
  atob(text: string): string;
  btoa(text: string): string;
}

/** Bytes as the server's JSON has them: base64url. */
export interface PasskeyBytes {
  readonly bytes: (text: string) => Uint8Array;
  readonly text: (buffer: ArrayBuffer) => string;
}

/**
 * Shows the form where the browser knows passkeys. The button has `ask` ask the browser with the
 * form's options, and posts the answer as JSON; whoever cancels may try again.
 */
export function passkeyForm<Credentials>(
  page: PasskeyWindow<Credentials>,
  buttonSelector: string,
  ask: (credentials: Credentials, options: unknown, codec: PasskeyBytes) => Promise<object>,
): void {
  const form = page.document.querySelector('#passkey');
  const unsupported = page.document.querySelector('#unsupported');
  const status = page.document.querySelector('#passkey-status');
  const button = page.document.querySelector(buttonSelector);
  const field = form?.querySelector('[name=response]');
  const { credentials } = page.navigator;
  if (!form || !unsupported || !status || !button || !field) return;
  if (!credentials || !page.PublicKeyCredential) return;

  const bytes = (text: string) => {
    const binary = page.atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  };
  const text = (buffer: ArrayBuffer) => {
    const binary = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('');
    return page.btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  };
  const start = async () => {
    button.disabled = true;
    status.textContent = form.dataset.waiting ?? '';
    try {
      const options: unknown = JSON.parse(form.dataset.options ?? '{}');
      field.value = JSON.stringify(await ask(credentials, options, { bytes, text }));
      form.submit();
    } catch {
      status.textContent = form.dataset.cancelled ?? '';
      button.disabled = false;
    }
  };
  unsupported.hidden = true;
  form.hidden = false;
  button.addEventListener('click', () => void start());
}
