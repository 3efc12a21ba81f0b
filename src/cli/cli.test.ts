import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { failure as makeFailure } from '../failures/catalogue.ts';
import { StartError, startError } from '../failures/start-error.ts';
import type { BootstrapRequest, Environment } from './services.ts';
import { fakeServices, runWith } from './testing.ts';

describe('the command line', () => {
  it('tells versions and helps everywhere, with exit code 0', async () => {
    const version = await runWith(fakeServices(), ['version']);
    assert.deepEqual(version, { code: 0, out: 'gatehouse 1.2.3 (Node 24.21.0)\n', err: '' });
    assert.equal((await runWith(fakeServices(), ['--version'])).out, 'gatehouse 1.2.3\n');
    for (const command of ['', 'serve', 'bootstrap', 'aws-config', 'doctor', 'version']) {
      const { code, out } = await runWith(fakeServices(), [command, '--help'].filter(Boolean));
      assert.equal(code, 0, command);
      assert.match(out, /^Usage: gatehouse/);
      assert.match(out, /Exit codes: 0 done/);
    }
  });

  it('answers what it does not understand with exit code 2', async () => {
    for (const parameters of [[], ['nonsense'], ['serve', '--nonsense'], ['version', 'extra']]) {
      const { code, err } = await runWith(fakeServices(), parameters);
      assert.equal(code, 2, parameters.join(' '));
      assert.match(err, /Usage|error:/);
    }
  });

  it('names each setting that cannot be used, with what is allowed, and stops with 2', async () => {
    const services = fakeServices({
      configure: () => ({
        ok: false,
        problems: [
          { env: 'GATEHOUSE_PORT', value: 'x', allowed: 'a whole number' },
          { env: 'GATEHOUSE_TLS', value: 'on', allowed: 'off, local or files' },
        ],
      }),
    });
    const { code, err } = await runWith(services, ['serve']);
    assert.equal(code, 2);
    assert.match(
      err,
      /START-001: setting `GATEHOUSE_PORT` cannot be `x`; allowed: a whole number\n.+\n.+`GATEHOUSE_TLS`/,
    );
    const korean = await runWith(services, ['serve'], { environment: { LANG: 'ko_KR.UTF-8' } });
    assert.match(korean.err, /허용된 값/);
    const misspelt = { env: 'GATEHOUSE_PROT', value: '1', allowed: undefined };
    const unknown = fakeServices({ configure: () => ({ ok: false, problems: [misspelt] }) });
    assert.match(
      (await runWith(unknown, ['serve'])).err,
      /START-010: no setting is called `GATEHOUSE_PROT`\n.*Correct the name/,
    );
  });
});

describe('serve', () => {
  it('starts with options before variables, greets, waits and stops', async () => {
    let seen: Environment = {};
    let stopped = 0;
    const services = fakeServices();
    const { configure } = services;
    const { code, err, out } = await runWith(
      {
        ...services,
        configure: (environment) => {
          seen = environment;
          return configure(environment);
        },
        start: async () => ({
          url: 'https://localhost:9000',
          accountId: '111122223333',
          setupUrl: 'https://localhost:9000/setup?token=t',
          stop: async () => {
            stopped += 1;
          },
        }),
      },
      ['serve', '--port', '9000', '--tls', 'local', '--public-url', 'https://gate.test'],
      { environment: { GATEHOUSE_PORT: '1', GATEHOUSE_HOST: '::1' } },
    );
    assert.equal(code, 0);
    assert.equal(stopped, 1);
    assert.equal(seen.GATEHOUSE_PORT, '9000');
    assert.equal(seen.GATEHOUSE_HOST, '::1');
    assert.equal(seen.GATEHOUSE_PUBLIC_URL, 'https://gate.test');
    assert.equal(out, '');
    assert.match(err, /serves https:\/\/localhost:9000 \(account 111122223333\)/);
    assert.match(err, /export AWS_CA_BUNDLE=\/nonexistent\/data\/tls\/ca\.pem/);
    assert.match(err, /setup\?token=t/);
    assert.match(err, /bootstrap --administrator admin/);
  });

  it('tells a failed start with its remedy and exit code 1', async () => {
    const start = () => Promise.reject(startError('START-003', { address: '127.0.0.1:80' }));
    const { code, err } = await runWith(fakeServices({ start }), ['serve']);
    assert.equal(code, 1);
    assert.match(
      err,
      /START-003: listening on `127\.0\.0\.1:80` is not permitted\n {2}Choose a port/,
    );
  });
});

describe('bootstrap', () => {
  const result = {
    accountId: '111122223333',
    email: 'root@a.test',
    rootPasswordSet: true,
    administrator: { userName: 'admin', accessKeyId: 'AKIAX', secretAccessKey: 's3cret' },
  };

  it('asks the running server and shows the access key once', async () => {
    const asked: unknown[] = [];
    const services = fakeServices({
      ask: async (_config, command, parameters) => {
        asked.push(command, parameters);
        return { ok: true, result };
      },
    });
    const { code, out } = await runWith(
      services,
      ['bootstrap', '--administrator', 'alice', '--password-stdin'],
      { stdin: ' pass word \r\nrest' },
    );
    assert.equal(code, 0);
    assert.deepEqual(asked, [
      'bootstrap',
      { rootPassword: ' pass word ', administrator: { userName: 'alice' } },
    ]);
    assert.match(out, /access key id {6}AKIAX\nsecret access key {2}s3cret/);
    const json = await runWith(services, ['bootstrap', '--json']);
    assert.deepEqual(JSON.parse(json.out), result);
  });

  it('opens the store itself when no server runs', async () => {
    const requests: BootstrapRequest[] = [];
    const services = fakeServices({
      bootstrap: async (_config, request) => {
        requests.push(request);
        return { accountId: '1', email: 'e', rootPasswordSet: false, setupUrl: 'http://x/setup' };
      },
    });
    await runWith(services, ['bootstrap']);
    const link = await runWith(services, ['bootstrap', '--setup-link']);
    await runWith(services, ['bootstrap', '--account', 'Second', '--email', 'b@a.test']);
    assert.deepEqual(requests, [
      { administrator: { userName: 'admin' } },
      { setupLink: true },
      { account: { name: 'Second', email: 'b@a.test' } },
    ]);
    assert.match(link.out, /Open once, within one hour:\n {2}http:\/\/x\/setup/);
  });

  it('tells a refusal with 1, an unreachable server with 3, wrong options with 2', async () => {
    const failure = { code: 'EntityAlreadyExists', message: 'it exists', fix: { en: '', ko: '' } };
    const refusing = fakeServices({ ask: async () => ({ ok: false, failure }) });
    const refused = await runWith(refusing, ['bootstrap']);
    assert.equal(refused.code, 1);
    assert.equal(refused.err, 'gatehouse: EntityAlreadyExists: it exists\n');
    const silent = fakeServices({
      ask: () => Promise.reject(startError('START-007', { path: '/s' })),
    });
    assert.equal((await runWith(silent, ['bootstrap'])).code, 3);
    const locked = fakeServices({
      bootstrap: () =>
        Promise.reject(
          new StartError(makeFailure('STORE-008', { folder: '/d', owner: 'process 7' })),
        ),
    });
    assert.equal((await runWith(locked, ['bootstrap'])).code, 3);
    assert.equal((await runWith(fakeServices(), ['bootstrap', '--account', 'x'])).code, 2);
    assert.equal((await runWith(fakeServices(), ['bootstrap', '--email', 'x@y'])).code, 2);
    assert.equal((await runWith(fakeServices(), ['bootstrap', '--password-stdin'])).code, 2);
  });
});
