import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FetchOutcome, SentCertificate } from '../../base/fetch.ts';
import { AwsError } from '../../failures/aws-error.ts';
import { createAskThumbprint } from './oidc-thumbprints.ts';
import { TEST_TIME } from './test-support.ts';

const sent = (thumbprint: string): SentCertificate => ({
  subject: 'CN=some',
  issuer: 'CN=other',
  thumbprint,
  notBefore: 0,
  notAfter: TEST_TIME,
});

function answered(url: string, body: object, thumbprints: readonly string[]): FetchOutcome {
  const certificate = { trust: 'authority', chain: thumbprints.map(sent) } as const;
  return {
    ok: true,
    response: {
      url,
      status: 200,
      headers: new Map(),
      body: Buffer.from(JSON.stringify(body)),
      certificate,
    },
    hops: [{ url, certificate, steps: [] }],
  };
}

const DISCOVERY = {
  issuer: 'https://idp.example/a',
  jwks_uri: 'https://keys.example/set',
  response_types_supported: ['id_token'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
};

const unreachable: FetchOutcome = {
  ok: false,
  problem: { kind: 'dns', host: 'idp.example', code: 'ENOTFOUND' },
  hops: [],
};

/** Passes for the refusal that tells the administrator this reason, and the caller none. */
function refused(reason: string): (error: unknown) => true {
  return (error) => {
    assert.ok(error instanceof AwsError);
    assert.equal(error.code, 'OpenIdIdpCommunicationError');
    assert.equal(
      error.message,
      'The request failed because IAM cannot connect to the OpenID Connect identity provider URL.',
    );
    assert.equal(error.failure?.code, 'IDP-001');
    const message = `the issuer \`https://idp.example/a\` shows no thumbprint: ${reason}`;
    assert.equal(error.failure?.message, message);
    return true;
  };
}

/** Asks for the thumbprint of idp.example/a, where these URLs answer. */
async function ask(answers: Readonly<Record<string, FetchOutcome>>): Promise<string> {
  const askThumbprint = createAskThumbprint({
    clock: () => TEST_TIME,
    fetch: async ({ url, thumbprints }) => {
      assert.deepEqual(thumbprints, []);
      return answers[url] ?? unreachable;
    },
  });
  return await askThumbprint('idp.example/a');
}

const discovery = 'https://idp.example/a/.well-known/openid-configuration';
const keys = 'https://keys.example/set';

test('the thumbprint is that of the top certificate that the host of the keys sends', async () => {
  const thumbprint = await ask({
    [discovery]: answered(discovery, DISCOVERY, ['d1', 'd2']),
    [keys]: answered(keys, { keys: [] }, ['k1', 'k2', 'k3']),
  });
  assert.equal(thumbprint, 'k3');
});

test('a host of keys that answers something else is still the host to be known again', async () => {
  const hops = [
    {
      url: keys,
      status: 503,
      certificate: { trust: 'authority', chain: [sent('k1')] },
      steps: [],
    },
  ] as const;
  const problem = { kind: 'status', host: 'keys.example', status: 503 } as const;
  const thumbprint = await ask({
    [discovery]: answered(discovery, DISCOVERY, ['d1']),
    [keys]: { ok: false, problem, hops },
  });
  assert.equal(thumbprint, 'k1');
});

test('IDP-001: an issuer that cannot be reached, or whose document leads nowhere, is refused', async () => {
  await assert.rejects(ask({}), refused('`idp.example` has no address'));
  await assert.rejects(
    ask({ [discovery]: answered(discovery, { ...DISCOVERY, issuer: 'https://x' }, ['d1']) }),
    refused('issuer `https://x`'),
  );
  await assert.rejects(
    ask({ [discovery]: answered(discovery, DISCOVERY, ['d1']) }),
    refused('`idp.example` has no address'),
  );
});

test('IDP-001: a host that no authority vouches for is not believed, but shown', async () => {
  const problem = {
    kind: 'certificate',
    host: 'keys.example',
    reason: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    chain: [sent('k1')],
  } as const;
  await assert.rejects(
    ask({
      [discovery]: answered(discovery, DISCOVERY, ['d1']),
      [keys]: { ok: false, problem, hops: [{ url: keys, steps: [] }] },
    }),
    refused('certificate refused: DEPTH_ZERO_SELF_SIGNED_CERT, thumbprint k1'),
  );
});
