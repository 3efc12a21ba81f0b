/** A command line of IAM Identity Center as far as HTTP goes, and a browser that answers for it. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Page, Visitor } from './page-visitor.ts';
import type { PortalWorld } from './portal-world.ts';

export const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** What the server answered. */
export interface SsoAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: outputs of all operations.
  readonly body: any;
}

type Server = { readonly url: string };

/** Calls sso-oidc: `client/register`, `device_authorization`, `token`. */
export async function oidcCall({ url }: Server, path: string, input: object): Promise<SsoAnswer> {
  const response = await fetch(`${url}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'aws-cli/2.31.1 Linux' },
    body: JSON.stringify(input),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Calls the portal API with an access token. */
export async function portalCall(
  { url }: Server,
  path: string,
  token: string | undefined,
  method = 'GET',
): Promise<SsoAnswer> {
  const headers = token === undefined ? {} : { 'x-amz-sso_bearer_token': token };
  const response = await fetch(`${url}/${path}`, { method, headers });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

/** Credentials of a role as a program asks the portal for them. */
export function roleCredentials(
  server: Server,
  token: string | undefined,
  accountId: string,
  roleName: string,
): Promise<SsoAnswer> {
  const query = new URLSearchParams({ role_name: roleName, account_id: accountId });
  return portalCall(server, `federation/credentials?${query}`, token);
}

/** Asserts status, header, `error` and `error_description` of a refusal of sso-oidc. */
export function assertOidcRefused(
  { status, headers, body }: SsoAnswer,
  expected: readonly [status: number, type: string, error: string, description: string],
): void {
  const got = [status, headers.get('x-amzn-errortype'), body.error, body.error_description];
  assert.deepEqual(got, [...expected]);
}

/** Asserts status, header and `message` of a refusal of the portal API. */
export function assertPortalRefused(
  { status, headers, body }: SsoAnswer,
  expected: readonly [status: number, type: string, message: string],
): void {
  assert.deepEqual([status, headers.get('x-amzn-errortype'), body.message], [...expected]);
}

/** A client that is registered. */
export interface Registered {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The start URL of the world's portal as AWS writes it. */
export function awsStartUrl({ instance }: PortalWorld): string {
  return `https://${instance.identity_store_id}.awsapps.com/start`;
}

/** Registers as old command lines do, with the scope of accounts. */
export async function registerDevice(world: PortalWorld, more: object = {}): Promise<Registered> {
  const answer = await oidcCall(world.server, 'client/register', {
    clientName: 'botocore-client-test',
    clientType: 'public',
    scopes: ['sso:account:access'],
    ...more,
  });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  const { clientId, clientSecret } = answer.body;
  return { clientId, clientSecret };
}

/** Begins the authorization of a device. */
export async function startDevice(world: PortalWorld, client: Registered): Promise<SsoAnswer> {
  return await oidcCall(world.server, 'device_authorization', {
    ...client,
    startUrl: awsStartUrl(world),
  });
}

/** Asks for the tokens of a device. */
export async function deviceToken(
  { server }: PortalWorld,
  client: Registered,
  deviceCode: string,
): Promise<SsoAnswer> {
  return await oidcCall(server, 'token', { ...client, grantType: DEVICE_GRANT, deviceCode });
}

/** The hidden fields of the form on a page. */
export function hiddenFieldsOf({ html }: Page): Record<string, string> {
  const inputs = html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return Object.fromEntries(
    [...inputs].map(([, name = '', value = '']) => [name, unescaped(value)]),
  );
}

function unescaped(text: string): string {
  return text.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

/** Answers the question about a device in a browser that is signed in. */
export async function answerDevice(
  { path }: PortalWorld,
  visitor: Visitor,
  userCode: string,
  decision: 'allow' | 'deny' = 'allow',
): Promise<Page> {
  const asked = await visitor.get(`${path}/device?user_code=${userCode}`);
  assert.equal(asked.status, 200, asked.location ?? asked.html);
  return await visitor.post(`${path}/device`, { ...hiddenFieldsOf(asked), decision });
}

/** Tokens of a device that somebody has let in. */
export async function signedInDevice(
  world: PortalWorld,
  visitor: Visitor,
  client?: Registered,
): Promise<SsoAnswer['body'] & { readonly client: Registered }> {
  const registered = client ?? (await registerDevice(world));
  const { body } = await startDevice(world, registered);
  const done = await answerDevice(world, visitor, body.userCode);
  assert.equal(done.status, 200, done.html);
  const token = await deviceToken(world, registered, body.deviceCode);
  assert.equal(token.status, 200, JSON.stringify(token.body));
  return { ...token.body, deviceCode: body.deviceCode, client: registered };
}

export const REDIRECT = 'http://127.0.0.1/oauth/callback';
export const VERIFIER = `${'a-verifier.of_64~characters'.repeat(3)}`.slice(0, 64);
export const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

/** Registers as new command lines do. */
export async function registerPkce(world: PortalWorld, more: object = {}): Promise<Registered> {
  return await registerDevice(world, {
    grantTypes: ['authorization_code', 'refresh_token'],
    redirectUris: [REDIRECT],
    issuerUrl: awsStartUrl(world),
    ...more,
  });
}

/** The path of an authorization as the CLI opens it. */
export function authorizePath(
  { clientId }: Registered,
  more: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: 'http://127.0.0.1:45678/oauth/callback',
    state: 'b1946ac9-2f33-4c0e-9d1c-0a1b2c3d4e5f',
    code_challenge_method: 'S256',
    scopes: 'sso:account:access',
    code_challenge: CHALLENGE,
    ...more,
  });
  return `/authorize?${query}`;
}

/** Lets the program of a link in, and answers where the browser is sent. */
export async function consent(
  visitor: Visitor,
  path: string,
  decision: 'allow' | 'deny' = 'allow',
): Promise<URL> {
  const asked = await visitor.get(path);
  assert.equal(asked.status, 200, asked.location ?? asked.html);
  const answered = await visitor.post('/authorize', { ...hiddenFieldsOf(asked), decision });
  assert.equal(answered.status, 303, answered.html);
  return new URL(answered.location ?? '');
}

/** Exchanges an authorization code. */
export async function codeToken(
  { server }: PortalWorld,
  client: Registered,
  code: string,
  more: object = {},
): Promise<SsoAnswer> {
  return await oidcCall(server, 'token', {
    ...client,
    grantType: 'authorization_code',
    code,
    redirectUri: 'http://127.0.0.1:45678/oauth/callback',
    codeVerifier: VERIFIER,
    ...more,
  });
}

/** Exchanges a refresh token. */
export async function refresh(
  server: Server,
  client: Registered,
  refreshToken: string,
): Promise<SsoAnswer> {
  return await oidcCall(server, 'token', { ...client, grantType: 'refresh_token', refreshToken });
}

/** Tokens of a command line that somebody has let in at a portal that was made by operations. */
export async function signedInClient(
  server: Server,
  identityStoreId: string,
  visitor: Visitor,
): Promise<{ readonly accessToken: string }> {
  const registered = await oidcCall(server, 'client/register', {
    clientName: 'botocore-client-test',
    clientType: 'public',
    scopes: ['sso:account:access'],
  });
  const { clientId, clientSecret } = registered.body;
  const startUrl = `https://${identityStoreId}.awsapps.com/start`;
  const client = { clientId, clientSecret };
  const { body } = await oidcCall(server, 'device_authorization', { ...client, startUrl });
  const asked = await visitor.get(`/portal/${identityStoreId}/device?user_code=${body.userCode}`);
  const fields = { ...hiddenFieldsOf(asked), decision: 'allow' };
  const done = await visitor.post(`/portal/${identityStoreId}/device`, fields);
  assert.equal(done.status, 200, done.html);
  const { deviceCode } = body;
  const token = await oidcCall(server, 'token', { ...client, grantType: DEVICE_GRANT, deviceCode });
  assert.equal(token.status, 200, JSON.stringify(token.body));
  return { accessToken: token.body.accessToken };
}
