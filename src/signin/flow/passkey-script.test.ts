import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { bytesOf, passkeyPage, runServed } from './passkey-form.test-support.ts';
import { type GetsPasskeys, PASSKEY_SCRIPT } from './passkey-script.ts';

const options = { challenge: 'AAEC', rpId: 'localhost', allowCredentials: [{ id: '_-8' }] };

function pageOf(credentials?: GetsPasskeys) {
  const shown = passkeyPage({ button: '#use-passkey', options, credentials });
  runServed(PASSKEY_SCRIPT, shown.page);
  return shown;
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
    const rawId = new Uint8Array([255, 239]).buffer;
    const { form, unsupported, field, press, submitted } = pageOf({
      get: async (wanted) => {
        asked = wanted;
        return { id: '_-8', rawId, type: 'public-key', response };
      },
    });
    assert.equal(unsupported.hidden, true);
    assert.equal(form.hidden, false);
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
    const { status, button, press, submitted } = pageOf({ get: async () => null });
    press();
    await pause(5);
    assert.equal(status.textContent, 'cancelled');
    assert.equal(button.disabled, false);
    assert.equal(submitted(), 0);
  });

  it('R052: leaves the explanation where the browser knows no passkeys', () => {
    const { form, unsupported } = pageOf();
    assert.equal(unsupported.hidden, false);
    assert.equal(form.hidden, true);
    assert.match(PASSKEY_SCRIPT.path, /^\/signin\/passkey-[0-9a-f]{16}\.js$/);
  });
});
