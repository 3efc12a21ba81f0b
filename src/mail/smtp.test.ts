import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import {
  type MailServer,
  type MailServerOptions,
  startMailServer,
} from '../../test/support/mail-server.ts';
import { makeTlsChain } from '../../test/support/tls-chain.ts';
import type { DeliveryOutcome } from '../base/mail.ts';
import type { ComposedMail } from './mime.ts';
import { sendBySmtp } from './smtp.ts';
import { readSmtpSettings, type SmtpServer, type SmtpSettings } from './smtp-settings.ts';

const mail: ComposedMail = {
  from: 'no-reply@signin.example',
  to: 'root@example.com',
  bytes: Buffer.from('Subject: hello\r\n\r\n.a line with a dot\r\n'),
};
const never = new AbortController().signal;
const tls = makeTlsChain('plain', ['127.0.0.1']);
const credentials = { user: 'gate@house', pass: 'p:a/s s%' };
const encoded = `${encodeURIComponent(credentials.user)}:${encodeURIComponent(credentials.pass)}`;

const running: MailServer[] = [];
async function start(options: MailServerOptions = {}): Promise<MailServer> {
  const server = await startMailServer(options);
  running.push(server);
  return server;
}
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

function settingsFor(url: string, change: Partial<SmtpSettings> = {}): SmtpServer {
  const read = readSmtpSettings({
    url,
    starttls: 'auto',
    authorities: [],
    hostName: 'gatehouse.example',
    ...change,
  });
  assert.ok(typeof read !== 'string', String(read));
  return read;
}

const send = (
  url: string,
  change: Partial<SmtpSettings> = {},
  deadline?: number,
): Promise<DeliveryOutcome> => sendBySmtp(settingsFor(url, change), mail, never, deadline);

function reasonOf(outcome: DeliveryOutcome, kind: 'later' | 'never'): string {
  assert.equal(outcome.kind, kind, JSON.stringify(outcome));
  return 'reason' in outcome ? outcome.reason : '';
}

describe('mail by SMTP', () => {
  it('arrives as it was composed, in clear on this machine', async () => {
    const server = await start();
    assert.deepEqual(await send(`smtp://127.0.0.1:${server.port}`), { kind: 'sent' });
    const [received] = server.received;
    assert.equal(received?.from, mail.from);
    assert.deepEqual(received?.to, [mail.to]);
    assert.deepEqual(received?.bytes, mail.bytes);
    assert.equal(received?.secure, false);
  });

  it('STARTTLS with a password: the certificate is verified against GATEHOUSE_CA_FILE', async () => {
    const server = await start({ tls, credentials });
    const url = `smtp://${encoded}@127.0.0.1:${server.port}`;
    const required = { starttls: 'required' as const };
    const trusted = { ...required, authorities: [tls.root.pem] };
    assert.deepEqual(await send(url, trusted), { kind: 'sent' });
    assert.equal(server.received[0]?.user, credentials.user);
    assert.equal(server.received[0]?.secure, true);
    assert.deepEqual(server.logins, [{ user: credentials.user, secure: true }]);
    assert.match(reasonOf(await send(url, required), 'later'), /certificate|issuer/i);
    assert.equal(server.logins.length, 1, 'no password for a server that nobody vouches for');
  });

  it('a password never goes in clear where STARTTLS is required and not offered', async () => {
    const server = await start({ credentials });
    const url = `smtp://${encoded}@127.0.0.1:${server.port}`;
    reasonOf(await send(url, { starttls: 'required' }), 'later');
    assert.deepEqual(server.logins, []);
    assert.deepEqual(await send(url), { kind: 'sent' }, 'on this machine it may');
  });

  it('smtps speaks TLS from the start', async () => {
    const server = await start({ tls, direct: true, credentials });
    const url = `smtps://${encoded}@127.0.0.1:${server.port}`;
    assert.deepEqual(await send(url, { authorities: [tls.root.pem] }), { kind: 'sent' });
    assert.equal(server.received[0]?.secure, true);
    reasonOf(await send(url), 'later');
    const wrong = makeTlsChain('wrong-name', ['127.0.0.1']);
    const other = await start({ tls: wrong, direct: true });
    const reason = reasonOf(
      await send(`smtps://127.0.0.1:${other.port}`, { authorities: [wrong.root.pem] }),
      'later',
    );
    assert.match(reason, /altnames|does not match/i);
  });

  it('a refused password may be mended: it is tried again, and not told', async () => {
    const server = await start({ credentials });
    const reason = reasonOf(await send(`smtp://gate:wrong-one@127.0.0.1:${server.port}`), 'later');
    assert.match(reason, /^127\.0\.0\.1:\d+: EAUTH 535/);
    assert.ok(!reason.includes('wrong-one'));
  });

  it('a refusal of 500 and above is for good, one of 400 is not', async () => {
    const server = await start();
    const url = `smtp://127.0.0.1:${server.port}`;
    for (const at of ['sender', 'recipient', 'data'] as const) {
      server.behave({ kind: 'refuse', at, code: 550 });
      assert.match(reasonOf(await send(url), 'never'), /550 not this one/);
      server.behave({ kind: 'refuse', at, code: 451 });
      assert.match(reasonOf(await send(url), 'later'), /451 not this one/);
    }
    server.behave({ kind: 'take' });
    assert.deepEqual(await send(url), { kind: 'sent' });
  });

  it('a server that hangs, one that is gone, and one that is none: later', async () => {
    const server = await start();
    server.behave({ kind: 'hang' });
    const url = `smtp://127.0.0.1:${server.port}`;
    assert.match(reasonOf(await send(url, {}, 300), 'later'), /did not answer in time/);
    const stop = new AbortController();
    const broken = sendBySmtp(settingsFor(url), mail, stop.signal);
    while (server.received.length < 2) await new Promise(setImmediate);
    stop.abort();
    assert.match(reasonOf(await broken, 'later'), /did not answer in time/);
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const address = silent.address();
    assert.ok(address && typeof address === 'object');
    reasonOf(await send(`smtp://127.0.0.1:${address.port}`, {}, 300), 'later');
    silent.close();
    assert.match(reasonOf(await send('smtp://127.0.0.1:1'), 'later'), /ECONN|ESOCKET/);
  });
});

describe('settings of the mail server', () => {
  const read = (url: string, starttls: SmtpSettings['starttls'] = 'auto') =>
    readSmtpSettings({ url, starttls, authorities: [], hostName: 'x' });

  it('beyond this machine STARTTLS is required unless said otherwise', () => {
    for (const [url, starttls, requireTLS] of [
      ['smtp://mail.example', 'auto', true],
      ['smtp://a:b@mail.example', 'auto', true],
      ['smtp://localhost.mail.example', 'auto', true],
      ['smtp://mail.example', 'optional', false],
      ['smtp://localhost:25', 'auto', false],
      ['smtp://[::1]', 'auto', false],
      ['smtp://localhost', 'required', true],
    ] as const) {
      const { options } = settingsFor(url, { starttls });
      assert.equal(options.requireTLS, requireTLS, `${url} ${starttls}`);
    }
    assert.equal(settingsFor('smtps://mail.example').name, 'mail.example:465');
    assert.equal(settingsFor('smtp://mail.example').name, 'mail.example:587');
  });

  it('what would show a password, or is half of one, is refused', () => {
    assert.match(String(read('smtp://a:b@mail.example', 'optional')), /would go in clear/);
    assert.equal(typeof read('smtps://a:b@mail.example', 'optional'), 'object');
    assert.equal(typeof read('smtp://a:b@127.0.0.1', 'optional'), 'object');
    assert.match(String(read('smtp://a@mail.example')), /belong together/);
    assert.match(String(read('smtp://a:%ff@mail.example')), /not percent-encoded/);
  });
});
