import { scriptAsset } from '../../../http/asset.ts';
import { type PasskeyWindow, passkeyForm } from '../../flow/passkey-form.ts';

/**
 * The script of the page on which a passkey is made: it asks the browser and posts what the browser
 * answers. Written as any other function and served as its own text; it uses nothing but its
 * parameters.
 */

/** What is asked of the browser for a new passkey. */
export interface MakesPasskeys {
  create(options: object): Promise<object | null>;
}

/** Shows the button where the browser knows passkeys, and posts the one that it made. */
export function makePasskey(page: PasskeyWindow<MakesPasskeys>, run: typeof passkeyForm): void {
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

  run(page, '#make-passkey', async (credentials, options, { bytes, text }) => {
    const asked = options as Asked;
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
    return {
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
    };
  });
}

/** The script as browsers get it. */
export const ENROL_SCRIPT = scriptAsset(
  '/signin',
  'enrol',
  `'use strict';\n(${makePasskey.toString()})(window, ${passkeyForm.toString()});\n`,
);
