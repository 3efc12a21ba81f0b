/** Messages through a whole server: the folder with `gatehouse mail`, SMTP, and what a stop does. */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { MailResult } from '../../src/cli/services.ts';
import { runWith } from '../../src/cli/testing.ts';
import { changeLocally } from '../../src/compose/local.ts';
import { operateMail } from '../../src/compose/operator-mail.ts';
import { commandServices, type RunningServer, startServer } from '../../src/compose.ts';
import { type Environment, readConfig } from '../../src/config.ts';
import { queueMail } from '../../src/domain/mail/index.ts';
import type { QueuedMail } from '../../src/domain/mail/queue.ts';
import { StartError } from '../../src/failures/start-error.ts';
import { createLogger } from '../../src/http/log.ts';
import { readMail } from '../../src/mail/index.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { until } from '../support/until.ts';

let root: string;
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'gatehouse-mail-'));
});
after(() => rm(root, { recursive: true }));

async function startIn(folder: string, environment: Environment = {}): Promise<RunningServer> {
  const reading = readConfig({ GATEHOUSE_DATA: folder, GATEHOUSE_PORT: '0', ...environment });
  assert.ok(reading.ok, JSON.stringify(reading));
  return await startServer(reading.config, createLogger('silent'));
}

const code: QueuedMail = {
  kind: 'verification-code',
  details: { code: '123456', validMinutes: 10 },
  account: '111122223333',
  to: 'root@example.com',
  language: 'ko',
};

async function queue({ parts, installation }: RunningServer, mail: QueuedMail): Promise<void> {
  const action = { account: installation.managementAccount, name: 'Test', parameters: {} };
  await changeLocally(parts, action, (work) => queueMail(work, parts.delivery.outbox, mail));
}

describe('without a mail server', () => {
  let folder: string;
  let server: RunningServer | undefined;
  before(async () => {
    folder = join(root, 'folder');
    server = await startIn(folder);
  });
  after(() => server?.stop());

  const gatehouse = async (...parameters: string[]) =>
    await runWith(await commandServices(), ['mail', ...parameters], {
      environment: { GATEHOUSE_DATA: folder },
    });

  it('mails land in the folder soon after their plan, and the command shows them', async () => {
    assert.ok(server);
    const outbox = join(folder, 'outbox');
    await queue(server, code);
    await until('the mail lies there', async () =>
      (await readdir(outbox)).some((name) => name.endsWith('.eml')),
    );
    // That it was sent is written after it was.
    const { listed, message } = await until('it counts as sent', async () => {
      const listed: MailResult = JSON.parse((await gatehouse('--json')).out);
      const [message] = listed.messages ?? [];
      return message?.state === 'sent' && { listed, message };
    });
    assert.equal(listed.folder, outbox);
    const shown = await gatehouse('show', message.id, '--lang', 'ko');
    assert.equal(shown.code, 0);
    assert.match(shown.out, /^제목\s+로그인 확인 코드$/m);
    assert.match(shown.out, /^ {4}123456$/m);
    assert.match(shown.out, /^받는 사람\s+root@example\.com$/m);
    const text = (await gatehouse('list', '--lang', 'en')).out;
    assert.match(text, /sent {2}verification-code {2}root@example\.com\n {4}[0-9a-f-]{36}\n/);
    assert.ok(text.includes(`mails lie in ${outbox}`));
    const { out: json } = await gatehouse('show', message.id, '--json');
    assert.match(JSON.parse(json).mail.text, /123456/);
  });

  it('MAIL-003: an id that no message has is told; START-008: so is another request', async () => {
    const { code: ended, err } = await gatehouse('show', 'no-such-id');
    assert.notEqual(ended, 0);
    assert.match(err, /MAIL-003: no message has the id `no-such-id`/);
    assert.ok(server);
    const { parts, installation } = server;
    await assert.rejects(
      operateMail(parts, installation.managementAccount, { do: 'delete' }),
      (error) => error instanceof StartError && error.failure.code === 'START-008',
    );
  });

  it('options that are none are refused, the nearest ones are taken', async () => {
    assert.equal((await gatehouse('list', '--state', 'lost')).code, 2);
    assert.equal((await gatehouse('list', '--limit', '0')).code, 2);
    const failed = await gatehouse('list', '--state', 'failed', '--limit', '1');
    assert.equal(failed.code, 0);
    assert.match(failed.out, /^no messages\n/);
  });

  it('whoever looked is in the event history', async () => {
    assert.ok(server);
    const { read } = server.parts.store;
    const rows = await read
      .selectFrom('events')
      .select(['event_name', 'user_name'])
      .where('event_name', 'in', ['ListMessages', 'GetMessage'])
      .execute();
    assert.ok(rows.length >= 3);
    assert.ok(rows.every(({ user_name }) => user_name === 'local-operator'));
  });

  it('a stopped server is not needed: the command opens the store itself', async () => {
    await server?.stop();
    server = undefined;
    const { out, code: ended, err } = await gatehouse('--json');
    assert.equal(ended, 0, err);
    assert.equal((JSON.parse(out) as MailResult).messages?.length, 1);
  });

  it('start-up says where mails are put', async () => {
    const services = await commandServices();
    const environment = { GATEHOUSE_DATA: join(root, 'serve'), GATEHOUSE_PORT: '0' };
    const { err } = await runWith(services, ['serve'], { environment });
    const [line] = err.match(/^No mail server is set: .*$/m) ?? [];
    assert.ok(line?.includes(join(root, 'serve', 'outbox')), err);
    assert.match(line ?? '', /gatehouse\.js mail` shows them$/);
  });

  it('MAIL-002: a folder that cannot be made stops the start', async () => {
    const own = join(root, 'blocked');
    await (await startIn(own)).stop();
    await rm(join(own, 'outbox'), { recursive: true });
    await writeFile(join(own, 'outbox'), 'a file');
    await assert.rejects(startIn(own), (error) => {
      assert.ok(error instanceof StartError);
      assert.equal(error.failure.code, 'MAIL-002');
      assert.match(error.message, /^the outbox folder `[^`]*outbox` cannot be used: EEXIST$/);
      return true;
    });
  });
});

describe('with a mail server', () => {
  let smtp: MailServer;
  before(async () => {
    smtp = await startMailServer();
  });
  after(() => smtp?.stop());

  it('a mail arrives once, in its language, from the configured sender; the queue tells', async () => {
    const folder = join(root, 'smtp');
    const server = await startIn(folder, {
      GATEHOUSE_SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
      GATEHOUSE_MAIL_FROM: 'Sign-in desk <desk@corp.example>',
    });
    try {
      await queue(server, code);
      await queue(server, { ...code, to: undefined });
      await queue(server, { ...code, language: 'en', to: 'jane@example.com' });
      await until('two mails', () => smtp.received.length === 2);
      await pause(200);
      assert.equal(smtp.received.length, 2);
      const byRecipient = new Map(smtp.received.map((mail) => [mail.to[0], mail]));
      const korean = readMail(byRecipient.get('root@example.com')?.bytes ?? Buffer.alloc(0));
      assert.equal(korean.subject, '로그인 확인 코드');
      assert.equal(korean.from, '"Sign-in desk" <desk@corp.example>');
      const english = readMail(byRecipient.get('jane@example.com')?.bytes ?? Buffer.alloc(0));
      assert.match(english.text, /123456\n\nThe code is valid for 10 minutes/);
      smtp.behave({ kind: 'refuse', at: 'recipient', code: 550 });
      await queue(server, { ...code, to: 'gone@example.com' });
      const result = async () =>
        (await operateMail(server.parts, server.installation.managementAccount, {
          do: 'list',
          limit: 10,
        })) as MailResult;
      await until('the refusal', async () => (await result()).messages?.[0]?.state === 'failed');
      const { messages = [], folder: place } = await result();
      assert.equal(place, undefined);
      assert.equal(messages.length, 3);
      assert.match(messages[0]?.problem ?? '', /EENVELOPE 550 not this one/);
      await assert.rejects(readdir(join(folder, 'outbox')));
    } finally {
      await server.stop();
      smtp.behave({ kind: 'take' });
    }
  });

  it('a stop waits for the mail that is on its way, and a start sends what was left', async () => {
    const folder = join(root, 'stop');
    const settings = { GATEHOUSE_SMTP_URL: `smtp://127.0.0.1:${smtp.port}` };
    const before = smtp.received.length;
    const server = await startIn(folder, settings);
    await queue(server, code);
    await server.stop();
    const again = await startIn(folder, settings);
    await until('what was left', () => smtp.received.length === before + 1);
    await again.stop();
    const last = await startIn(folder, settings);
    await pause(1500);
    await last.stop();
    assert.equal(smtp.received.length, before + 1);
  });

  it('MAIL-001: settings that would show a password stop the start', async () => {
    const folder = join(root, 'clear');
    const url = 'smtp://user:very-secret@mail.example:587';
    const start = startIn(folder, {
      GATEHOUSE_SMTP_URL: url,
      GATEHOUSE_SMTP_STARTTLS: 'optional',
    });
    await assert.rejects(start, (error) => {
      assert.ok(error instanceof StartError);
      assert.equal(error.failure.code, 'MAIL-001');
      assert.equal(
        error.message,
        'mail server `mail.example:587` cannot be used: a password would go in clear where the server offers no STARTTLS',
      );
      return true;
    });
    const server = await startIn(folder, { GATEHOUSE_SMTP_URL: url });
    await server.stop();
  });

  it('settings of mail are checked, and their secrets are not repeated', () => {
    const problemsOf = (environment: Environment) => {
      const reading = readConfig(environment);
      return reading.ok ? [] : reading.problems.map(({ env, value }) => [env, value]);
    };
    for (const value of [
      'http://mail.example',
      'smtp://',
      'mail.example',
      'smtp://a/b',
      'smtp://a?x',
    ]) {
      assert.deepEqual(problemsOf({ GATEHOUSE_SMTP_URL: value }), [
        ['GATEHOUSE_SMTP_URL', '(hidden)'],
      ]);
    }
    assert.deepEqual(problemsOf({ GATEHOUSE_SMTP_URL: 'smtps://a:b@mail.example:465' }), []);
    for (const value of ['nobody', 'A <a@b>\r\nBcc: <c@d>', 'A "B" <a@b>', 'a@b, c@d', '<a@b> x']) {
      assert.equal(problemsOf({ GATEHOUSE_MAIL_FROM: value }).length, 1, value);
    }
    assert.deepEqual(problemsOf({ GATEHOUSE_MAIL_FROM: '서명 데스크 <desk@corp.example>' }), []);
    const hook = { GATEHOUSE_SMS_HOOK: 'https://hook.example/send?key=1' };
    assert.deepEqual(problemsOf(hook), [['GATEHOUSE_SMS_HOOK', '(hidden)']]);
    assert.deepEqual(problemsOf({ ...hook, GATEHOUSE_SMS_SECRET: 'short' }), [
      ['GATEHOUSE_SMS_SECRET', '(hidden)'],
    ]);
    assert.deepEqual(problemsOf({ ...hook, GATEHOUSE_SMS_SECRET: 'x'.repeat(32) }), []);
    assert.equal(problemsOf({ GATEHOUSE_SMS_HOOK: 'http://hook.example' }).length, 1);
  });
});
