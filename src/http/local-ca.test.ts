import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { connect } from 'node:tls';
import { systemRandom } from '../base/bytes.ts';
import { systemClock } from '../base/clock.ts';
import { StartError } from '../failures/start-error.ts';
import { certificateNames, localTls, readTlsFiles } from './local-ca.ts';
import { startListener } from './testing.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOW = systemClock();

describe('the local certificate authority', () => {
  let root = '';
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'gatehouse-tls-'));
  });
  after(() => rmSync(root, { recursive: true }));
  const make = (folder: string, change: { names?: string[]; now?: number } = {}) =>
    localTls({
      data: join(root, folder),
      names: change.names ?? ['gate.corp.test', '2001:db8::5'],
      regions: ['us-east-1', 'eu-west-1'],
      now: change.now ?? NOW,
      random: systemRandom,
    });

  it('lists the names that clients of this server and of AWS ask for', () => {
    const names = certificateNames(['Gate.test', '192.0.2.1'], ['us-east-1']);
    for (const name of [
      'localhost',
      '127.0.0.1',
      '::1',
      'gate.test',
      '192.0.2.1',
      '*.signin.localhost',
      '*.signin.gate.test',
      '*.portal.gate.test',
      '*.amazonaws.com',
      '*.us-east-1.amazonaws.com',
      'portal.sso.us-east-1.amazonaws.com',
      'oidc.us-east-1.amazonaws.com',
      'signin.aws.amazon.com',
      '*.signin.aws.amazon.com',
      '*.awsapps.com',
      '*.signin.aws',
    ]) {
      assert.ok(names.includes(name), name);
    }
    assert.ok(!names.includes('*.signin.192.0.2.1'));
  });

  it('keeps its keys to its owner and answers the same certificate until it has to change', () => {
    const first = make('keep');
    assert.equal(first.isNew, true);
    for (const key of ['ca.key', 'server.key']) {
      assert.equal(statSync(join(root, 'keep', 'tls', key)).mode & 0o777, 0o600);
    }
    assert.equal(statSync(join(root, 'keep', 'tls')).mode & 0o777, 0o700);
    const again = make('keep', { now: NOW + 360 * DAY });
    assert.equal(again.isNew, false);
    assert.equal(again.cert, first.cert);
    const authority = readFileSync(first.caFile, 'utf8');
    const renewed = make('keep', { now: NOW + 370 * DAY });
    assert.equal(renewed.isNew, true);
    assert.ok(renewed.notAfter > first.notAfter);
    assert.equal(make('keep', { names: ['other.test'], now: NOW + 370 * DAY }).isNew, true);
    assert.equal(readFileSync(first.caFile, 'utf8'), authority);
  });

  it('makes an authority that signs servers alone, and a leaf that is none', () => {
    const { cert, caFile } = make('shape');
    const authority = new X509Certificate(readFileSync(caFile));
    const leaf = new X509Certificate(cert);
    assert.ok(authority.ca && authority.verify(authority.publicKey));
    assert.ok(!leaf.ca && leaf.verify(authority.publicKey) && leaf.checkIssued(authority));
    assert.equal(leaf.checkHost('sts.us-east-1.amazonaws.com'), '*.us-east-1.amazonaws.com');
    assert.equal(leaf.checkHost('example.test'), undefined);
    assert.equal(leaf.checkIP('2001:db8::5'), '2001:db8::5');
    assert.deepEqual(leaf.keyUsage, ['1.3.6.1.5.5.7.3.1']);
    assert.match(leaf.serialNumber, /^[0-7]?[0-9A-F]+$/);
  });

  it('shakes hands for each kind of name, and not for others or without the authority', async () => {
    const tls = make('hands');
    const { listener, port } = await startListener(
      (_request, { secure }) => ({ status: 200, headers: {}, body: String(secure) }),
      { tls },
    );
    const ca = readFileSync(tls.caFile);
    const ask = (servername: string, trusted: Buffer | undefined, host = '127.0.0.1') =>
      new Promise<string>((resolve, reject) => {
        const named = servername === '' ? {} : { servername };
        const socket = connect({ port, host, ...named, ...(trusted ? { ca: trusted } : {}) });
        let text = '';
        socket.on('secureConnect', () =>
          socket.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'),
        );
        socket.on('data', (part) => {
          text += part;
        });
        socket.on('error', reject);
        socket.on('close', () => resolve(text));
      });
    for (const name of [
      'localhost',
      'gate.corp.test',
      'x.signin.localhost',
      'iam.amazonaws.com',
      '',
    ]) {
      const text = await ask(name, ca);
      assert.ok(text.startsWith('HTTP/1.1 200 OK') && text.endsWith('true'), name);
    }
    await assert.rejects(ask('example.test', ca), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    await assert.rejects(ask('localhost', undefined), { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
    listener.useCertificate(make('hands', { names: ['new.test'] }));
    assert.match(await ask('new.test', ca), /200 OK/);
    await listener.stop(200);
  });

  it('names a file that cannot be used and never overwrites it', () => {
    const { caFile } = make('broken');
    const tls = join(root, 'broken', 'tls');
    const refused = (pattern: RegExp) => (error: unknown) =>
      error instanceof StartError &&
      error.failure.code === 'START-009' &&
      pattern.test(error.message);
    writeFileSync(join(tls, 'ca.key'), readFileSync(join(tls, 'server.key')));
    assert.throws(() => make('broken'), refused(/ca\.key.*is not the key of/));
    writeFileSync(caFile, 'nonsense');
    assert.throws(() => make('broken'), refused(/ca\.pem/));
    assert.equal(readFileSync(caFile, 'utf8'), 'nonsense');
    assert.throws(
      () => readTlsFiles(join(tls, 'none.pem'), join(tls, 'none.key')),
      refused(/does not exist/),
    );
    const files = readTlsFiles(join(tls, 'server.pem'), join(tls, 'server.key'));
    assert.match(files.cert, /BEGIN CERTIFICATE/);
  });
});
