import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { setIniValues } from './ini.ts';
import { fakeServices, runWith } from './testing.ts';

describe('aws-config', () => {
  let home = '';
  before(() => {
    home = mkdtempSync(join(tmpdir(), 'gatehouse-home-'));
  });
  after(() => rmSync(home, { recursive: true }));

  it('prints a profile and the form that earlier AWS CLIs need', async () => {
    const { code, out } = await runWith(fakeServices(), ['aws-config', '--tls', 'local']);
    assert.equal(code, 0);
    assert.match(
      out,
      /\[profile gatehouse\]\nregion = us-east-1\nendpoint_url = https:\/\/localhost:8400\nca_bundle = \/nonexistent\/data\/tls\/ca\.pem\n/,
    );
    assert.match(out, /AWS_CA_BUNDLE=\S+ aws sts .* --endpoint-url https:\/\/localhost:8400/);
  });

  it('takes the address from the running server, and from the setting when none may be asked', async () => {
    const result = { publicUrl: 'https://gate.test' };
    const running = fakeServices({ ask: async () => ({ ok: true, result }) });
    assert.match(
      (await runWith(running, ['aws-config'])).out,
      /endpoint_url = https:\/\/gate\.test\n/,
    );
    const local = { ...result, caFile: '/srv/tls/ca.pem' };
    const secured = fakeServices({ ask: async () => ({ ok: true, result: local }) });
    assert.match((await runWith(secured, ['aws-config'])).out, /ca_bundle = \/srv\/tls\/ca\.pem\n/);
    const closed = fakeServices({ ask: () => Promise.reject(new Error('EACCES')) });
    const parameters = ['aws-config', '--public-url', 'https://set.test'];
    assert.match((await runWith(closed, parameters)).out, /endpoint_url = https:\/\/set\.test\n/);
  });

  it('writes both files for their owner alone and leaves everything else in them', async () => {
    mkdirSync(join(home, '.aws'));
    const config = join(home, '.aws', 'config');
    writeFileSync(
      config,
      '# mine\n[default]\nregion = eu-west-1\n\n[profile gatehouse]\nregion = x\noutput = json\n',
    );
    const { code, out } = await runWith(
      fakeServices(),
      ['aws-config', '--write', '--access-key-id', 'AKIAIOSFODNN7EXAMPLE'],
      { home, stdin: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY\n' },
    );
    assert.equal(code, 0);
    assert.match(out, /wrote \[profile gatehouse\] to .+\/\.aws\/config\n/);
    assert.equal(
      readFileSync(config, 'utf8'),
      '# mine\n[default]\nregion = eu-west-1\n\n[profile gatehouse]\noutput = json\n' +
        'region = us-east-1\nendpoint_url = http://localhost:8400\n',
    );
    const credentials = join(home, '.aws', 'credentials');
    assert.equal(
      readFileSync(credentials, 'utf8'),
      '[gatehouse]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n' +
        'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY\n',
    );
    assert.equal(statSync(credentials).mode & 0o777, 0o600);
    assert.ok(!out.includes('wJalr'));
  });

  it('prints a profile for aws login, which has no access key', async () => {
    const { code, out } = await runWith(fakeServices(), [
      'aws-config',
      'login',
      '--profile',
      'dev',
    ]);
    assert.equal(code, 0);
    assert.match(
      out,
      /\[profile dev\]\nregion = us-east-1\nendpoint_url = http:\/\/localhost:8400\n/,
    );
    assert.match(out, /^aws login --profile dev\n/m);
    assert.match(out, /^aws login --remote --profile dev\n/m);
    const key = ['--access-key-id', 'AKIAIOSFODNN7EXAMPLE'];
    const refused = await runWith(fakeServices(), ['aws-config', 'login', ...key]);
    assert.equal(refused.code, 2);
    assert.match(refused.err, /a profile for login has no access key/);
    const unknown = await runWith(fakeServices(), ['aws-config', 'logout']);
    assert.equal(unknown.code, 2);
    assert.match(unknown.err, /Allowed choices are login/);
  });

  it('refuses values that would write further settings', async () => {
    const cases = [
      { parameters: ['--profile', 'a]\n[b'] },
      { parameters: ['--endpoint-url', 'http://a\ncredential_process = x'] },
      { parameters: ['--access-key-id', 'AKIAIOSFODNN7EXAMPLE'], stdin: 'short\n' },
      { parameters: ['--access-key-id', 'a b'], stdin: 'x\n' },
    ];
    for (const { parameters, stdin = '' } of cases) {
      const { code, err } = await runWith(fakeServices(), ['aws-config', ...parameters], { stdin });
      assert.equal(code, 2);
      assert.match(err, /cannot have this value/);
    }
  });
});

describe('sections of configuration files', () => {
  it('replaces nested values with their key and keeps those of other keys', () => {
    const text = '[a]\nx = 1\ns3 =\n  y = 2\nz=3\n\n[b]\nx = 9\n';
    assert.equal(setIniValues(text, 'a', { s3: '-' }), '[a]\nx = 1\nz=3\ns3 = -\n\n[b]\nx = 9\n');
    assert.equal(
      setIniValues(text, 'b', { x: '8' }),
      '[a]\nx = 1\ns3 =\n  y = 2\nz=3\n\n[b]\nx = 8\n',
    );
    assert.equal(setIniValues('[a]\nx = 1', 'c', { q: '1' }), '[a]\nx = 1\n\n[c]\nq = 1\n');
  });

  it('sets the same values twice to the same text, and never touches another section', () => {
    const line = fc.constantFrom('[a]', '[b]', 'x = 1', '  y = 2', '', '# c', 'junk');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = `${lines.join('\n')}\n`;
        const once = setIniValues(text, 'a', { x: '7', n: '8' });
        assert.equal(setIniValues(once, 'a', { x: '7', n: '8' }), once);
        const others = (all: string) =>
          all
            .split(/^(?=\[)/m)
            .filter((part) => part.startsWith('[b]'))
            .map((part) => part.trim());
        assert.deepEqual(others(once), others(text));
      }),
    );
  });
});
