/** The root user's phone through the API, with a hook that gets the text messages (R125, R147). */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { call, jsonDraft } from '../support/requests.ts';
import { type Credentials, startTestServer, type TestServer } from '../support/server.ts';
import { startTextHook, type TextHookServer } from '../support/text-hook.ts';
import { until } from '../support/until.ts';

const SECRET = 'a-secret-of-the-hook-with-32-characters';
const NUMBER = '+821012345678';
const REFUSED = [
  400,
  'InvalidVerificationCodeException',
  'The verification code is incorrect or has expired. Request a new code and try again.',
];

async function ask(server: TestServer, operation: string, who: Credentials, input: object = {}) {
  const draft = jsonDraft(`Gatehouse_20261101.${operation}`, JSON.stringify(input));
  const answer = await call(server.url, draft, who, { service: 'gatehouse' });
  const { __type: type, message, ...body } = JSON.parse(answer.body);
  return {
    refused: [answer.status, type?.split('#').at(-1), message],
    status: answer.status,
    body,
  };
}

describe('R147: the phone of the root user', () => {
  let folder: string;
  let hook: TextHookServer;
  let server: TestServer;
  let root: Credentials;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatehouse-hook-'));
    hook = await startTextHook(SECRET);
    await writeFile(join(folder, 'ca.pem'), hook.authority);
    server = await startTestServer({
      GATEHOUSE_SMS_HOOK: hook.url,
      GATEHOUSE_SMS_SECRET: SECRET,
      GATEHOUSE_OUTBOUND_ALLOW: '127.0.0.0/8',
      GATEHOUSE_CA_FILE: join(folder, 'ca.pem'),
    });
    root = await server.makeRootKey();
  });
  after(async () => {
    await server?.stop();
    await hook?.stop();
    await rm(folder, { recursive: true });
  });

  const asRoot = (operation: string, input: object = {}) => ask(server, operation, root, input);
  const contact = async () => (await asRoot('GetContact')).body.Contact;
  /** The code of the next text message. */
  async function nextCode(start: () => Promise<unknown>): Promise<string> {
    const seen = hook.received.length;
    await start();
    const text = await until('a text message', () => hook.received[seen]?.text);
    return /\d{6}/.exec(text)?.[0] ?? 'none';
  }
  const start = (number = NUMBER) =>
    asRoot('StartPhoneVerification', { PhoneNumber: number, Language: 'ko' });
  const complete = (code: string, more: object = {}) =>
    asRoot('CompletePhoneVerification', { VerificationCode: code, ...more });
  const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

  it('SMS-004: without a verification under way no code is right', async () => {
    assert.deepEqual((await complete('123456')).refused, REFUSED);
    assert.deepEqual(await contact(), { CodeChannel: 'email' });
  });

  it('SMS-002: codes go to a verified number only', async () => {
    const { refused } = await asRoot('UpdateContact', { CodeChannel: 'text' });
    assert.deepEqual(refused, [
      400,
      'ResourceNotFoundException',
      'No verified phone number was found.',
    ]);
    assert.equal((await asRoot('UpdateContact', { CodeChannel: 'email' })).status, 200);
  });

  it('a number is verified by the code that it got, and codes then go there', async () => {
    const code = await nextCode(start);
    assert.equal(hook.received.at(-1)?.to, NUMBER);
    assert.equal(hook.received.at(-1)?.purpose, 'phone-verification-code');
    assert.match(hook.received.at(-1)?.text ?? '', /^전화번호 확인 코드는 \d{6}입니다/);
    assert.deepEqual(await contact(), { CodeChannel: 'email', PendingPhoneNumber: NUMBER });
    assert.deepEqual((await complete(wrong(code))).refused, REFUSED);
    const { status, body } = await complete(code);
    assert.equal(status, 200);
    const { VerifiedAt, ...rest } = await contact();
    assert.deepEqual(rest, { VerifiedPhoneNumber: NUMBER, CodeChannel: 'text' });
    assert.ok(Math.abs(VerifiedAt - Date.now() / 1000) < 600);
    assert.equal(body.Contact.VerifiedPhoneNumber, NUMBER);
    assert.deepEqual((await complete(code)).refused, REFUSED, 'a code opens once');
    await asRoot('UpdateContact', { CodeChannel: 'email' });
    assert.equal((await contact()).CodeChannel, 'email');
  });

  it('wrong codes are counted although each call is refused: after five the right one is, too', async () => {
    const code = await nextCode(() => start('+821087654321'));
    for (let i = 0; i < 5; i += 1) assert.deepEqual((await complete(wrong(code))).refused, REFUSED);
    assert.deepEqual((await complete(code)).refused, REFUSED);
    assert.equal((await contact()).VerifiedPhoneNumber, NUMBER, 'the verified number stays');
    const again = await nextCode(() => start('+821087654321'));
    assert.equal((await complete(again, { CodeChannel: 'email' })).status, 200);
    assert.equal((await contact()).VerifiedPhoneNumber, '+821087654321');
    assert.equal((await contact()).CodeChannel, 'email');
  });

  it('each refused try is one event, without the code', async () => {
    const lookup = await call(
      server.url,
      jsonDraft(
        'CloudTrail_20131101.LookupEvents',
        JSON.stringify({
          LookupAttributes: [
            { AttributeKey: 'EventName', AttributeValue: 'CompletePhoneVerification' },
          ],
        }),
      ),
      server.administrator,
      { service: 'cloudtrail' },
    );
    const { Events } = JSON.parse(lookup.body) as { Events: { CloudTrailEvent: string }[] };
    const records = Events.map((event) => JSON.parse(event.CloudTrailEvent));
    const refused = records.filter(({ errorCode }) => errorCode !== undefined);
    // One without a verification, one wrong, one used twice, five wrong ones, one spent.
    assert.equal(refused.length, 9);
    assert.equal(records.length, 11);
    assert.ok(
      !Events.some((event) =>
        /\d{6}"/.test(event.CloudTrailEvent.match(/erificationCode":"[^"]*"/)?.[0] ?? ''),
      ),
    );
  });

  it('RemovePhone: codes go by mail again', async () => {
    assert.equal((await asRoot('RemovePhone')).status, 200);
    assert.deepEqual(await contact(), { CodeChannel: 'email' });
  });

  it('SMS-003: an administrator is not the root user, whatever policies say', async () => {
    for (const operation of ['GetContact', 'RemovePhone', 'StartPhoneVerification']) {
      const input = operation === 'StartPhoneVerification' ? { PhoneNumber: NUMBER } : {};
      const { refused } = await ask(server, operation, server.administrator, input);
      assert.deepEqual(refused, [
        400,
        'AccessDeniedException',
        'Only the root user of the account can perform this operation.',
      ]);
    }
  });

  it('numbers are in the form of E.164', async () => {
    for (const number of ['01012345678', '+0101234567', '+82 10 1234 5678', `+${'1'.repeat(16)}`]) {
      const { refused } = await start(number);
      assert.equal(refused[1], 'ValidationException', number);
    }
  });
});

describe('without a hook', () => {
  it('SMS-001: no phone can be verified, and the answer says why', async () => {
    const server = await startTestServer();
    try {
      const root = await server.makeRootKey();
      const input = { PhoneNumber: NUMBER };
      const { refused } = await ask(server, 'StartPhoneVerification', root, input);
      assert.deepEqual(refused, [
        400,
        'ValidationException',
        'Text messages are not configured for this installation.',
      ]);
      assert.equal((await ask(server, 'GetContact', root)).status, 200);
    } finally {
      await server.stop();
    }
  });
});
