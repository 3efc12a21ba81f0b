import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { bytesOf, passkeyPage, runServed } from '../../flow/passkey-form.test-support.ts';
import { ENROL_SCRIPT, type MakesPasskeys } from './enrol-script.ts';

const options = {
  challenge: 'AAEC',
  user: { id: 'BAU', name: 'mina' },
  excludeCredentials: [{ id: '_-8', type: 'public-key' }],
};

function pageOf(credentials?: MakesPasskeys) {
  const shown = passkeyPage({ button: '#make-passkey', options, credentials });
  runServed(ENROL_SCRIPT, shown.page);
  return shown;
}

describe('the script by which passkeys are made', () => {
  it('asks the browser with what the page has, and posts its answer as JSON', async () => {
    let asked: unknown;
    const response = {
      clientDataJSON: bytesOf('client'),
      attestationObject: bytesOf('attestation'),
      getTransports: () => ['internal'],
    };
    const { form, unsupported, field, press, submitted } = pageOf({
      create: async (wanted) => {
        asked = wanted;
        return { id: 'id', rawId: bytesOf('raw'), type: 'public-key', response };
      },
    });
    assert.equal(unsupported.hidden, true);
    assert.equal(form.hidden, false);
    press();
    await pause(5);
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
    const { status, button, press, submitted } = pageOf({
      create: async () => {
        throw new Error('NotAllowedError');
      },
    });
    press();
    await pause(5);
    assert.equal(status.textContent, 'cancelled');
    assert.equal(button.disabled, false);
    assert.equal(submitted(), 0);
  });

  it('R052: leaves the page as it is in a browser without passkeys', () => {
    const { form, unsupported } = pageOf();
    assert.equal(unsupported.hidden, false);
    assert.equal(form.hidden, true);
  });

  it('is served under a name that changes with its text', () => {
    assert.match(ENROL_SCRIPT.path, /^\/signin\/enrol-[0-9a-f]{16}\.js$/);
  });
});
