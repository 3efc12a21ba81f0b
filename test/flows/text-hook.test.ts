import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { OutgoingMessage } from '../../src/base/mail.ts';
import { hookSignature, postText } from '../../src/mail/text-hook.ts';
import { createOutbound } from '../../src/outbound/index.ts';
import { startTextHook, type TextHookServer } from '../support/text-hook.ts';

const SECRET = 'a-secret-of-the-hook-with-32-characters';
const message: Extract<OutgoingMessage, { readonly channel: 'text' }> = {
  id: '019b0000-0000-7000-8000-000000000001',
  account: '111122223333',
  channel: 'text',
  kind: 'verification-code',
  to: '+821012345678',
  language: 'ko',
  at: Date.now(),
  details: { code: '004711', validMinutes: 10 },
};

describe('R125: text messages through the hook of the operator', () => {
  let hook: TextHookServer;
  before(async () => {
    hook = await startTextHook(SECRET);
  });
  after(() => hook?.stop());

  const outboundOf = (allow: readonly string[] = ['127.0.0.0/8'], authorities = [hook.authority]) =>
    createOutbound({ allow, authorities, lookup: async () => ['127.0.0.1'] });
  const post = (change: { secret?: string; allow?: string[]; authorities?: string[] } = {}) =>
    postText(
      { url: hook.url, secret: change.secret ?? SECRET },
      outboundOf(change.allow, change.authorities).fetch,
      message,
      Date.now(),
    );

  it('arrives signed, with what the hook has to know and nothing else', async () => {
    assert.deepEqual(await post(), { kind: 'sent' });
    assert.deepEqual(hook.received, [
      {
        id: message.id,
        to: '+821012345678',
        text: '로그인 확인 코드는 004711입니다. 10분 동안 유효합니다. 다른 사람에게 알려 주지 마십시오.',
        language: 'ko',
        purpose: 'verification-code',
      },
    ]);
    assert.equal(hook.refused(), 0);
  });

  it('the receiver notices another secret; that may be mended, so it is tried again', async () => {
    const outcome = await post({ secret: 'another-secret-of-32-characters-at-all' });
    assert.deepEqual(outcome, { kind: 'later', reason: 'the hook answered 403' });
    assert.equal(hook.refused(), 1);
  });

  it('a status says whether to try again; redirects are not followed', async () => {
    for (const [status, kind] of [
      [400, 'never'],
      [422, 'never'],
      [429, 'later'],
      [500, 'later'],
      [503, 'later'],
    ] as const) {
      hook.answer(status);
      assert.deepEqual(await post(), { kind, reason: `the hook answered ${status}` });
    }
    hook.answer(302);
    const redirected = await post();
    assert.equal(redirected.kind, 'later');
    assert.match('reason' in redirected ? redirected.reason : '', /redirect with-credentials/);
    hook.answer(204);
    assert.equal((await post()).kind, 'sent');
  });

  it('the guards of the outbound client hold: addresses and certificates', async () => {
    const inside = await post({ allow: [] });
    assert.equal(inside.kind, 'later');
    assert.match('reason' in inside ? inside.reason : '', /address-refused/);
    const unknown = await post({ authorities: [] });
    assert.match('reason' in unknown ? unknown.reason : '', /certificate/);
  });

  it('the signature covers time and body', () => {
    // From: printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk
    const signature = hookSignature('k'.repeat(32), 1_700_000_000, '{"a":1}');
    assert.equal(signature, 'v1=6935b796c0fec66e5dee52c86c7fd1218a424c32f1adb239ff2893c31e54f033');
    assert.notEqual(signature, hookSignature('k'.repeat(32), 1_700_000_001, '{"a":1}'));
    assert.notEqual(signature, hookSignature('k'.repeat(32), 1_700_000_000, '{"a":2}'));
  });
});
