/** Requests signed before they are sent, so that the client takes little of the machine. */
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

/** Credentials as the SDK takes them. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** A call of a Query service. */
export interface QueryCall {
  readonly service: 'sts' | 'iam';
  readonly parameters: Readonly<Record<string, string>>;
}

const VERSIONS = { sts: '2011-06-15', iam: '2010-05-08' };

/** The bytes of a signed request with the headers that the AWS CLI sends. */
export async function signed(
  port: number,
  credentials: Credentials,
  { service, parameters }: QueryCall,
  secondsAgo = 0,
): Promise<Buffer> {
  const body = new URLSearchParams({ ...parameters, Version: VERSIONS[service] }).toString();
  const signer = new SignatureV4({
    service,
    region: 'us-east-1',
    sha256: Sha256,
    applyChecksum: false,
    credentials,
  });
  const request = {
    method: 'POST',
    protocol: 'http:',
    hostname: '127.0.0.1',
    path: '/',
    query: {},
    headers: {
      host: `127.0.0.1:${port}`,
      'accept-encoding': 'identity',
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'user-agent': 'aws-cli/2.9.19 Python/3.11.2 Linux/6.1.0 source/x86_64.debian.12',
      'content-length': String(Buffer.byteLength(body)),
    },
    body,
  };
  const signingDate = new Date(Date.now() - secondsAgo * 1000);
  const { headers } = await signer.sign(request, { signingDate });
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST / HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}

/** Several signed requests of one kind that differ in their signing times. */
export function signedMany(
  count: number,
  port: number,
  credentials: Credentials,
  call: (number: number) => QueryCall,
): Promise<Buffer[]> {
  return Promise.all(
    Array.from({ length: count }, (_, number) =>
      signed(port, credentials, call(number), number % 30),
    ),
  );
}
