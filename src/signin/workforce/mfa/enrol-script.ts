import { scriptAsset } from '../../../http/asset.ts';

/**
 * The script of the page on which a passkey is made: it asks the browser and posts what the browser
 * answers. Written as any other function and served as its own text; it uses nothing but its
 * parameters.
 */

/** As much of an element as the script touches. */
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

/** As much of a window as the script touches. */
export interface EnrolWindow {
  readonly document: { querySelector(selector: string): PageElement | null };
  readonly navigator: {
    readonly credentials?: { create(options: object): Promise<object | null> };
  };
  readonly PublicKeyCredential?: object;
  atob(text: string): string;
  btoa(text: string): string;
}

/** Shows the button where the browser knows passkeys, and posts the one that it made. */
export function makePasskey(page: EnrolWindow): void {
  const form = page.document.querySelector('#passkey');
  const unsupported = page.document.querySelector('#unsupported');
  const status = page.document.querySelector('#passkey-status');
  const button = page.document.querySelector('#make-passkey');
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
  interface Asked {
    readonly challenge: string;
    readonly user: { readonly id: string };
    readonly excludeCredentials?: readonly { readonly id: string }[];
  }
  interface Made {
    readonly id: string;
    readonly rawId: ArrayBuffer;
    readonly type: string;
    readonly authenticatorAttachment?: string;
    readonly response: {
      readonly clientDataJSON: ArrayBuffer;
      readonly attestationObject: ArrayBuffer;
      getTransports?(): readonly string[];
    };
  }

  const start = async () => {
    button.disabled = true;
    status.textContent = form.dataset.waiting ?? '';
    try {
      const asked: Asked = JSON.parse(form.dataset.options ?? '{}');
      const publicKey = {
        ...asked,
        challenge: bytes(asked.challenge),
        user: { ...asked.user, id: bytes(asked.user.id) },
        excludeCredentials: (asked.excludeCredentials ?? []).map((known) => ({
          ...known,
          id: bytes(known.id),
        })),
      };
      const made = (await credentials.create({ publicKey })) as Made | null;
      if (!made) throw new Error('no answer');
      const { response } = made;
      field.value = JSON.stringify({
        id: made.id,
        rawId: text(made.rawId),
        type: made.type,
        authenticatorAttachment: made.authenticatorAttachment,
        clientExtensionResults: {},
        response: {
          clientDataJSON: text(response.clientDataJSON),
          attestationObject: text(response.attestationObject),
          transports: response.getTransports?.() ?? [],
        },
      });
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

/** The script as browsers get it. */
export const ENROL_SCRIPT = scriptAsset(
  '/signin',
  'enrol',
  `'use strict';\n(${makePasskey.toString()})(window);\n`,
);
