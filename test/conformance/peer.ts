import { Readable } from 'node:stream';
import type { HttpRequest, HttpResponse } from '../../src/base/http.ts';
import type { SdkServiceName } from '../../src/wire/index.ts';

/** What the SDK hands to its transport; only what is used here. */
interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

interface SdkClient {
  send(command: unknown): Promise<Record<string, unknown>>;
  readonly config: Readonly<Record<string, unknown>>;
}

/** Answers one request of a client. */
export type Answer = (request: HttpRequest) => Promise<HttpResponse>;

type Constructor<Instance> = new (parameters: unknown) => Instance;

/** A real SDK client whose transport is a function: no sockets, fixed credentials, no retries. */
export class Peer {
  readonly module: Readonly<Record<string, unknown>>;
  readonly client: SdkClient;
  answer: Answer = () => Promise.reject(new Error('no answer is set'));

  constructor(module: Readonly<Record<string, unknown>>) {
    this.module = module;
    const name = Object.keys(module).find((key) => /^[A-Z]\w+Client$/.test(key)) ?? '';
    const Client = module[name] as Constructor<SdkClient>;
    this.client = new Client({
      region: 'us-east-1',
      endpoint: 'http://gatehouse.test',
      credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' },
      maxAttempts: 1,
      requestHandler: { handle: (request: SdkRequest) => this.#handle(request) },
    });
  }

  /** Sends an operation's input as an application would. */
  send(operation: string, input: unknown): Promise<Record<string, unknown>> {
    const Command = this.module[`${operation}Command`] as Constructor<unknown>;
    return this.client.send(new Command(input));
  }

  async #handle(request: SdkRequest): Promise<{ response: object }> {
    const { status, headers, body } = await this.answer(toHttpRequest(request));
    return {
      response: {
        statusCode: status,
        headers: { ...headers },
        body: Readable.from([Buffer.from(body)]),
      },
    };
  }
}

function toHttpRequest(request: SdkRequest): HttpRequest {
  const { body = '' } = request;
  const query = Object.entries(request.query ?? {}).flatMap(([name, value]) =>
    [value ?? ''].flat().map((one) => `${encodeURIComponent(name)}=${encodeURIComponent(one)}`),
  );
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name.toLowerCase(),
    value,
  ]);
  return {
    method: request.method,
    path: request.path,
    query: query.join('&'),
    headers: Object.fromEntries(headers),
    body:
      typeof body === 'string'
        ? Buffer.from(body)
        : Buffer.from(body.buffer, body.byteOffset, body.byteLength),
  };
}

const packages: Readonly<Record<SdkServiceName, () => Promise<Readonly<Record<string, unknown>>>>> =
  {
    sts: () => import('@aws-sdk/client-sts'),
    iam: () => import('@aws-sdk/client-iam'),
    organizations: () => import('@aws-sdk/client-organizations'),
    'sso-admin': () => import('@aws-sdk/client-sso-admin'),
    identitystore: () => import('@aws-sdk/client-identitystore'),
    sso: () => import('@aws-sdk/client-sso'),
    'sso-oidc': () => import('@aws-sdk/client-sso-oidc'),
    quicksight: () => import('@aws-sdk/client-quicksight'),
    'cognito-identity': () => import('@aws-sdk/client-cognito-identity'),
    cloudtrail: () => import('@aws-sdk/client-cloudtrail'),
  };

/** The real client of a service. */
export async function peerOf(name: SdkServiceName): Promise<Peer> {
  return new Peer(await packages[name]());
}
