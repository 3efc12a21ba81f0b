/**
 * "fix shown by diagnose": for each row of the requirements about federation, what triggers it is
 * given to the command as files, and its output has the code, the text of AWS and the remedy.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type DiagnoseBench, openDiagnoseBench } from '../../src/cli/diagnose/testing.ts';
import { catalogue, type FailureCode } from '../../src/failures/catalogue.ts';
import type { FailureEntry } from '../../src/failures/failure.ts';
import { createOutbound } from '../../src/outbound/index.ts';
import { type CorpusSettings, defaultSettings } from '../corpus/case.ts';
import { type CorpusWorld, corpus, type Material, metadataCases } from '../corpus/index.ts';
import {
  type Behaviour,
  type IssuerDocument,
  startTestIssuer,
  type TestIssuer,
} from '../support/identity-provider.ts';

const WORLD: CorpusWorld = {
  now: Date.UTC(2026, 10, 1, 9, 30),
  account: '123456789012',
  recipient: 'https://gate.example.test/saml',
  audience: 'https://gate.example.test/static/saml-metadata.xml',
};
const WIDE = { screen: { columns: 10_000, colors: false } };

let bench: DiagnoseBench;

/** The words of the command for the material of a case. */
function wordsFor(material: Material, settings: CorpusSettings): string[] {
  const { response, provider, role, roleArn, principalArn, durationSeconds } = material;
  const providers = provider ? [{ Arn: `arn:aws:iam::${WORLD.account}:saml-provider/corp` }] : [];
  const roles = role
    ? [
        {
          Arn: `arn:aws:iam::${WORLD.account}:role/developer`,
          AssumeRolePolicyDocument: JSON.parse(role.trustPolicy),
          MaxSessionDuration: role.maxSessionDuration,
        },
      ]
    : [];
  const form = new URLSearchParams({ SAMLResponse: response }).toString();
  const file = (name: string, content: unknown) =>
    bench.file(name, typeof content === 'string' ? content : JSON.stringify(content));
  return [
    ...['saml', file('response.form', form), '--role', roleArn, '--provider', principalArn],
    ...['--providers', file('list-saml-providers.json', { SAMLProviderList: providers })],
    ...['--roles', file('list-roles.json', { Roles: roles })],
    ...(provider ? ['--metadata', file('metadata.xml', provider.metadata)] : []),
    ...(durationSeconds === undefined ? [] : ['--duration', String(durationSeconds)]),
    ...['--public-url', 'https://gate.example.test', '--at', new Date(WORLD.now).toISOString()],
    ...(settings.awsNames ? ['--aws-names'] : []),
    ...(settings.allowSha1 ? ['--sha1'] : []),
  ];
}

/** Asserts that an output says everything that the catalogue knows of a failure. */
function assertShown(out: string, code: FailureCode, language: 'en' | 'ko'): void {
  const entry: FailureEntry = catalogue[code];
  assert.ok(out.includes(`${code}: `), `${code} in\n${out}`);
  assert.ok(out.includes(entry.cause[language]), `cause of ${code} in\n${out}`);
  assert.ok(out.includes(entry.fix[language]), `fix of ${code} in\n${out}`);
}

async function assertRefused(
  words: readonly string[],
  expected: { readonly code: FailureCode; readonly wire: { code: string; text: string } },
): Promise<void> {
  for (const language of ['en', 'ko'] as const) {
    const { code, out, err } = await bench.run([...words, '--lang', language], WIDE);
    assert.equal(code, 1, err);
    assertShown(out, expected.code, language);
    const { code: error, text } = expected.wire;
    const told = text.replace('{requestId}', '00000000-0000-0000-0000-000000000000');
    assert.ok(out.includes(`${error}: ${told}`), `${error}: ${told} in\n${out}`);
    assert.match(out, new RegExp(`✗ ${expected.code}  HTTP 4\\d\\d ${error}: `));
  }
}

describe('what diagnose says of each requirement about SAML', () => {
  before(() => {
    bench = openDiagnoseBench();
  });

  after(() => bench?.remove());

  for (const { name, requirement, build, expected, settings = defaultSettings } of corpus) {
    if (requirement === undefined) continue;
    it(`${requirement}: ${name}`, async () => {
      const words = wordsFor(build(WORLD), settings);
      if (expected !== 'accepted') return await assertRefused(words, expected);
      const { code, out } = await bench.run(words, WIDE);
      assert.equal(code, 0, out);
      assert.match(out, /✓ Gatehouse issues credentials of arn:aws:sts::/);
    });
  }

  for (const { name, requirement, make, expected } of metadataCases) {
    it(`${requirement}: ${name}`, async () => {
      const words = ['metadata', bench.file('metadata.xml', make())];
      if (expected !== 'accepted') return await assertRefused(words, expected);
      const { code, out } = await bench.run(words, WIDE);
      assert.equal(code, 0, out);
      assert.match(out, /✓ IAM makes a SAML provider from this document/);
    });
  }

  it('leaves out no requirement', () => {
    const shown = new Set([...corpus, ...metadataCases].map(({ requirement }) => requirement));
    for (let row = 63; row <= 87; row += 1) assert.ok(shown.has(`R0${row}`), `R0${row}`);
  });
});

const NO_KEY = {
  code: 'InvalidIdentityToken',
  text: "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
};

/** What goes wrong at an issuer, with the requirement that is about it. */
const issuerCases: readonly {
  readonly name: string;
  readonly requirement: string;
  readonly document: IssuerDocument;
  readonly behaviour: Behaviour;
  readonly code: FailureCode;
}[] = [
  {
    name: 'the discovery document is not there',
    requirement: 'R111',
    document: 'discovery',
    behaviour: { kind: 'answer', status: 404 },
    code: 'OIDC-025',
  },
  {
    name: 'the key set is not there',
    requirement: 'R111',
    document: 'keys',
    behaviour: { kind: 'answer', status: 403 },
    code: 'OIDC-045',
  },
  {
    name: 'a firewall breaks the connection',
    requirement: 'R108',
    document: 'discovery',
    behaviour: { kind: 'reset' },
    code: 'OIDC-022',
  },
  {
    name: 'the identity provider throttles',
    requirement: 'R117',
    document: 'keys',
    behaviour: { kind: 'answer', status: 429 },
    code: 'OIDC-046',
  },
  {
    name: 'a member of the discovery document is missing',
    requirement: 'R106',
    document: 'discovery',
    behaviour: { kind: 'document', members: { jwks_uri: undefined } },
    code: 'OIDC-031',
  },
  {
    name: 'the keys take longer than the budget has left',
    requirement: 'R109, R114, R116',
    document: 'keys',
    behaviour: { kind: 'silence' },
    code: 'OIDC-043',
  },
];

describe('what diagnose says of each requirement about issuers', () => {
  let issuer: TestIssuer;

  before(async () => {
    issuer = await startTestIssuer();
    const { fetch } = createOutbound({
      allow: ['127.0.0.0/8', '::1'],
      authorities: [issuer.authority],
    });
    bench = openDiagnoseBench({ fetchBy: () => fetch });
  });

  after(async () => {
    bench?.remove();
    await issuer?.stop();
  });

  const tokenWords = (): string[] => [
    ...['token', bench.file('token', issuer.token({ claims: { sub: 'alice', aud: 'app' } }))],
    ...['--issuer', issuer.url, '--client-id', 'app'],
  ];

  for (const { name, requirement, document, behaviour, code } of issuerCases) {
    it(`${requirement}: ${name}`, async () => {
      issuer.behave(document, behaviour);
      try {
        await Promise.all([
          assertRefused(['issuer', issuer.url], { code, wire: NO_KEY }),
          assertRefused(tokenWords(), { code, wire: NO_KEY }),
        ]);
      } finally {
        issuer.behave(document, { kind: 'normal' });
      }
    });
  }

  it('R107: a host that has no address, and one that is not on the public internet', async () => {
    const { fetch } = createOutbound({ allow: [], authorities: [issuer.authority] });
    const strict = openDiagnoseBench({ fetchBy: () => fetch });
    try {
      const refused = await strict.run(['issuer', issuer.url], WIDE);
      assert.equal(refused.code, 1);
      assertShown(refused.out, 'OIDC-021', 'en');
      const nowhere = await strict.run(['issuer', 'https://issuer.invalid'], WIDE);
      assert.equal(nowhere.code, 1);
      assertShown(nowhere.out, 'OIDC-020', 'en');
    } finally {
      strict.remove();
    }
  });

  it('R106: a key that the issuer does not publish', async () => {
    const words = tokenWords();
    issuer.rotate();
    await assertRefused(words, { code: 'OIDC-060', wire: NO_KEY });
  });

  it('R110, R112: an issuer as it should be, asked without a server; each step is measured', async () => {
    const { code, out } = await bench.run(['issuer', issuer.url], WIDE);
    assert.equal(code, 0, out);
    assert.match(out, /time +\d+ \/ 5000 ms/);
    for (const document of ['discovery', 'keys']) {
      assert.match(
        out,
        new RegExp(
          `${document} +https://localhost:\\d+/\\S+ \\[127\\.0\\.0\\.1\\]: 200 \\(wait \\d+, dns \\d+, connect \\d+, tls \\d+, first-byte \\d+, body \\d+\\)`,
        ),
      );
    }
    assert.match(out, /✓ tokens of this issuer can be verified/);
    const accepted = await bench.run(tokenWords(), WIDE);
    assert.equal(accepted.code, 0, accepted.out);
  });

  it('R113, R115: the remedies name the firewall and the endpoint of a near region', () => {
    const fixes = [catalogue['OIDC-022'], catalogue['OIDC-023']].map(({ fix }) => fix.en);
    assert.match(fixes[0] ?? '', /firewall/i);
    assert.match(fixes[1] ?? '', /region/);
  });
});
