/** The identity provider of examples/saml and the samples that it has made. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { runWith } from '../../src/cli/testing.ts';
import { commandServices } from '../../src/compose.ts';
import { findProgram, needs } from '../../tools/programs.ts';
import { ROOT } from '../../tools/tree.ts';

const run = promisify(execFile);
const EXAMPLE = join(ROOT, 'examples', 'saml');
const SAMPLES = join(EXAMPLE, 'samples');
/** Characters that XML writes otherwise. */
const AUDIENCE = 'https://gatehouse.test/?a=<b>&c="d"';
const ACCOUNT = 'arn:aws:iam::111122223333';

describe('the identity provider of the examples', () => {
  let folder = '';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatehouse-example-'));
    await idp('create', folder, 'https://idp.example.com/a?b=1&c="2"');
  });

  after(async () => {
    await rm(folder, { recursive: true });
  });

  async function idp(...parameters: string[]): Promise<string> {
    const script = join(EXAMPLE, 'identity-provider.mjs');
    return (await run(process.execPath, [script, ...parameters])).stdout;
  }

  const respond = (...parameters: string[]) =>
    idp(
      ...['respond', folder, '--user', 'bob@example.com', '--tag', 'team=가=나'],
      ...['--recipient', 'https://gatehouse.test/saml', '--audience', AUDIENCE],
      ...['--pair', `${ACCOUNT}:role/staff,${ACCOUNT}:saml-provider/example`, ...parameters],
    );

  it('makes responses whose signature holds, whatever they say', async () => {
    const file = join(folder, 'response');
    await writeFile(file, await respond());
    const { code, out } = await diagnose(
      ...['saml', file, '--metadata', join(folder, 'metadata.xml'), '--at', 'issue', '--json'],
      ...['--public-url', 'https://gatehouse.test', '--audience', AUDIENCE],
    );
    assert.equal(code, 0, out);
    const { assertion } = JSON.parse(out).response;
    assert.deepEqual(assertion.audiences, [AUDIENCE]);
    assert.deepEqual(assertion.tags, [{ key: 'team', values: ['가=나'] }]);
  });

  it('makes responses that xmlsec1 verifies', needs('xmlsec1'), async () => {
    const [response, certificate] = [join(folder, 'response.xml'), join(folder, 'certificate.pem')];
    await writeFile(response, Buffer.from(await respond(), 'base64'));
    const metadata = await readFile(join(folder, 'metadata.xml'), 'utf8');
    const lines = /X509Certificate>\s*([^<]*?)\s*</.exec(metadata)?.[1];
    const pem = `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
    await writeFile(certificate, pem);
    await run(findProgram('xmlsec1') ?? 'xmlsec1', [
      ...['--verify', '--id-attr:ID', 'Assertion', '--pubkey-cert-pem', certificate, response],
    ]);
  });

  it('makes pages that post them', async () => {
    const page = await respond('--page');
    assert.match(page, /<form method="post" action="https:\/\/gatehouse\.test\/saml">/);
    assert.match(page, /<input type="hidden" name="SAMLResponse" value="[A-Za-z0-9+/=]+">/);
  });

  it('says what it lacks', async () => {
    await assert.rejects(idp('respond', folder), /--service-provider and --user are needed/);
    await assert.rejects(idp('sign'), /commands: create FOLDER/);
  });
});

describe('the samples', () => {
  const judged = (name: string) =>
    diagnose(
      ...['saml', join(SAMPLES, name), '--metadata', join(SAMPLES, 'metadata.xml')],
      ...['--trust-policy', join(SAMPLES, 'trust-policy.json'), '--at', '2026-11-01T09:31:00Z'],
    );

  it('pass, and do not', async () => {
    const accepted = await judged('accepted.txt');
    assert.equal(accepted.code, 0, accepted.out);
    assert.match(accepted.out, /AWS issues credentials of \S+\/staff\/bob@example\.com/);
    const refused = await judged('refused.txt');
    assert.equal(refused.code, 1);
    assert.match(refused.out, /✗ SAML-075 {2}HTTP 400 InvalidIdentityToken: RoleSessionName in/);
  });
});

async function diagnose(...parameters: string[]) {
  return await runWith(await commandServices(), ['diagnose', ...parameters], {});
}
