import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type ResponseContent, withAssertion } from '../../../../test/support/saml/content.ts';
import { openIdp, type TestIdp } from '../../../../test/support/saml/identity-provider.ts';
import { signingPair } from '../../../../test/support/saml/keys.ts';
import type { ResponseForm } from '../../../../test/support/saml/response.ts';
import { type DiagnoseBench, openDiagnoseBench } from '../testing.ts';

const NOW = Date.UTC(2026, 10, 1, 9, 30);
const AT = ['--at', '2026-11-01T09:30:05Z'];
const ACCOUNT = '123456789012';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/developer`;
const PROVIDER = `arn:aws:iam::${ACCOUNT}:saml-provider/corp`;
const AWS_URL = 'https://signin.aws.amazon.com/saml';

const idp: TestIdp = openIdp({
  recipient: AWS_URL,
  audience: 'urn:amazon:webservices',
  roleArn: ROLE,
  providerArn: PROVIDER,
});
const receiver = signingPair('rsa-2048', 'receiver');

const trustPolicy = (provider = PROVIDER): object => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Federated: provider },
      Action: 'sts:AssumeRoleWithSAML',
      Condition: { StringEquals: { 'SAML:aud': AWS_URL } },
    },
  ],
});

let bench: DiagnoseBench;
let metadata: string;
let trust: string;

before(() => {
  bench = openDiagnoseBench();
  metadata = bench.file('metadata.xml', idp.metadata);
  trust = bench.file('trust.json', JSON.stringify(trustPolicy()));
});

after(() => bench.remove());

function response(
  change: (content: ResponseContent) => ResponseContent = (content) => content,
  form?: ResponseForm,
): string {
  return bench.file('response.xml', idp.respond(change(idp.content(NOW)), form));
}

function sealed(): string {
  const { publicKey } = receiver;
  return response((content) => content, { signAssertion: idp.signing(), encrypt: { publicKey } });
}

/** A provider as `aws iam get-saml-provider` prints it. */
function described(change: object = {}): string {
  const provider = { SAMLMetadataDocument: idp.metadata, SAMLProviderUUID: 'SAMLSP1', ...change };
  return bench.file('provider.json', JSON.stringify(provider));
}

const outcomes = (said: { checks: { name: string; outcome: string }[] }) =>
  new Map(said.checks.map(({ name, outcome }) => [name, outcome]));

async function refused(...words: string[]): Promise<string> {
  const { code, out, err } = await bench.run(words);
  assert.equal(code, 2, out);
  assert.equal(out, '');
  return err.split('\n')[0] ?? '';
}

describe('diagnose saml', () => {
  it('without metadata judges the form alone and says what else it needs', async () => {
    const { code, out } = await bench.run(['saml', response(), ...AT]);
    assert.equal(code, 1);
    assert.match(out, /What the response says\. NOT VERIFIED: anybody could have written this\n/);
    assert.match(out, /subject +alice@example\.test \(persistent\)\n/);
    assert.match(out, /– The SAML provider exists\n/);
    assert.match(out, /✓ The response is well-formed XML\n/);
    assert.match(out, /– The recipient is this server\n/);
    assert.match(out, /– nothing failed, and not everything could be judged\n/);
    assert.match(out, /--metadata +the signature, and everything/);
    assert.match(out, /--roles, --trust-policy +the role and its trust policy/);
  });

  it('with metadata passes once the response holds, though the role is not known', async () => {
    const { code, out } = await bench.run(['saml', response(), '--metadata', metadata, ...AT]);
    assert.equal(code, 0, out);
    assert.match(out, /What the assertion says; its signature is verified\n/);
    assert.match(out, /✓ The recipient is this server\n/);
    assert.match(out, /– The conditions of the trust policy are met\n/);
    assert.doesNotMatch(out, /--metadata/);
  });

  it('with everything says what session would be made', async () => {
    const words = ['saml', response(), '--metadata', metadata, '--trust-policy', trust, ...AT];
    const { code, out } = await bench.run([...words, '--duration', '900']);
    assert.equal(code, 0, out);
    assert.match(
      out,
      /✓ AWS issues credentials of arn:aws:sts::123456789012:assumed-role\/developer\/alice@example\.test for 900 seconds\n$/,
    );
  });

  it('judges for now unless it is told a time', async () => {
    const words = ['saml', response(), '--metadata', metadata, '--trust-policy', trust];
    const { said: late } = await bench.json(...words);
    assert.equal(late.judged.atFrom, 'now');
    assert.equal(late.code, 'SAML-028');
    assert.deepEqual(late.answered, {
      code: 'ExpiredTokenException',
      status: 400,
      message: 'Token must be redeemed within 5 minutes of issuance',
    });
    const { code, said } = await bench.json(...words, '--at', 'issue');
    assert.equal(code, 0);
    assert.equal(said.judged.at, '2026-11-01T09:30:05.000Z');
    assert.equal(said.judged.atFrom, 'issue');
  });

  it('takes time and chosen role of a HAR file, and a browser’s session length', async () => {
    const xml = idp.respond(
      withAssertion(idp.content(NOW), ({ attributes }) => ({
        attributes: [
          ...attributes,
          { name: 'https://aws.amazon.com/SAML/Attributes/SessionDuration', values: ['7200'] },
        ],
      })),
    );
    const text = new URLSearchParams({
      SAMLResponse: Buffer.from(xml).toString('base64'),
      roleIndex: ROLE,
    }).toString();
    const request = { method: 'POST', url: `${AWS_URL}?x=secret`, postData: { text } };
    const entries = [{ startedDateTime: '2026-11-01T09:30:01.000Z', request }];
    const har = bench.file('capture.har', JSON.stringify({ log: { entries } }));
    const words = ['saml', har, '--metadata', metadata, '--trust-policy', trust];
    const { code, said } = await bench.json(...words, '--max-session-duration', '7200');
    assert.equal(code, 0, JSON.stringify(said.failure));
    assert.equal(said.form, 'har');
    assert.equal(said.judged.atFrom, 'har');
    assert.equal(said.session.seconds, 7200);
    assert.deepEqual(said.har, {
      entry: 1,
      responses: [{ url: AWS_URL, time: '2026-11-01T09:30:01.000Z' }],
    });
    const short = await bench.json(...words);
    assert.equal(short.said.code, 'FED-012', 'SessionDuration counts for browsers');
    const late = await bench.json(...words, '--at', 'now');
    assert.equal(late.said.code, 'SAML-028');
    const { out } = await bench.run(words);
    assert.match(out, /1 +2026-11-01T09:30:01Z +POST https:\/\/signin\.aws\.amazon\.com\/saml ←/);
    assert.doesNotMatch(out, /secret/);
  });

  it('has the form that programs rely on', async () => {
    const words = ['saml', response(), '--metadata', described(), '--trust-policy', trust, ...AT];
    const { said } = await bench.json(...words);
    assert.deepEqual(Object.keys(said), [
      'file',
      'form',
      'judged',
      'outcome',
      'checks',
      'session',
      'response',
      'missing',
    ]);
    assert.deepEqual(Object.keys(said.judged), [
      'at',
      'atFrom',
      'skewSeconds',
      'by',
      'recipients',
      'audiences',
      'awsNames',
      'requestId',
      'roleArn',
      'providerArn',
    ]);
    assert.equal(said.outcome, 'accepted');
    assert.equal(said.response.verified, true);
    assert.equal(said.response.assertion.nameId.value, 'alice@example.test');
    assert.deepEqual(said.missing, []);
    assert.ok(said.judged.recipients.includes(`${AWS_URL}/acs/SAMLSP1`));
    const several = await bench.json(...words, words[1] ?? '');
    assert.equal(several.said.length, 2);
    const { said: refusal } = await bench.json(...words, '--public-url', 'https://gate.test');
    assert.equal(refusal.outcome, 'refused');
    assert.equal(refusal.code, refusal.failure.code);
    assert.deepEqual(Object.keys(refusal.failure), [
      'code',
      'message',
      'cause',
      'fix',
      'actor',
      'wire',
    ]);
  });

  it('repeats the request id of an answer in its texts', async () => {
    const words = ['saml', bench.file('field', 'abc'), '--metadata', metadata];
    const { said } = await bench.json(...words, '--request-id', 'the-id');
    assert.match(said.answered.message, /Request ID: the-id;/);
  });
});

describe('diagnose saml, about the provider', () => {
  it('R084: a provider that is not among those of the account', async () => {
    const list = (name: string) =>
      bench.file('providers.json', JSON.stringify({ SAMLProviderList: [{ Arn: name }] }));
    const words = ['saml', response(), '--metadata', metadata, ...AT];
    const { said } = await bench.json(...words, '--providers', list(`${PROVIDER}2`));
    assert.equal(said.code, 'SAML-008');
    const known = await bench.json(...words, '--providers', list(PROVIDER));
    assert.equal(known.said.code, undefined);
  });

  it('decrypts with the key that it is given', async () => {
    const pem = String(receiver.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const key = ['--private-key', bench.file('key.pem', pem)];
    const words = [
      'saml',
      sealed(),
      '--metadata',
      metadata,
      '--role',
      ROLE,
      '--provider',
      PROVIDER,
    ];
    const { code, said } = await bench.json(...words, '--trust-policy', trust, ...AT, ...key);
    assert.equal(code, 0, JSON.stringify(said.failure));
    assert.equal(said.response.encrypted, true);
  });

  it('leaves open what only a key could tell, when IAM may have one', async () => {
    const keyed = described({
      PrivateKeyList: [{ KeyId: 'K' }],
      AssertionEncryptionMode: 'Allowed',
    });
    for (const source of [metadata, keyed]) {
      const { code, said } = await bench.json('saml', sealed(), '--metadata', source, ...AT);
      assert.equal(code, 1);
      assert.equal(said.outcome, 'undecided');
      assert.equal(outcomes(said).get('privateKeyIsPresent'), 'skipped');
      assert.ok(said.missing.includes('--private-key'));
    }
    const plain = await bench.json('saml', response(), '--metadata', keyed, ...AT);
    assert.equal(plain.code, 0);
  });

  it('SAML-011: an encrypted assertion for a provider that has no key', async () => {
    const { said } = await bench.json('saml', sealed(), '--metadata', described(), ...AT);
    assert.equal(said.code, 'SAML-011');
  });

  it('SAML-024: a plain assertion where IAM requires encryption', async () => {
    const required = described({
      PrivateKeyList: [{ KeyId: 'K' }],
      AssertionEncryptionMode: 'Required',
    });
    const { said } = await bench.json('saml', response(), '--metadata', required, ...AT);
    assert.equal(said.code, 'SAML-024');
  });

  it('SAML-019: SHA-1 counts only where it is asked for', async () => {
    const signAssertion = idp.signing({ method: 'rsa-sha1', digest: 'sha1' });
    const words = ['saml', response((content) => content, { signAssertion }), ...AT];
    const { said } = await bench.json(...words, '--metadata', metadata);
    assert.equal(said.code, 'SAML-019');
    const { code } = await bench.json(...words, '--metadata', metadata, '--sha1');
    assert.equal(code, 0);
  });
});

describe('diagnose saml, about the role', () => {
  const judged = (words: readonly string[]) =>
    bench.json('saml', response(), '--metadata', metadata, ...AT, ...words);
  const role = (change: object = {}) => ({
    Arn: ROLE,
    AssumeRolePolicyDocument: trustPolicy(),
    MaxSessionDuration: 3600,
    ...change,
  });
  const roles = (content: object) => bench.file('roles.json', JSON.stringify(content));

  it('reads what get-role, list-roles and SDKs print', async () => {
    const encoded = encodeURIComponent(JSON.stringify(trustPolicy()));
    for (const content of [
      { Role: role() },
      { Roles: [role({ Arn: `${ROLE}2` }), role()] },
      { Roles: [role({ AssumeRolePolicyDocument: encoded })] },
      { RoleDetailList: [role({ AssumeRolePolicyDocument: JSON.stringify(trustPolicy()) })] },
    ]) {
      const { code, said } = await judged(['--roles', roles(content)]);
      assert.equal(code, 0, said.failure?.message);
    }
  });

  it('R066, R067: says that there is none, or one in other letters', async () => {
    const none = await judged(['--roles', roles({ Roles: [role({ Arn: `${ROLE}2` })] })]);
    assert.equal(none.said.code, 'FED-001');
    const Arn = ROLE.replace('developer', 'team/Developer');
    const similar = await judged(['--roles', roles({ Roles: [role({ Arn })] })]);
    assert.equal(similar.said.code, 'FED-002');
  });

  it('judges conditions on the address, the tags of the role and the session policy', async () => {
    const Condition = {
      IpAddress: { 'aws:SourceIp': '203.0.113.0/24' },
      StringEquals: { 'aws:ResourceTag/env': 'test' },
    };
    const [Statement] = (trustPolicy() as { Statement: object[] }).Statement;
    const AssumeRolePolicyDocument = {
      Version: '2012-10-17',
      Statement: [{ ...Statement, Condition }],
    };
    const Tags = [{ Key: 'env', Value: 'test' }];
    const file = ['--roles', roles({ Role: role({ AssumeRolePolicyDocument, Tags }) })];
    assert.equal((await judged(file)).said.code, 'FED-008');
    assert.equal((await judged([...file, '--source-ip', '203.0.113.9'])).code, 0);
    const bad = bench.file('session.json', '{}');
    const policy = await judged([...file, '--source-ip', '203.0.113.9', '--session-policy', bad]);
    assert.equal(policy.said.code, 'FED-014');
  });

  it('leaves the role open when several are offered and nobody has chosen', async () => {
    const offered = response((content) =>
      withAssertion(content, ({ attributes }) => ({
        attributes: attributes.map((each) =>
          each.name.endsWith('/Role')
            ? { ...each, values: [...each.values, `${ROLE}2,${PROVIDER}`] }
            : each,
        ),
      })),
    );
    const words = ['saml', offered, '--metadata', metadata, '--trust-policy', trust, ...AT];
    const { code, said } = await bench.json(...words);
    assert.equal(code, 0);
    assert.equal(said.outcome, 'undecided');
    assert.deepEqual(said.missing, ['--role']);
    const chosen = await bench.json(...words, '--role', `${ROLE}2`);
    assert.equal(chosen.said.outcome, 'accepted');
  });
});

describe('diagnose saml keeps secrets and terminals safe', () => {
  it('prints the response itself only when it is asked to', async () => {
    const words = ['saml', response(), '--metadata', metadata, '--trust-policy', trust, ...AT];
    const signature = /<(?:\w+:)?SignatureValue>/;
    assert.doesNotMatch((await bench.run([...words, '--verbose'])).out, signature);
    assert.equal((await bench.json(...words)).said.xml, undefined);
    assert.match((await bench.run([...words, '--show-secrets'])).out, signature);
    assert.match((await bench.json(...words, '--show-secrets')).said.xml, signature);
  });

  it('makes visible what would turn the direction of reading', async () => {
    const odd = response((content) =>
      withAssertion(content, ({ subject }) => ({
        subject: subject && { ...subject, nameId: { value: 'alice\u202Etxt.exe\u0085' } },
      })),
    );
    for (const words of [[], ['--show-secrets'], ['--json'], ['--json', '--show-secrets']]) {
      const { out } = await bench.run(['saml', odd, ...AT, ...words]);
      assert.doesNotMatch(out, /[\u202e\u0085]/, words.join(' '));
      assert.match(out, /202e/);
    }
  });
});

describe('what diagnose cannot use ends it with exit code 2', () => {
  it('DIAG-001: files that cannot be read', async () => {
    const message = 'gatehouse: DIAG-001: `/nonexistent/r` cannot be read: ENOENT';
    assert.equal(await refused('saml', '/nonexistent/r'), message);
    assert.match(await refused('saml', '/tmp'), /^gatehouse: DIAG-001: `\/tmp` .+: EISDIR$/);
    const { err } = await bench.run(['saml', '/nonexistent/r', '--lang', 'ko']);
    assert.match(err, /표준 입력이면 -를 지정하십시오/);
  });

  it('DIAG-002: files that are too large', async () => {
    const key = bench.file('key', 'x'.repeat(100_001));
    const message = `gatehouse: DIAG-002: \`${key}\` has more than 100000 bytes`;
    assert.equal(await refused('saml', response(), '--private-key', key), message);
    const fits = bench.file('key', 'x'.repeat(100_000));
    assert.match(await refused('saml', response(), '--private-key', fits), /DIAG-008/);
  });

  it('DIAG-003, DIAG-004: files without the response', async () => {
    const empty = bench.file('empty', '');
    const message = `gatehouse: DIAG-003: \`${empty}\` holds no SAML response: it is empty`;
    assert.equal(await refused('saml', empty), message);
    const request = { url: 'https://a.test', postData: { text: 'SAMLResponse=AAAA' } };
    const har = bench.file('h', JSON.stringify({ log: { entries: [{ request }] } }));
    assert.match(await refused('saml', har, '--entry', '2'), /DIAG-004: there is no entry 2 among/);
    assert.equal((await bench.run(['saml', har, '--entry', '1'])).code, 1);
  });

  it('DIAG-005: files that are something else', async () => {
    const other = bench.file('other.json', '{}');
    const text = bench.file('other.txt', 'hello');
    const roles = 'the output of aws iam get-role or list-roles';
    const providers = 'the output of aws iam list-saml-providers';
    const said = (file: string, what: string, why: string) =>
      `gatehouse: DIAG-005: \`${file}\` is not ${what}: ${why}`;
    assert.equal(
      await refused('saml', response(), '--roles', other),
      said(other, roles, 'it has no Role and no Roles'),
    );
    assert.equal(
      await refused('saml', response(), '--roles', text),
      said(text, roles, 'it is not JSON'),
    );
    assert.equal(
      await refused('saml', response(), '--providers', other),
      said(other, providers, 'it has no list of providers'),
    );
  });

  it('DIAG-006: metadata that IAM would not have', async () => {
    const cut = bench.file('cut.xml', idp.metadata.slice(0, -20));
    assert.match(
      await refused('saml', response(), '--metadata', cut),
      /DIAG-006: metadata `\S+cut\.xml` is refused with SAML-053: /,
    );
  });

  it('DIAG-007: a trust policy that is none', async () => {
    const none = bench.file('none.json', '{"Statement": []');
    assert.equal(
      await refused('saml', response(), '--trust-policy', none),
      `gatehouse: DIAG-007: policy \`${none}\` cannot be used: Syntax errors in policy.`,
    );
  });

  it('DIAG-008: a private key that is none', async () => {
    const none = bench.file('none.pem', 'no key');
    assert.equal(
      await refused('saml', response(), '--private-key', none),
      `gatehouse: DIAG-008: private key \`${none}\` cannot be used: it is not one private key in PEM`,
    );
  });

  it('DIAG-009: a role whose provider nobody told', async () => {
    assert.match(await refused('saml', sealed(), '--role', ROLE), /DIAG-009: which provider `/);
  });

  it('DIAG-010: the standard input twice', async () => {
    const { code, err } = await bench.run(['saml', '-', '-'], { stdin: 'abc' });
    assert.equal(code, 2);
    assert.match(err, /^gatehouse: DIAG-010: the standard input is asked for more than once\n/);
    const once = await bench.run(['saml', '-', '--metadata', metadata], { stdin: 'abc' });
    assert.equal(once.code, 1);
  });

  it('DIAG-011: a time of issue that nobody told', async () => {
    const field = bench.file('field', 'abc');
    assert.equal(
      await refused('saml', field, '--at', 'issue'),
      `gatehouse: DIAG-011: \`${field}\` does not say when it was issued, and --at is issue`,
    );
  });

  it('DIAG-012: get-role of another role', async () => {
    const Role = { Arn: `${ROLE}2`, AssumeRolePolicyDocument: trustPolicy() };
    const other = bench.file('role.json', JSON.stringify({ Role }));
    assert.equal(
      await refused('saml', response(), '--roles', other),
      `gatehouse: DIAG-012: \`${other}\` describes \`${ROLE}2\` and not \`${ROLE}\``,
    );
  });

  it('quotes what files hold without letting it move the cursor', async () => {
    const Role = { Arn: `${ROLE}\u001b[2J\u202e`, AssumeRolePolicyDocument: trustPolicy() };
    const other = bench.file('role.json', JSON.stringify({ Role }));
    assert.match(await refused('saml', response(), '--roles', other), /\\u\{1b\}\[2J\\u\{202e\}/);
  });

  it('options that are none', async () => {
    for (const words of [
      ['--role', 'developer'],
      ['--provider', ROLE],
      ['--at', 'noon'],
      ['--entry', '0'],
      ['--skew', '-1'],
      ['--public-url', 'gate.test'],
      ['--regions', 'us east'],
      ['--lang', 'fr'],
    ]) {
      assert.match(await refused('saml', 'x', ...words), /^error: option /, words.join(' '));
    }
  });
});
