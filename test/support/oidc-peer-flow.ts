/** A relying party that signs a person in with the authorization code flow and PKCE (RFC 7636). */
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';

/** Where and as whom the relying party signs people in. */
export interface FlowOptions {
  readonly issuer: string;
  /** PEM of the authority that vouches for the issuer. */
  readonly authority: string;
  readonly clientId: string;
  readonly redirectUri: string;
  /** Who signs in: the provider of a test takes the hint's word. */
  readonly subject: string;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const MOST_REDIRECTS = 10;

/** Answers the ID token that the sign-in ends in. */
export async function fetchIdToken(options: FlowOptions): Promise<string> {
  const verifier = randomBytes(32).toString('base64url');
  const code = await fetchCode(options, createHash('sha256').update(verifier).digest('base64url'));
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: options.clientId,
    redirect_uri: options.redirectUri,
    code,
    code_verifier: verifier,
  });
  const answer = await ask(`${options.issuer}/token`, options.authority, {}, body);
  const { id_token: token } = JSON.parse(answer.body) as { id_token?: string };
  if (token === undefined) throw new Error(`no ID token: ${answer.body}`);
  return token;
}

async function fetchCode(options: FlowOptions, challenge: string): Promise<string> {
  const parameters = new URLSearchParams({
    response_type: 'code',
    client_id: options.clientId,
    redirect_uri: options.redirectUri,
    scope: 'openid',
    login_hint: options.subject,
    nonce: randomBytes(12).toString('base64url'),
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
  const cookies = new Map<string, string>();
  let url = `${options.issuer}/auth?${parameters}`;
  for (let redirects = 0; redirects < MOST_REDIRECTS; redirects += 1) {
    const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
    const answer = await ask(url, options.authority, headers);
    for (const cookie of answer.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.location;
    if (location === undefined) throw new Error(`${answer.status} from ${url}: ${answer.body}`);
    url = new URL(location, url).href;
    if (url.startsWith(options.redirectUri)) {
      const code = new URL(url).searchParams.get('code');
      if (code === null) throw new Error(`no code: ${url}`);
      return code;
    }
  }
  throw new Error(`more than ${MOST_REDIRECTS} redirects from ${options.issuer}`);
}

async function ask(
  url: string,
  authority: string,
  headers: Record<string, string>,
  form?: URLSearchParams,
): Promise<Answer> {
  const type = form ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
  return await new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        ca: authority,
        // A connection that waits for its next request may end in that very moment.
        agent: false,
        method: form ? 'POST' : 'GET',
        headers: { ...headers, ...type },
      },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (part) => {
          body += part;
        });
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(form?.toString());
  });
}
