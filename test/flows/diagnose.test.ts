/** The command as people run it: a process with files, in both languages, with its exit codes. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { clientEnvironment, type Ended, ended } from '../support/cli.ts';
import { startTestIssuer, type TestIssuer } from '../support/identity-provider.ts';
import { openIdp } from '../support/saml/identity-provider.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const NOW = Date.UTC(2026, 10, 1, 9, 30);
const ROLE = 'arn:aws:iam::123456789012:role/developer';
const PROVIDER = 'arn:aws:iam::123456789012:saml-provider/corp';
const AWS_URL = 'https://signin.aws.amazon.com/saml';
const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Federated: PROVIDER },
      Action: 'sts:AssumeRoleWithSAML',
      Condition: { StringEquals: { 'SAML:aud': AWS_URL } },
    },
  ],
});

const idp = openIdp({
  recipient: AWS_URL,
  audience: 'urn:amazon:webservices',
  roleArn: ROLE,
  providerArn: PROVIDER,
});
const response = Buffer.from(idp.respond(idp.content(NOW))).toString('base64');

let home: string;

/** Runs the command in a folder of its own; the environment has nothing of a server. */
async function diagnose(
  words: readonly string[],
  given: { readonly environment?: Readonly<Record<string, string>>; readonly stdin?: string } = {},
): Promise<Ended> {
  const { environment, stdin } = given;
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(ROOT, 'bin', 'gatehouse.js'),
      'diagnose',
      ...words,
    ],
    {
      cwd: home,
      env: {
        ...clientEnvironment(home, 'us-east-1'),
        NODE_COMPILE_CACHE: join(ROOT, '.cache', 'compile'),
        ...environment,
      },
      stdio: [stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    },
  );
  const end = ended(child);
  child.stdin?.on('error', () => undefined).end(stdin);
  return await end;
}

before(async () => {
  home = await mkdtemp(join(tmpdir(), 'gatehouse-diagnose-'));
  await writeFile(join(home, 'response'), response);
  await writeFile(join(home, 'metadata.xml'), idp.metadata);
  await writeFile(join(home, 'trust.json'), POLICY);
});

after(async () => await rm(home, { recursive: true, force: true }));

const KOREAN = { LC_ALL: 'ko_KR.UTF-8' };
const KNOWN = ['--metadata', 'metadata.xml', '--trust-policy', 'trust.json'];
const AT = ['--at', '2026-11-01T09:30:05Z'];

/** HAR files as browsers save them, shortened. */
const hars: Readonly<Record<string, object>> = {
  chromium: {
    log: {
      version: '1.2',
      creator: { name: 'WebInspector', version: '537.36' },
      pages: [{ startedDateTime: '2026-11-01T09:29:58.101Z', id: 'page_1', title: AWS_URL }],
      entries: [
        {
          _initiator: { type: 'other' },
          startedDateTime: '2026-11-01T09:30:01.250Z',
          time: 310.2,
          request: {
            method: 'POST',
            url: AWS_URL,
            httpVersion: 'h2',
            headers: [{ name: 'content-type', value: 'application/x-www-form-urlencoded' }],
            queryString: [],
            cookies: [],
            postData: {
              mimeType: 'application/x-www-form-urlencoded',
              text: `SAMLResponse=${encodeURIComponent(response)}&RelayState=`,
              params: [
                { name: 'SAMLResponse', value: encodeURIComponent(response) },
                { name: 'RelayState', value: '' },
              ],
            },
          },
          response: { status: 302, content: { size: 0, mimeType: 'x-unknown' } },
        },
      ],
    },
  },
  firefox: {
    log: {
      version: '1.2',
      creator: { name: 'Firefox', version: '145.0' },
      entries: [
        {
          startedDateTime: '2026-11-01T18:30:01.250+09:00',
          request: {
            bodySize: 7000,
            method: 'POST',
            url: AWS_URL,
            postData: {
              mimeType: 'application/x-www-form-urlencoded',
              params: [
                { name: 'SAMLResponse', value: response },
                { name: 'RelayState', value: '' },
              ],
              text: `SAMLResponse=${encodeURIComponent(response)}&RelayState=`,
            },
          },
          response: { status: 200, content: {} },
        },
      ],
    },
  },
};

describe('gatehouse diagnose saml', () => {
  it('answers in the language of the environment, with exit code 0 when all is well', async () => {
    const words = ['saml', 'response', ...KNOWN, ...AT];
    const [english, korean] = await Promise.all([
      diagnose(words),
      diagnose(words, { environment: KOREAN }),
    ]);
    assert.equal(english.code, 0, english.stderr);
    assert.match(english.stdout, /✓ AWS issues credentials of arn:aws:sts::123456789012:/);
    assert.equal(korean.code, 0, korean.stderr);
    assert.match(korean.stdout, /✓ AWS가 arn:aws:sts::123456789012:\S+의 자격 증명을 3600초 동안/);
    assert.match(korean.stdout, /✓ 응답이 올바른 형식의 XML임\n/);
  });

  it('answers with exit code 1 what AWS would refuse, and with 2 what it cannot use', async () => {
    const [refused, unusable, unknown] = await Promise.all([
      diagnose(['saml', 'response', ...KNOWN, ...AT, '--public-url', 'https://gate.test']),
      diagnose(['saml', 'nowhere'], { environment: KOREAN }),
      diagnose(['saml', 'response', '--nonsense']),
    ]);
    assert.equal(refused.code, 1);
    assert.match(
      refused.stdout,
      /✗ SAML-039 {2}HTTP 400 InvalidIdentityToken: Response does not contain the required audience\n$/,
    );
    assert.equal(unusable.code, 2);
    assert.equal(unusable.stdout, '');
    assert.match(
      unusable.stderr,
      /^gatehouse: DIAG-001: `nowhere` cannot be read: ENOENT\n {2}존재/,
    );
    assert.equal(unknown.code, 2);
    assert.match(unknown.stderr, /unknown option '--nonsense'/);
  });

  it('reads the standard input', async () => {
    const form = new URLSearchParams({ SAMLResponse: response }).toString();
    const { code, stdout } = await diagnose(['saml', '-', ...KNOWN, ...AT, '--json'], {
      stdin: form,
    });
    assert.equal(code, 0);
    const said = JSON.parse(stdout);
    assert.equal(said.file, '-');
    assert.equal(said.form, 'form');
  });

  for (const [browser, har] of Object.entries(hars)) {
    it(`finds the response in a HAR file of ${browser}, and judges for its time`, async () => {
      await writeFile(join(home, `${browser}.har`), JSON.stringify(har, undefined, 2));
      const { code, stdout } = await diagnose(['saml', `${browser}.har`, ...KNOWN, '--json']);
      assert.equal(code, 0, stdout);
      const said = JSON.parse(stdout);
      assert.equal(said.form, 'har');
      assert.equal(said.judged.at, '2026-11-01T09:30:01.250Z');
      assert.equal(said.outcome, 'accepted');
    });
  }

  it('needs no server, and leaves nothing behind', async () => {
    assert.deepEqual((await readdir(home)).filter((name) => !/\.har$/.test(name)).sort(), [
      'metadata.xml',
      'response',
      'trust.json',
    ]);
  });
});

describe('gatehouse diagnose metadata, trust-policy', () => {
  it('answer in both languages', async () => {
    const [metadata, document, policy, imported] = await Promise.all([
      diagnose(['metadata', 'metadata.xml']),
      diagnose(['metadata', 'trust.json', '--lang', 'ko']),
      diagnose(['trust-policy', 'trust.json']),
      diagnose(['trust-policy', '-', '--public-url', 'https://gate.test'], {
        environment: KOREAN,
        stdin: POLICY,
      }),
    ]);
    assert.equal(metadata.code, 0, metadata.stderr);
    assert.match(metadata.stdout, /✓ IAM makes a SAML provider from this document\n$/);
    assert.equal(document.code, 1);
    assert.match(
      document.stdout,
      /✗ SAML-050 {2}HTTP 400 InvalidInput: Could not parse metadata\n$/,
    );
    assert.equal(policy.code, 0, policy.stderr);
    assert.match(policy.stdout, /Who gets what\n✓ arn:aws:iam::123456789012:saml-provider\/corp/);
    assert.equal(imported.code, 1);
    assert.match(imported.stdout, /호출자별 허용 여부\n/);
    assert.match(imported.stdout, /✗ DIAG-026 /);
  });
});

describe('gatehouse diagnose token, issuer', () => {
  let issuer: TestIssuer;

  before(async () => {
    issuer = await startTestIssuer();
    const token = issuer.token({ claims: { sub: 'alice-1', aud: 'app' } });
    await writeFile(join(home, 'token'), `${token}\n`);
  });

  after(async () => await issuer?.stop());

  it('ask the issuer through the guarded client, in both languages', async () => {
    const environment = { ...issuer.environment };
    const words = ['token', 'token', '--issuer', issuer.url, '--client-id', 'app'];
    const [token, korean, found, asJson] = await Promise.all([
      diagnose(words, { environment }),
      diagnose(words, { environment: { ...environment, ...KOREAN } }),
      diagnose(['issuer', issuer.url], { environment }),
      diagnose(['issuer', issuer.url, '--json'], { environment: { ...environment, ...KOREAN } }),
    ]);
    assert.equal(token.code, 0, token.stdout);
    assert.match(token.stdout, /What the token says; its signature is verified\n/);
    assert.equal(korean.code, 0, korean.stdout);
    assert.match(korean.stdout, /토큰의 내용\(서명이 검증됨\)\n/);
    assert.equal(found.code, 0, found.stdout);
    assert.match(found.stdout, /✓ tokens of this issuer can be verified\n$/);
    assert.equal(asJson.code, 0, asJson.stdout);
    const said = JSON.parse(asJson.stdout);
    assert.equal(said.checks[0].title, 'URL을 OpenID Connect 제공업체로 등록할 수 있음');
    assert.deepEqual(
      said.requests.map(({ step }: { step: string }) => step),
      ['discovery', 'keys'],
    );
    assert.equal(said.keys.length, 1);
  });

  it('refuse addresses that are not public, unless the operator lists them', async () => {
    const { code, stdout } = await diagnose(['issuer', issuer.url], {
      environment: { GATEHOUSE_CA_FILE: issuer.caFile },
    });
    assert.equal(code, 1);
    assert.match(stdout, /✗ OIDC-021 {2}HTTP 400 InvalidIdentityToken: Couldn't retrieve/);
  });

  it('take a thumbprint for a certificate that no authority vouches for', async () => {
    const { GATEHOUSE_OUTBOUND_ALLOW } = issuer.environment;
    const environment = { GATEHOUSE_OUTBOUND_ALLOW };
    const words = ['issuer', issuer.url];
    const [none, known, wrong] = await Promise.all([
      diagnose(words, { environment }),
      diagnose([...words, '--thumbprint', issuer.thumbprint], { environment }),
      diagnose([...words, '--thumbprint', 'abc'], { environment }),
    ]);
    assert.equal(none.code, 1);
    assert.match(none.stdout, /✗ OIDC-024 /);
    assert.equal(known.code, 0, known.stdout);
    assert.equal(wrong.code, 2);
  });

  it('stop at settings that cannot be used', async () => {
    const environment = { GATEHOUSE_CA_FILE: join(home, 'nowhere.pem') };
    const [file, setting] = await Promise.all([
      diagnose(['issuer', issuer.url], { environment }),
      diagnose(['issuer', issuer.url], { environment: { GATEHOUSE_OUTBOUND_ALLOW: 'all' } }),
    ]);
    assert.equal(file.code, 1);
    assert.match(file.stderr, /^gatehouse: OUT-001: /);
    assert.equal(setting.code, 2);
    assert.match(setting.stderr, /^gatehouse: START-001: /);
  });

  it('OUT-002: an issuer that cannot be one is not asked', async () => {
    const { code, stdout } = await diagnose(['issuer', 'http://localhost/']);
    assert.equal(code, 1);
    assert.match(stdout, /✗ OUT-002 /);
    assert.doesNotMatch(stdout, /Requests, in milliseconds/);
  });
});
