/** What the command `aws login` does, without the command: links, keys, proofs, exchanges. */
import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import {
  type ClientKey,
  clientKey,
  type ProofChanges,
  proofFor,
} from '../../src/oidc/dpop/testing.ts';
import type { Page, Visitor } from './page-visitor.ts';

/** `same-device` hands the code to a port of the computer, `cross-device` to a page. */
export type ClientKind = 'same-device' | 'cross-device';

/** One run of the command. */
export interface LoginRun {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly verifier: string;
  readonly key: ClientKey;
  /** The link that is opened in the browser; `changes` replace its parameters. */
  readonly link: (changes?: Readonly<Record<string, string | undefined>>) => string;
}

/** What the token endpoint answered. */
export interface TokenAnswer {
  readonly accessToken: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
  };
  readonly tokenType: string;
  readonly expiresIn: number;
  readonly refreshToken: string;
  readonly idToken?: string;
}

/** An answer of the token endpoint as HTTP. */
export interface TokenResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Begins a run for the server at `publicUrl`. */
export function beginLogin(publicUrl: string, kind: ClientKind = 'same-device'): LoginRun {
  const verifier = randomBytes(48).toString('base64url');
  const clientId = `arn:aws:signin:::devtools/${kind}`;
  const state = randomUUID();
  const redirectUri =
    kind === 'same-device'
      ? 'http://127.0.0.1:53037/oauth/callback'
      : `${publicUrl}/v1/sessions/confirmation`;
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    state,
    code_challenge_method: 'SHA-256',
    scope: 'openid',
    redirect_uri: redirectUri,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  };
  return {
    clientId,
    redirectUri,
    state,
    verifier,
    key: clientKey(),
    link: (changes = {}) => {
      const all = Object.entries({ ...parameters, ...changes });
      const given = all.filter((entry): entry is [string, string] => entry[1] !== undefined);
      return `/v1/authorize?${new URLSearchParams(given)}`;
    },
  };
}

/** The hidden fields of a page's form. */
export function hiddenFieldsOf({ html }: Page): Record<string, string> {
  const fields = [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
  return Object.fromEntries(
    fields.map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')]),
  );
}

/** Opens the link, answers its question and gives where the browser is sent then. */
export async function consent(
  browser: Visitor,
  run: LoginRun,
  decision: 'allow' | 'deny' = 'allow',
): Promise<URL> {
  const asked = await browser.get(run.link());
  assert.equal(asked.status, 200, asked.html);
  const answered = await browser.post('/v1/authorize', { ...hiddenFieldsOf(asked), decision });
  assert.equal(answered.status, 303, answered.html);
  return new URL(answered.location ?? '');
}

/** Consents and gives the code that the client is handed. */
export async function consentedCode(browser: Visitor, run: LoginRun): Promise<string> {
  const location = await consent(browser, run);
  assert.equal(location.searchParams.get('state'), run.state);
  return location.searchParams.get('code') ?? assert.fail('there is no code');
}

/** What of a request for tokens is other than the command sends it. */
export interface TokenChanges {
  readonly body?: Readonly<Record<string, unknown>>;
  readonly proof?: ProofChanges;
  /** Undefined sends none. */
  readonly rawProof?: string | undefined;
  readonly key?: ClientKey;
  readonly now?: number;
}

async function askTokens(
  url: string,
  run: LoginRun,
  sent: Readonly<Record<string, unknown>>,
  changes: TokenChanges,
): Promise<TokenResponse> {
  const endpoint = `${url}/v1/token`;
  const { key = run.key, now = Date.now(), proof, body = {} } = changes;
  const dpop = 'rawProof' in changes ? changes.rawProof : proofFor(key, endpoint, now, proof);
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'aws-cli/2.32.0 md/command#login',
      ...(dpop === undefined ? {} : { dpop }),
    },
    body: JSON.stringify({ clientId: run.clientId, ...sent, ...body }),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}

/** Exchanges a code, at the server's own URL unless `changes` say otherwise. */
export async function exchange(
  url: string,
  run: LoginRun,
  code: string,
  changes: TokenChanges = {},
): Promise<TokenResponse> {
  const { verifier: codeVerifier, redirectUri } = run;
  const sent = { grantType: 'authorization_code', code, codeVerifier, redirectUri };
  return await askTokens(url, run, sent, changes);
}

/** Exchanges a refresh token. */
export async function refresh(
  url: string,
  run: LoginRun,
  refreshToken: string,
  changes: TokenChanges = {},
): Promise<TokenResponse> {
  return await askTokens(url, run, { grantType: 'refresh_token', refreshToken }, changes);
}

/** The answer of a request that has to succeed. */
export function tokensOf({ status, body }: TokenResponse): TokenAnswer {
  assert.equal(status, 200, JSON.stringify(body));
  return body as unknown as TokenAnswer;
}

/** Consents and exchanges: a command line that is signed in. */
export async function signedIn(
  url: string,
  browser: Visitor,
  run: LoginRun,
  now?: number,
): Promise<TokenAnswer> {
  const code = await consentedCode(browser, run);
  return tokensOf(await exchange(url, run, code, now === undefined ? {} : { now }));
}

/** Asserts how a request for tokens was refused: status, error code, `error`, and the whole text. */
export function assertTokenRefused(
  { status, headers, body }: TokenResponse,
  expected: readonly [status: number, code: string, error: string, message: string],
): void {
  const told = [status, headers.get('x-amzn-errortype'), body.error, body.message];
  assert.deepEqual(told, expected);
}
