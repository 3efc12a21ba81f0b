import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { makePortal, type PortalWorld, portalVisitor } from '../support/portal-world.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import {
  answerDevice,
  assertOidcRefused,
  awsStartUrl,
  DEVICE_GRANT,
  oidcCall,
  type Registered,
  registerDevice,
  startDevice,
} from '../support/sso-client.ts';

let server: TestServer;
let world: PortalWorld;
let client: Registered;
let now = Date.now();

before(async () => {
  server = await startTestServer({}, { clock: () => now });
  world = await makePortal(server);
  client = await registerDevice(world);
});
after(() => server.stop());

const METADATA = [400, 'InvalidClientMetadataException', 'invalid_client_metadata'] as const;
const REDIRECT = [
  400,
  'InvalidRedirectUriException',
  'invalid_redirect_uri',
  'Invalid redirect URI provided',
] as const;
const SLOW = [400, 'SlowDownException', 'slow_down', 'Rate exceeded'] as const;

type Refusal = Parameters<typeof assertOidcRefused>[1];

describe('sso-oidc: clients', () => {
  it('R172: a client is registered for 90 days and told where to go on', async () => {
    const answer = await oidcCall(server, 'client/register', {
      clientName: 'botocore-client-test',
      clientType: 'public',
      grantTypes: ['authorization_code', 'refresh_token'],
      redirectUris: ['http://127.0.0.1/oauth/callback'],
      issuerUrl: awsStartUrl(world),
      scopes: ['sso:account:access'],
    });
    assert.equal(answer.status, 200);
    const { clientIdIssuedAt, clientSecretExpiresAt, ...rest } = answer.body;
    assert.equal(clientIdIssuedAt, Math.floor(now / 1000));
    assert.equal(clientSecretExpiresAt - clientIdIssuedAt, 90 * 24 * 3600);
    assert.equal(rest.authorizationEndpoint, `${world.origin}/authorize`);
    assert.equal(rest.tokenEndpoint, `${world.origin}/token`);
    assert.ok(rest.clientId.length < 700, String(rest.clientId.length));
  });

  const cases: readonly (readonly [string, object, Refusal])[] = [
    ['SSO-020', { clientType: 'confidential' }, [...METADATA, 'Invalid client type provided']],
    ['SSO-021', { clientName: 'x'.repeat(129) }, [...METADATA, 'Invalid client name provided']],
    ['SSO-021', { clientName: 'a\u202eb' }, [...METADATA, 'Invalid client name provided']],
    ['SSO-022', { redirectUris: ['https://evil.example.com/'] }, REDIRECT],
    ['SSO-022', { redirectUris: ['http://127.0.0.1.evil.example.com/'] }, REDIRECT],
    [
      'SSO-023',
      { grantTypes: ['password'] },
      [
        400,
        'UnsupportedGrantTypeException',
        'unsupported_grant_type',
        'Unsupported grant type provided',
      ],
    ],
    [
      'SSO-024',
      { scopes: ['a b'] },
      [400, 'InvalidScopeException', 'invalid_scope', 'Invalid scope provided'],
    ],
    [
      'SSO-025',
      { issuerUrl: 'https://elsewhere.awsapps.com/start' },
      [400, 'InvalidRequestException', 'invalid_request', 'Invalid start URL provided'],
    ],
    [
      'SSO-026',
      { scopes: Array.from({ length: 20 }, (_, index) => `${'scope'.repeat(10)}${index}`) },
      [...METADATA, 'Invalid client metadata provided'],
    ],
    ['SSO-027', { grantTypes: ['authorization_code'] }, REDIRECT],
  ];
  for (const [code, change, expected] of cases) {
    it(`${code}: is refused to register with ${JSON.stringify(change).slice(0, 60)}`, async () => {
      const input = { clientName: 'test', clientType: 'public', ...change };
      assertOidcRefused(await oidcCall(server, 'client/register', input), expected);
    });
  }

  it('a request without required members is invalid', async () => {
    const { status, body } = await oidcCall(server, 'client/register', {});
    assert.deepEqual([status, body.error], [400, 'invalid_request']);
  });

  it('SSO-030, SSO-031, SSO-032: clients that are none, have the wrong secret, or are too old', async () => {
    const refusedAs = [401, 'InvalidClientException', 'invalid_client'] as const;
    const invalid: Refusal = [...refusedAs, 'Invalid client provided'];
    const other = await registerDevice(world);
    assertOidcRefused(await startDevice(world, { ...client, clientId: 'nobody' }), invalid);
    const { clientSecret } = other;
    assertOidcRefused(await startDevice(world, { ...client, clientSecret }), invalid);
    now += 90 * 24 * 3_600_000;
    assertOidcRefused(await startDevice(world, client), [
      ...refusedAs,
      'Client registration has expired',
    ]);
    client = await registerDevice(world);
    assert.equal((await startDevice(world, client)).status, 200);
  });

  it('SSO-033: a client does only what it was registered for', async () => {
    const input = { ...client, grantType: 'authorization_code', code: 'x' };
    assertOidcRefused(await oidcCall(server, 'token', input), [
      400,
      'UnauthorizedClientException',
      'unauthorized_client',
      'Client is not authorized for this grant type',
    ]);
  });

  it('SSO-023, SSO-051: grant types that there are not, and what each needs', async () => {
    assertOidcRefused(await oidcCall(server, 'token', { ...client, grantType: 'password' }), [
      400,
      'UnsupportedGrantTypeException',
      'unsupported_grant_type',
      'Unsupported grant type provided',
    ]);
    assertOidcRefused(await oidcCall(server, 'token', { ...client, grantType: DEVICE_GRANT }), [
      400,
      'InvalidRequestException',
      'invalid_request',
      'deviceCode is required for this grant type',
    ]);
  });

  it('SSO-034: few devices wait from one address', async () => {
    now += 3_600_000;
    const answers = [];
    for (let count = 0; count < 21; count += 1) answers.push(await startDevice(world, client));
    assert.ok(answers.slice(0, 20).every(({ status }) => status === 200));
    const last = answers.at(-1);
    assert.ok(last);
    assertOidcRefused(last, SLOW);
    const visitor = portalVisitor(world, await world.signIn());
    await answerDevice(world, visitor, answers[0]?.body.userCode, 'deny');
    assert.equal((await startDevice(world, client)).status, 200);
    assertOidcRefused(await startDevice(world, client), SLOW);
    now += 600_000;
    assert.equal((await startDevice(world, client)).status, 200);
  });

  it('SSO-028: one address registers a hundred clients at once, then two a second', async () => {
    now += 3_600_000;
    const input = { clientName: 'test', clientType: 'public' };
    const statuses: number[] = [];
    for (let count = 0; count < 100; count += 1) {
      statuses.push((await oidcCall(server, 'client/register', input)).status);
    }
    assert.deepEqual(new Set(statuses), new Set([200]));
    assertOidcRefused(await oidcCall(server, 'client/register', input), SLOW);
    now += 1000;
    assert.equal((await oidcCall(server, 'client/register', input)).status, 200);
  });
});
