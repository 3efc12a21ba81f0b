import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { ENROL_SCRIPT, type EnrolWindow, makePasskey } from './enrol-script.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text).buffer;

/** A page on which a passkey is made, as far as the script touches it. */
function pageOf(create?: (options: object) => Promise<object | null>) {
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
  const options = {
    challenge: 'AAEC',
    user: { id: 'BAU', name: 'mina' },
    excludeCredentials: [{ id: '_-8', type: 'public-key' }],
  };
  const texts = { options: JSON.stringify(options), waiting: 'waiting', cancelled: 'cancelled' };
  const elements = {
    '#passkey': element(texts),
    '#unsupported': element(),
    '#passkey-status': element(),
    '#make-passkey': element(),
  };
  elements['#passkey'].hidden = true;
  const page: EnrolWindow = {
    document: {
      querySelector: (selector) => elements[selector as keyof typeof elements] ?? null,
    },
    navigator: create ? { credentials: { create } } : {},
    ...(create ? { PublicKeyCredential: {} } : {}),
    atob,
    btoa,
  };
  return { page, elements, field, press: () => click(), submitted: () => submitted };
}

describe('the script by which passkeys are made', () => {
  it('asks the browser with what the page has, and posts its answer as JSON', async () => {
    let asked: unknown;
    const response = {
      clientDataJSON: bytesOf('client'),
      attestationObject: bytesOf('attestation'),
      getTransports: () => ['internal'],
    };
    const { page, elements, field, press, submitted } = pageOf(async (options) => {
      asked = options;
      return { id: 'id', rawId: bytesOf('raw'), type: 'public-key', response };
    });
    makePasskey(page);
    assert.equal(elements['#unsupported'].hidden, true);
    assert.equal(elements['#passkey'].hidden, false);
    press();
    await pause(0);
    assert.deepEqual(asked, {
      publicKey: {
        challenge: Uint8Array.of(0, 1, 2),
        user: { id: Uint8Array.of(4, 5), name: 'mina' },
        excludeCredentials: [{ id: Uint8Array.of(255, 239), type: 'public-key' }],
      },
    });
    assert.equal(submitted(), 1);
    assert.deepEqual(JSON.parse(field.value), {
      id: 'id',
      rawId: 'cmF3',
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: 'Y2xpZW50',
        attestationObject: 'YXR0ZXN0YXRpb24',
        transports: ['internal'],
      },
    });
  });

  it('says so when the person cancels, and lets them try again', async () => {
    const { page, elements, press, submitted } = pageOf(async () => {
      throw new Error('NotAllowedError');
    });
    makePasskey(page);
    press();
    await pause(0);
    assert.equal(elements['#passkey-status'].textContent, 'cancelled');
    assert.equal(elements['#make-passkey'].disabled, false);
    assert.equal(submitted(), 0);
  });

  it('R052: leaves the page as it is in a browser without passkeys', () => {
    const { page, elements } = pageOf();
    makePasskey(page);
    assert.equal(elements['#unsupported'].hidden, false);
    assert.equal(elements['#passkey'].hidden, true);
  });

  it('is served under a name that changes with its text', () => {
    assert.match(ENROL_SCRIPT.path, /^\/signin\/enrol-[0-9a-f]{16}\.js$/);
  });
});
