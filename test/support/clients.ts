import assert from 'node:assert/strict';
import { CloudTrail } from '@aws-sdk/client-cloudtrail';
import { IAM } from '@aws-sdk/client-iam';
import { Organizations } from '@aws-sdk/client-organizations';
import { STS, type Credentials as StsCredentials } from '@aws-sdk/client-sts';
import type { Credentials, TestServer } from './server.ts';

/** The JavaScript SDK's clients for one caller. */
export interface Clients {
  readonly sts: STS;
  readonly iam: IAM;
  readonly organizations: Organizations;
  readonly cloudtrail: CloudTrail;
}

/** Clients of the JavaScript SDK for the server's administrator or for other credentials. */
export function clientsOf(
  server: Pick<TestServer, 'url' | 'region' | 'administrator'>,
  credentials: Credentials = server.administrator,
  options: { readonly maxAttempts?: number } = {},
): Clients {
  const settings = {
    endpoint: server.url,
    region: server.region,
    credentials: { ...credentials },
    maxAttempts: options.maxAttempts ?? 1,
  };
  return {
    sts: new STS(settings),
    iam: new IAM(settings),
    organizations: new Organizations(settings),
    cloudtrail: new CloudTrail(settings),
  };
}

/** Temporary credentials of an STS answer, in the form that clients take. */
export function credentialsOf(answer: { readonly Credentials?: StsCredentials | undefined }) {
  const { AccessKeyId, SecretAccessKey, SessionToken } = answer.Credentials ?? {};
  assert.ok(AccessKeyId && SecretAccessKey && SessionToken, 'the answer has credentials');
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  };
}

/** How a refusal reached the client. */
export interface Refusal {
  readonly code: string;
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The error that a call of the SDK ended in; fails when the call succeeded. */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call;
  } catch (error) {
    const { Code, name, message, $metadata, $response } = error as Record<string, unknown> & {
      $metadata?: { httpStatusCode?: number };
      $response?: { headers: Record<string, string> };
    };
    return {
      code: String(Code ?? name),
      status: $metadata?.httpStatusCode ?? 0,
      message: String(message),
      headers: $response?.headers ?? {},
    };
  }
  assert.fail('the call succeeded');
}

/** Asserts code, HTTP status and the whole text of a refusal. */
export async function assertRefused(
  call: Promise<unknown>,
  code: string,
  status: number,
  message: string,
): Promise<Refusal> {
  const refusal = await refusalOf(call);
  assert.deepEqual(
    { code: refusal.code, status: refusal.status, message: refusal.message },
    { code, status, message },
  );
  return refusal;
}
