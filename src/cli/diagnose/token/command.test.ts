import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FetchOutcome, FetchRequest } from '../../../base/fetch.ts';
import {
  CLIENT_ID,
  claims,
  discoveryOf,
  ISSUER,
  keySetOf,
  NOW,
  rsaKey,
  signedToken,
} from '../../../oidc/testing.ts';
import { type DiagnoseBench, openDiagnoseBench } from '../testing.ts';

const AT = ['--at', new Date(NOW).toISOString()];
const ROLE = 'arn:aws:iam::111122223333:role/deploy';
const URL_OF_ISSUER = ISSUER.slice('https://'.length);
const POLICY = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${URL_OF_ISSUER}` },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { [`${URL_OF_ISSUER}:aud`]: CLIENT_ID } },
    },
  ],
};

let bench: DiagnoseBench;
/** What was asked for over the network. */
const asked: string[] = [];
let documents: Readonly<Record<string, unknown>> = {};

async function fetch({ url }: FetchRequest): Promise<FetchOutcome> {
  asked.push(url);
  const document = documents[url];
  if (document === undefined) {
    return {
      ok: false,
      problem: { kind: 'dns', host: 'idp.example.com', code: 'ENOTFOUND' },
      hops: [],
    };
  }
  const certificate = { trust: 'authority', chain: [] } as const;
  const body = Buffer.from(JSON.stringify(document));
  return {
    ok: true,
    response: { url, status: 200, headers: new Map(), body, certificate },
    hops: [],
  };
}

const ALL = {
  [`${ISSUER}/.well-known/openid-configuration`]: discoveryOf(),
  [`${ISSUER}/keys`]: keySetOf(),
};

before(() => {
  bench = openDiagnoseBench({ fetchBy: () => fetch });
});

after(() => bench.remove());

const json = (name: string, content: unknown) => bench.file(name, JSON.stringify(content));
const jwks = () => ['--jwks', json('jwks.json', keySetOf())];
const trust = () => ['--trust-policy', json('trust.json', POLICY), '--role', ROLE];
const token = (changes: Readonly<Record<string, unknown>> = {}): string =>
  bench.file('token', signedToken(claims(changes)));

const outcomes = (said: { checks: { name: string; outcome: string }[] }) =>
  new Map(said.checks.map(({ name, outcome }) => [name, outcome]));

async function judged(words: readonly string[], network: typeof documents = {}) {
  asked.length = 0;
  documents = network;
  return await bench.json('token', ...words, ...AT);
}

describe('diagnose token', () => {
  it('asks nobody unless an issuer is named, and says what it needs', async () => {
    const { code, said } = await judged([token()], ALL);
    assert.equal(code, 1);
    assert.equal(said.outcome, 'undecided');
    assert.equal(said.token.verified, false);
    assert.equal(said.judged.providerFrom, 'assumed');
    assert.deepEqual(asked, []);
    assert.deepEqual(said.missing, ['--issuer, --jwks', '--client-id, --oidc-provider', '--role']);
    const { out } = await bench.run(['token', token(), ...AT]);
    assert.match(out, /What the token says\. NOT VERIFIED: anybody could have written this\n/);
    assert.match(out, /sub +user-1234\n/);
    assert.match(out, /exp +\d+ \(2026-01-31T09:40:00Z\)\n/);
    assert.match(out, /taken to be registered/);
  });

  it('is content with a file of keys, and judges the role', async () => {
    const words = [token(), ...jwks(), '--client-id', CLIENT_ID, ...trust()];
    const { code, said } = await judged(words);
    assert.equal(code, 0, said.failure?.message);
    assert.equal(said.outcome, 'accepted');
    assert.equal(said.token.verified, true);
    assert.deepEqual(said.session, {
      arn: 'arn:aws:sts::111122223333:assumed-role/deploy/diagnosis',
      seconds: 3600,
    });
    assert.deepEqual(asked, []);
    for (const name of ['discoveryHostIsReached', 'discoveryIsComplete', 'keysIsAnswered']) {
      assert.equal(outcomes(said).get(name), 'skipped', name);
    }
    assert.equal(outcomes(said).get('keySetIsReadable'), 'passed');
  });

  it('asks the issuer that is named, as the server does', async () => {
    const words = [token(), '--issuer', ISSUER, '--client-id', CLIENT_ID];
    const { code, said } = await judged(words, ALL);
    assert.equal(code, 0, said.failure?.message);
    assert.deepEqual(asked, Object.keys(ALL));
    assert.equal(outcomes(said).get('discoveryHostIsReached'), 'passed');
    const bare = await judged([token(), '--issuer', URL_OF_ISSUER, '--client-id', CLIENT_ID], ALL);
    assert.equal(bare.code, 0);
    const { said: nowhere } = await judged(words);
    assert.equal(nowhere.code, 'OIDC-020');
    assert.equal(nowhere.answered.status, 400);
  });

  it('judges a discovery document from a file, and asks for the keys that it names', async () => {
    const discovery = ['--discovery', json('discovery.json', discoveryOf())];
    const words = [token(), ...discovery, '--client-id', CLIENT_ID];
    const fetched = await judged(words, ALL);
    assert.equal(fetched.code, 0, fetched.said.failure?.message);
    assert.deepEqual(asked, [`${ISSUER}/keys`]);
    assert.equal(outcomes(fetched.said).get('discoveryIsAnswered'), 'skipped');
    assert.equal(outcomes(fetched.said).get('discoveryIsComplete'), 'passed');
    const offline = await judged([...words, ...jwks()]);
    assert.equal(offline.code, 0, offline.said.failure?.message);
    assert.deepEqual(asked, []);
    const wrong = ['--discovery', json('wrong.json', { issuer: ISSUER })];
    const { said } = await judged([token(), ...wrong, ...jwks()]);
    assert.equal(said.code, 'OIDC-031');
  });

  it('OIDC-050: a file of keys that holds none', async () => {
    const none = ['--jwks', bench.file('none', 'hello')];
    const { said } = await judged([token(), ...none, '--client-id', CLIENT_ID]);
    assert.equal(said.code, 'OIDC-050');
    assert.equal(outcomes(said).get('discoveryHostIsReached'), 'skipped');
  });

  it('OIDC-060: a token by a key that is not in the file', async () => {
    const foreign = bench.file('foreign', signedToken(claims(), { key: rsaKey('other') }));
    const { code, said } = await judged([foreign, ...jwks(), '--client-id', CLIENT_ID]);
    assert.equal(code, 1);
    assert.equal(said.code, 'OIDC-060');
  });

  it('reads the provider as IAM prints it', async () => {
    const provider = {
      Url: URL_OF_ISSUER,
      ClientIDList: ['other', CLIENT_ID],
      ThumbprintList: ['ab'.repeat(20)],
    };
    const words = ['--oidc-provider', json('provider.json', provider), ...jwks()];
    assert.equal((await judged([token(), ...words])).code, 0);
    const { said } = await judged([token({ aud: 'nobody' }), ...words]);
    assert.equal(said.code, 'OIDC-076');
    assert.equal(
      (await judged([token({ aud: 'nobody' }), ...words, '--client-id', 'nobody'])).code,
      0,
    );
  });

  it('OIDC-016, OIDC-017: an issuer that the account does not have, or spells otherwise', async () => {
    const list = (url: string) => [
      '--providers',
      json('list.json', {
        OpenIDConnectProviderList: [{ Arn: `arn:aws:iam::111122223333:oidc-provider/${url}` }],
      }),
    ];
    const none = await judged([token(), ...list('other.test')]);
    assert.equal(none.said.code, 'OIDC-016');
    const similar = await judged([token(), ...list(`${URL_OF_ISSUER}/`)]);
    assert.equal(similar.said.code, 'OIDC-017');
    const { said } = await judged([token(), '--issuer', `${ISSUER}/`]);
    assert.equal(said.code, 'OIDC-017');
    assert.deepEqual(asked, []);
    assert.equal((await judged([token(), ...list(URL_OF_ISSUER), ...jwks()])).said.code, undefined);
  });

  it('knows the providers that every account has', async () => {
    const google = bench.file('google', signedToken(claims({ iss: 'accounts.google.com' })));
    const { said } = await judged([google]);
    assert.equal(said.judged.providerFrom, 'built-in');
    assert.equal(said.judged.provider, 'accounts.google.com');
    assert.deepEqual(said.missing, ['--issuer, --jwks', '--role']);
  });

  it('leaves white space around the token out, unless it is to be judged', async () => {
    const words = [...jwks(), '--client-id', CLIENT_ID];
    const padded = bench.file('padded', `${signedToken(claims())}\n`);
    assert.equal((await judged([padded, ...words])).code, 0);
    const { out } = await bench.run(['token', padded, ...words, ...AT]);
    assert.match(out, /white space around the token was left out/);
    const { said } = await judged([padded, ...words, '--as-is']);
    assert.equal(said.code, 'OIDC-003');
  });

  it('judges for the time of issue, and with the clocks that AWS grants', async () => {
    const words = ['token', token(), ...jwks(), '--client-id', CLIENT_ID, '--at'];
    const issued = await bench.json(...words, 'issue');
    assert.equal(issued.code, 0);
    assert.equal(issued.said.judged.at, '2026-01-31T09:29:05.000Z');
    assert.equal(issued.said.judged.skewSeconds, 300);
    const late = await bench.json(...words, '2026-01-31T09:46:00Z');
    assert.equal(late.said.code, 'OIDC-072');
    const lenient = await bench.json(...words, '2026-01-31T09:46:00Z', '--skew', '600');
    assert.equal(lenient.code, 0);
    const { code, err } = await bench.run([
      'token',
      bench.file('opaque', 'opaque'),
      '--at',
      'issue',
    ]);
    assert.equal(code, 2);
    assert.match(err, /^gatehouse: DIAG-011: /);
  });

  it('judges several tokens by the same options', async () => {
    const words = [...jwks(), '--client-id', CLIENT_ID];
    const old = bench.file('old', signedToken(claims({ exp: NOW / 1000 - 3600 })));
    const { code, said } = await judged([token(), old, ...words]);
    assert.equal(code, 1);
    assert.deepEqual(
      said.map((each: { outcome: string }) => each.outcome),
      ['undecided', 'refused'],
    );
  });

  it('never prints the signature, and private claims only when asked', async () => {
    const secret = signedToken(claims({ email: 'alice@example.com' }));
    const file = bench.file('secret', secret);
    const [head = '', body = '', signature = ''] = secret.split('.');
    for (const words of [[], ['--json'], ['--verbose']]) {
      const { out } = await bench.run(['token', file, ...jwks(), ...words]);
      for (const part of [head, body, signature, 'alice@']) assert.ok(!out.includes(part), part);
      assert.match(out, /email/);
    }
    for (const words of [['--show-secrets'], ['--show-secrets', '--json']]) {
      const { out } = await bench.run(['token', file, ...jwks(), ...words]);
      assert.match(out, /alice@example\.com/);
      assert.ok(!out.includes(signature));
    }
  });

  it('DIAG-005: files that are no providers', async () => {
    const other = json('other.json', {});
    const said = async (option: string) =>
      (await bench.run(['token', token(), option, other])).err.split('\n')[0];
    const not = `gatehouse: DIAG-005: \`${other}\` is not the output of aws iam`;
    assert.equal(
      await said('--oidc-provider'),
      `${not} get-open-id-connect-provider: it has no Url`,
    );
    assert.equal(
      await said('--providers'),
      `${not} list-open-id-connect-providers: it has no list of providers`,
    );
  });
});
