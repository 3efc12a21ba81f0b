import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { signingPair, withCertificate } from '../../../test/support/saml/keys.ts';
import { metadataOf } from '../../../test/support/saml/metadata.ts';
import { type DiagnoseBench, openDiagnoseBench } from './testing.ts';

let bench: DiagnoseBench;

before(() => {
  bench = openDiagnoseBench();
});

after(() => bench.remove());

const ENTITY = 'https://idp.example.test/saml';

describe('diagnose metadata', () => {
  const document = (change: object = {}) =>
    metadataOf({ entityId: ENTITY, keys: [signingPair('rsa-2048', 'idp')], ...change });

  it('lists entity ids, keys, certificates and expiries', async () => {
    const expired = withCertificate(signingPair('p256', 'idp'), { notAfter: Date.UTC(2021, 0) });
    const keys = [signingPair('rsa-2048', 'idp'), expired];
    const file = bench.file('m.xml', document({ keys, validUntil: '2026-06-01T00:00:00Z' }));
    const { code, out } = await bench.run(['metadata', file, '--at', '2026-07-01']);
    assert.equal(code, 0, out);
    assert.match(out, /entity ID +https:\/\/idp\.example\.test\/saml\n/);
    assert.match(out, /valid until +2026-06-01T00:00:00Z \(has passed: responses are refused/);
    assert.match(out, /key +RSA 2048\n/);
    assert.match(out, /key +EC prime256v1\n/);
    assert.match(out, /2021-01-01T00:00:00Z \(expired; signatures\s+are still verified/);
    assert.match(out, /SHA-256 +[0-9a-f]{64}\n/);
    const { out: before } = await bench.run(['metadata', file, '--at', '2026-05-01']);
    assert.doesNotMatch(before, /has passed/);
  });

  it('reads what get-saml-provider prints', async () => {
    const provider = { SAMLMetadataDocument: document(), SAMLProviderUUID: 'SAMLSP1' };
    const file = bench.file('provider.json', JSON.stringify(provider));
    const { code, said } = await bench.json('metadata', file);
    assert.equal(code, 0);
    assert.equal(said.uuid, 'SAMLSP1');
    assert.equal(said.outcome, 'accepted');
    const [found] = said.providers;
    assert.equal(found.entityId, ENTITY);
    assert.equal(found.certificates[0].key, 'RSA 2048');
  });

  it('tells certificates also of a document that IAM refuses, with the text of IAM', async () => {
    const file = bench.file('short.xml', document({ keys: [signingPair('rsa-512', 'idp')] }));
    const { code, said } = await bench.json('metadata', file);
    assert.equal(code, 1);
    assert.equal(said.code, 'SAML-062');
    assert.deepEqual(said.answered, {
      code: 'InvalidInput',
      status: 400,
      message: 'Unable to parse metadata',
    });
    assert.equal(said.providers[0].certificates[0].key, 'RSA 512');
    const broken = bench.file(
      'broken.xml',
      document({ certificates: ['AAAA'.repeat(200)], keys: [] }),
    );
    const { said: none } = await bench.json('metadata', broken);
    assert.equal(none.code, 'SAML-061');
    assert.equal(typeof none.providers[0].certificates[0].problem, 'string');
    const cut = await bench.json('metadata', bench.file('cut.xml', document().slice(0, -9)));
    assert.deepEqual(cut.said.providers, []);
  });

  it('reads the standard input, and says what it cannot read', async () => {
    assert.equal((await bench.run(['metadata', '-'], { stdin: document() })).code, 0);
    const { code, err } = await bench.run(['metadata', '/nonexistent']);
    assert.equal(code, 2);
    assert.match(err, /^gatehouse: DIAG-001: `\/nonexistent` cannot be read: ENOENT\n/);
  });
});

const ROLE = 'arn:aws:iam::123456789012:role/developer';
const CORP = 'arn:aws:iam::123456789012:saml-provider/corp';
const AWS_URL = 'https://signin.aws.amazon.com/saml';
const POLICY = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Corp',
      Effect: 'Allow',
      Principal: { Federated: CORP },
      Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
      Condition: { StringEquals: { 'SAML:aud': AWS_URL } },
    },
  ],
};

describe('diagnose trust-policy', () => {
  const policy = (content: unknown = POLICY) =>
    bench.file('policy.json', typeof content === 'string' ? content : JSON.stringify(content));

  it('says who gets what under which conditions', async () => {
    const { code, out } = await bench.run(['trust-policy', policy(), '--role', ROLE]);
    assert.equal(code, 0, out);
    assert.match(
      out,
      /✓ arn:aws:iam::123456789012:saml-provider\/corp \(SAML provider\)\n +sts:AssumeRoleWithSAML +allowed under conditions\n +if SAML:aud StringEquals https:\/\/signin\.aws\.amazon\.com\/saml\n +sts:TagSession +allowed under conditions\n.+\n +sts:SetSourceIdentity +not allowed\n/,
    );
    assert.match(out, /– anybody without credentials\n/);
    assert.match(out, /sign-ins with a source identity are refused/);
    assert.match(out, /✓ nothing is wrong with the policy by itself\n$/);
  });

  it('takes policy and role from get-role', async () => {
    const Role = { Arn: ROLE, AssumeRolePolicyDocument: POLICY };
    const { code, said } = await bench.json('trust-policy', policy({ Role }));
    assert.equal(code, 0);
    assert.equal(said.roleArn, ROLE);
    assert.equal(said.outcome, 'accepted');
    const [first] = said.callers;
    assert.equal(first.name, CORP);
    assert.deepEqual(first.access[0], {
      action: 'sts:AssumeRoleWithSAML',
      outcome: 'conditional',
      ifAny: [[{ operator: 'StringEquals', key: 'SAML:aud', values: [AWS_URL] }]],
      unless: [],
    });
  });

  it('names the mismatch of an imported policy with the names of this server', async () => {
    const words = ['trust-policy', policy(), '--public-url', 'https://gate.test'];
    const { code, out } = await bench.run([...words, '--lang', 'ko']);
    assert.equal(code, 1);
    assert.match(out, /✗ DIAG-026 {2}statement 1 \(Corp\) asks for SAML:aud /);
    assert.match(out, /원인 +AWS용으로 작성된 정책입니다/);
    assert.equal((await bench.run([...words, '--aws-names'])).code, 0);
    assert.equal((await bench.run([...words, '--recipient', AWS_URL])).code, 0);
  });

  it('DIAG-020: repeats what IAM says of a policy that it refuses', async () => {
    const { code, said } = await bench.json('trust-policy', policy('{"Version": "2012-10-17"'));
    assert.equal(code, 1);
    assert.deepEqual(said.answered, {
      code: 'MalformedPolicyDocument',
      status: 400,
      message: 'This policy contains invalid Json',
    });
    assert.deepEqual(said.callers, []);
  });
});

describe('every command of diagnose', () => {
  it('explains itself', async () => {
    for (const command of ['saml', 'metadata', 'token', 'trust-policy', 'issuer']) {
      const { code, out } = await bench.run([command, '--help']);
      assert.equal(code, 0);
      assert.match(out, new RegExp(`^Usage: gatehouse diagnose ${command} \\[options\\] <`));
      assert.match(out, /--lang <language>/);
      assert.match(out, /--json/);
      assert.match(out, /Exit codes: 0 done; 1 failed, or something was found/);
    }
  });

  it('is refused without its file', async () => {
    for (const command of ['saml', 'metadata', 'token', 'trust-policy', 'issuer']) {
      const { code, err } = await bench.run([command]);
      assert.equal(code, 2);
      assert.match(err, /missing required argument/);
    }
  });
});
