/** Requests over real sockets that no client would send: signed by hand, altered, malformed. */
import { request as httpRequest } from 'node:http';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Credentials } from './server.ts';

/** A request before it is signed. */
export interface Draft {
  readonly method?: string;
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** How a request is signed. */
export interface Signing {
  readonly service?: string;
  readonly region?: string;
  /** Milliseconds; default: now. */
  readonly at?: number;
  /** Seconds; makes a presigned URL. */
  readonly expiresIn?: number;
}

/** An answer as it came over the socket. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** An awsQuery request of STS. */
export function stsDraft(action: string, parameters: Readonly<Record<string, string>> = {}): Draft {
  const body = new URLSearchParams({ Action: action, Version: '2011-06-15', ...parameters });
  return {
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: body.toString(),
  };
}

/** An awsJson request of CloudTrail or Organizations. */
export function jsonDraft(target: string, body = '{}'): Draft {
  return {
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
    body,
  };
}

/** Signs a request with the signer of the AWS SDK; `send` sends it. */
export async function sign(
  url: string,
  draft: Draft,
  credentials: Credentials,
  { service = 'sts', region = 'us-east-1', at = Date.now(), expiresIn }: Signing = {},
): Promise<Draft> {
  const { host, hostname } = new URL(url);
  const signer = new SignatureV4({
    service,
    region,
    sha256: Sha256,
    credentials: { ...credentials },
  });
  const unsigned = {
    method: draft.method ?? 'POST',
    protocol: 'http:',
    hostname,
    path: draft.path ?? '/',
    query: { ...draft.query },
    headers: { host, ...draft.headers },
    body: draft.body ?? '',
  };
  const signingDate = new Date(at);
  const signed =
    expiresIn === undefined
      ? await signer.sign(unsigned, { signingDate })
      : await signer.presign(unsigned, { signingDate, expiresIn });
  return {
    ...draft,
    headers: signed.headers,
    query: (signed.query ?? {}) as Record<string, string>,
  };
}

/** Sends a request exactly as given. */
export async function send(url: string, draft: Draft): Promise<Answer> {
  const { hostname, port } = new URL(url);
  const query = new URLSearchParams(draft.query ?? {}).toString().replaceAll('+', '%20');
  const path = `${draft.path ?? '/'}${query === '' ? '' : `?${query}`}`;
  return await new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        hostname,
        port,
        path,
        method: draft.method ?? 'POST',
        headers: { ...draft.headers },
        agent: false,
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers as Record<string, string>,
            body: Buffer.concat(parts).toString(),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(draft.body ?? '');
  });
}

/** Signs and sends. */
export async function call(
  url: string,
  draft: Draft,
  credentials: Credentials,
  signing: Signing = {},
): Promise<Answer> {
  return await send(url, await sign(url, draft, credentials, signing));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/** Status, code and text of an awsQuery error. */
export function queryError({ status, body }: Answer): [number, string, string | undefined] {
  const element = (name: string) =>
    new RegExp(`<${name}>([^<]*)</${name}>`)
      .exec(body)?.[1]
      ?.replace(/&[#\w]+;/g, (entity) => ENTITIES[entity] ?? entity);
  return [status, element('Code') ?? '', element('Message')];
}

/** Status, code and text of an awsJson error. */
export function jsonError({ status, body }: Answer): [number, string, string | undefined] {
  const parsed = JSON.parse(body) as Record<string, string>;
  return [status, parsed.__type ?? '', parsed.message ?? parsed.Message];
}
