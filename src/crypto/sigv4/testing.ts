/** Helpers of this folder's tests: requests signed by an independent signer. */
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { HttpRequest } from '../../base/http.ts';

export const NOW = Date.UTC(2026, 0, 31, 9, 30, 0);
export const ACCESS_KEY_ID = 'AKIAIOSFODNN7EXAMPLE';
export const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';

/** A request before it is signed; query values are decoded, the path is encoded once. */
export interface Draft {
  readonly method?: string;
  readonly path?: string;
  readonly query?: Readonly<Record<string, string | string[]>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Signing {
  readonly at?: number;
  readonly service?: string;
  readonly region?: string;
  readonly sessionToken?: string;
  readonly encodeTwice?: boolean;
  /** Seconds; makes a presigned URL. */
  readonly expiresIn?: number;
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The query string of a map of decoded values, in the map's order. */
export function queryString(query: Readonly<Record<string, string | string[]>>): string {
  return Object.entries(query)
    .flatMap(([name, values]) => [values].flat().map((value) => `${encode(name)}=${encode(value)}`))
    .join('&');
}

/** Signs a draft with the signer of the AWS SDK and gives it as a server receives it. */
export async function signedRequest(
  draft: Draft = {},
  signing: Signing = {},
): Promise<HttpRequest> {
  const signer = new SignatureV4({
    service: signing.service ?? 'sts',
    region: signing.region ?? 'us-east-1',
    sha256: Sha256,
    uriEscapePath: signing.encodeTwice ?? true,
    applyChecksum: false,
    credentials: {
      accessKeyId: ACCESS_KEY_ID,
      secretAccessKey: SECRET,
      ...(signing.sessionToken === undefined ? {} : { sessionToken: signing.sessionToken }),
    },
  });
  const unsigned = {
    method: draft.method ?? 'POST',
    protocol: 'http:',
    hostname: 'localhost',
    path: draft.path ?? '/',
    query: { ...draft.query },
    headers: { host: 'localhost:8400', ...draft.headers },
    body: draft.body ?? '',
  };
  const signingDate = new Date(signing.at ?? NOW);
  const signed =
    signing.expiresIn === undefined
      ? await signer.sign(unsigned, { signingDate })
      : await signer.presign(unsigned, { signingDate, expiresIn: signing.expiresIn });
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(signed.headers)) headers[name.toLowerCase()] = value;
  return {
    method: signed.method,
    path: signed.path,
    query: queryString((signed.query ?? {}) as Record<string, string | string[]>),
    headers,
    body: Buffer.from(draft.body ?? ''),
  };
}
