import { scriptAsset } from '../../http/asset.ts';
import { type PasskeyWindow, passkeyForm } from './passkey-form.ts';

/**
 * The script of the page of passkeys: it asks the browser and posts what the browser answers. It is
 * written as any other function, and served as its own text; it uses nothing but its parameters.
 */

/** What is asked of the browser for an answer of a passkey. */
export interface GetsPasskeys {
  get(options: object): Promise<object | null>;
}

/** Shows the button where the browser knows passkeys, and posts the answer of one. */
export function usePasskey(page: PasskeyWindow<GetsPasskeys>, run: typeof passkeyForm): void {
  interface Asked {
    readonly challenge: string;
    readonly allowCredentials?: readonly { readonly id: string }[];
  }
  interface Answer {
    readonly id: string;
    readonly rawId: ArrayBuffer;
    readonly type: string;
    readonly authenticatorAttachment?: string;
    readonly response: {
      readonly clientDataJSON: ArrayBuffer;
      readonly authenticatorData: ArrayBuffer;
      readonly signature: ArrayBuffer;
      readonly userHandle: ArrayBuffer | null;
    };
  }

  run(page, '#use-passkey', async (credentials, options, { bytes, text }) => {
    const asked = options as Asked;
    const publicKey = {
      ...asked,
      challenge: bytes(asked.challenge),
      allowCredentials: (asked.allowCredentials ?? []).map((known) => ({
        ...known,
        id: bytes(known.id),
      })),
    };
    const answer = (await credentials.get({ publicKey })) as Answer | null;
    if (!answer) throw new Error('no answer');
    const { response } = answer;
    return {
      id: answer.id,
      rawId: text(answer.rawId),
      type: answer.type,
      authenticatorAttachment: answer.authenticatorAttachment,
      clientExtensionResults: {},
      response: {
        clientDataJSON: text(response.clientDataJSON),
        authenticatorData: text(response.authenticatorData),
        signature: text(response.signature),
        userHandle: response.userHandle ? text(response.userHandle) : undefined,
      },
    };
  });
}

/** The script as browsers get it. */
export const PASSKEY_SCRIPT = scriptAsset(
  '/signin',
  'passkey',
  `'use strict';\n(${usePasskey.toString()})(window, ${passkeyForm.toString()});\n`,
);
