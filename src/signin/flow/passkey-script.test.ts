import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { PASSKEY_SCRIPT, type PasskeyWindow, usePasskey } from './passkey-script.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text).buffer;

/** A page of a passkey, as far as the script touches it. */
function pageOf(credentials?: { get(options: object): Promise<object | null> }) {
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
  const options = { challenge: 'AAEC', rpId: 'localhost', allowCredentials: [{ id: '_-8' }] };
  const elements = {
    '#passkey': element({
      options: JSON.stringify(options),
      waiting: 'waiting',
      cancelled: 'cancelled',
    }),
    '#unsupported': element(),
    '#passkey-status': element(),
    '#use-passkey': element(),
  };
  elements['#passkey'].hidden = true;
  const page: PasskeyWindow = {
    document: {
      querySelector: (selector) => elements[selector as keyof typeof elements] ?? null,
    },
    navigator: credentials ? { credentials } : {},
    ...(credentials ? { PublicKeyCredential: {} } : {}),
    atob,
    btoa,
  };
  return { page, elements, field, press: () => click(), submitted: () => submitted };
}

describe('the script of passkeys', () => {
  it('asks the browser with what the page has, and posts its answer as JSON', async () => {
    let asked: unknown;
    const response = {
      clientDataJSON: bytesOf('client'),
      authenticatorData: bytesOf('data'),
      signature: bytesOf('sig'),
      userHandle: null,
    };
    const { page, elements, field, press, submitted } = pageOf({
      get: async (options) => {
        asked = options;
        return {
          id: '_-8',
          rawId: new Uint8Array([255, 239]).buffer,
          type: 'public-key',
          response,
        };
      },
    });
    usePasskey(page);
    assert.equal(elements['#unsupported'].hidden, true);
    assert.equal(elements['#passkey'].hidden, false);
    press();
    await pause(5);
    assert.deepEqual(asked, {
      publicKey: {
        challenge: new Uint8Array([0, 1, 2]),
        rpId: 'localhost',
        allowCredentials: [{ id: new Uint8Array([255, 239]) }],
      },
    });
    const posted = JSON.parse(field.value);
    assert.equal(posted.rawId, '_-8');
    assert.equal(posted.response.signature, Buffer.from('sig').toString('base64url'));
    assert.equal(submitted(), 1);
  });

  it('says so when the request is cancelled, and can be tried again', async () => {
    const { page, elements, press, submitted } = pageOf({ get: async () => null });
    usePasskey(page);
    press();
    await pause(5);
    assert.equal(elements['#passkey-status'].textContent, 'cancelled');
    assert.equal(elements['#use-passkey'].disabled, false);
    assert.equal(submitted(), 0);
  });

  it('R052: leaves the explanation where the browser knows no passkeys', () => {
    const { page, elements } = pageOf();
    usePasskey(page);
    assert.equal(elements['#unsupported'].hidden, false);
    assert.equal(elements['#passkey'].hidden, true);
    assert.match(PASSKEY_SCRIPT.path, /^\/signin\/passkey-[0-9a-f]{16}\.js$/);
  });
});
