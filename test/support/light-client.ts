/**
 * A client for load: signs with node's own HMAC (Signature Version 4, AWS General Reference) and
 * keeps its connections, so that a test that runs beside the server leaves it most of the machine.
 */
import { createHash, createHmac } from 'node:crypto';
import { Agent, request as httpRequest } from 'node:http';
import type { Answer } from './requests.ts';
import type { Credentials } from './server.ts';

/** A request of a Query service, or of CloudTrail with a JSON body. */
export interface LightCall {
  readonly service: 'sts' | 'iam' | 'cloudtrail';
  readonly action: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** A light client of one server. */
export interface LightClient {
  /** Sends a call; rejects when the connection fails. */
  readonly call: (credentials: Credentials, call: LightCall) => Promise<Answer>;
  /** Closes its connections. */
  readonly close: () => void;
}

const VERSIONS = { sts: '2011-06-15', iam: '2010-05-08' };
const REGION = 'us-east-1';

/** Opens a light client of the server at `url`. */
export function openLightClient(url: string): LightClient {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port, host } = new URL(url);
  return {
    call: async (credentials, call) => {
      const { body, headers } = bodyOf(call);
      const signed = sign(call.service, host, credentials, { ...headers }, body);
      return await new Promise((resolve, reject) => {
        const request = httpRequest(
          { agent, hostname, port, method: 'POST', path: '/', headers: signed },
          (response) => {
            const parts: Buffer[] = [];
            response.on('data', (part) => parts.push(part));
            response.on('error', reject);
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
        request.end(body);
      });
    },
    close: () => agent.destroy(),
  };
}

function bodyOf({ service, action, parameters = {} }: LightCall): {
  body: string;
  headers: Record<string, string>;
} {
  if (service === 'cloudtrail') {
    const target = `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.${action}`;
    return {
      body: JSON.stringify(parameters),
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
    };
  }
  const texts = Object.entries(parameters).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  const query = new URLSearchParams([['Action', action], ['Version', VERSIONS[service]], ...texts]);
  return {
    body: query.toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
  };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

/** The headers with `X-Amz-Date` and `Authorization`; every header is signed. */
function sign(
  service: string,
  host: string,
  { accessKeyId, secretAccessKey, sessionToken }: Credentials,
  headers: Record<string, string>,
  body: string,
): Record<string, string> {
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  headers.host = host;
  headers['x-amz-date'] = date;
  if (sessionToken !== undefined) headers['x-amz-security-token'] = sessionToken;
  const names = Object.keys(headers).sort();
  const canonical = names.map((name) => `${name}:${headers[name]}\n`).join('');
  const scope = [date.slice(0, 8), REGION, service, 'aws4_request'];
  const hashed = sha256(['POST', '/', '', canonical, names.join(';'), sha256(body)].join('\n'));
  const text = ['AWS4-HMAC-SHA256', date, scope.join('/'), hashed].join('\n');
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  const signature = hmac(key, text).toString('hex');
  headers.authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope.join('/')}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return headers;
}
