/** What verifying a signature costs; the goal is 8 µs with the signing key cached (docs/performance.md). */
import { createHmac, createSecretKey, hash } from 'node:crypto';
import type { HttpRequest } from '../src/base/http.ts';
import {
  readSignature,
  SigningKeys,
  signatureChecks,
  verifySignature,
} from '../src/crypto/index.ts';
import { NOW, SECRET, signedRequest } from '../src/crypto/sigv4/testing.ts';
import { firstFailure } from '../src/failures/check.ts';
import { type Measurement, measure, print } from './measure.ts';

function judge(request: HttpRequest, signingKeys: SigningKeys): boolean {
  const { signature } = readSignature(request);
  if (!signature) return false;
  const credential = { kind: 'long-term', secret: SECRET, active: true } as const;
  const subject = { signature, request, now: NOW, regions: ['us-east-1'], service: 'sts' };
  return firstFailure(signatureChecks, { ...subject, credential, signingKeys }) === undefined;
}

function judged(name: string, request: HttpRequest): Measurement {
  const keys = new SigningKeys();
  if (!judge(request, keys)) throw new Error(`${name} is not accepted`);
  return measure(name, () => judge(request, keys));
}

/** What no verification can do without: two hashes and one HMAC. */
function floor(body: string): Measurement {
  const key = createSecretKey(Buffer.alloc(32, 1));
  const canonical = 'c'.repeat(330);
  return measure('SigV4: floor, the hashes alone', () => {
    hash('sha256', body, 'hex');
    hash('sha256', canonical, 'hex');
    createHmac('sha256', key).update(canonical.slice(0, 140)).digest('hex');
  });
}

/** Reading and verifying typical requests, in microseconds. */
export async function benchSigV4(): Promise<Measurement[]> {
  const body = 'Action=GetCallerIdentity&Version=2011-06-15';
  const cli = await signedRequest({
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'user-agent': 'aws-cli/2.9.19 Python/3.11.2 Linux/6.1.0 source/x86_64.debian.12',
      'accept-encoding': 'identity',
    },
  });
  const javascript = await signedRequest({
    body,
    headers: {
      'amz-sdk-invocation-id': '5ff0bbfe-5e39-4b33-9a3e-1d3a4b3b3b3b',
      'amz-sdk-request': 'attempt=1; max=3',
      'content-length': '43',
      'content-type': 'application/x-www-form-urlencoded',
      'x-amz-content-sha256': 'ab821ae955788b0e33ebd34c208442ccfc2d406e2edc5e7a39bd6458fbb4f843',
      'x-amz-user-agent': 'aws-sdk-js/3.1169.0',
    },
  });
  const url = await signedRequest(
    { method: 'GET', query: { Action: 'GetCallerIdentity', Version: '2011-06-15' } },
    { expiresIn: 60 },
  );
  const { signature } = readSignature(cli);
  if (!signature) throw new Error('the request is not signed');
  const keys = new SigningKeys();
  let fresh = 0;
  return [
    floor(body),
    judged('SigV4: AWS CLI request read and checked, key cached', cli),
    judged('SigV4: JavaScript SDK request read and checked, key cached', javascript),
    judged('SigV4: presigned URL read and checked, key cached', url),
    measure('SigV4: reading the signature alone', () => readSignature(cli)),
    measure('SigV4: verification alone, key cached', () =>
      verifySignature(signature, cli, SECRET, keys),
    ),
    measure('SigV4: verification alone, new key', () =>
      verifySignature(signature, cli, `${SECRET}${fresh++}`, keys),
    ),
  ];
}

if (import.meta.main) print(await benchSigV4());
