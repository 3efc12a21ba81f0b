import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AwsError } from '../failures/aws-error.ts';
import { identifyConsoleCall, writeConsoleError, writeConsoleOutput } from './console-form.ts';
import { loadService } from './model.ts';
import { readInput } from './read.ts';

const ID = '5a6b0f1e-0000-4000-8000-000000000000';

async function identified(service: string, operation: string, body: object) {
  const bytes = Buffer.from(JSON.stringify(body));
  const request = { method: 'POST', path: '/', query: '', headers: {}, body: bytes };
  return await identifyConsoleCall(service, operation, request);
}

describe('the JSON form of the console', () => {
  it('is read like awsJson, whatever the protocol of the service', async () => {
    const call = await identified('iam', 'CreateUser', {
      UserName: 'ann',
      Tags: [{ Key: 'team', Value: 'a' }],
      unknown: 1,
    });
    assert.ok(call);
    assert.deepEqual(readInput(call), {
      UserName: 'ann',
      Tags: [{ Key: 'team', Value: 'a' }],
    });
    const wrong = await identified('iam', 'CreateUser', { UserName: 5 });
    assert.ok(wrong);
    assert.throws(() => readInput(wrong), { code: 'MalformedInput' });
  });

  it('names operations that exist and are signed', async () => {
    assert.equal(await identified('iam', 'toString', {}), undefined);
    assert.equal(await identified('toString', 'GetUser', {}), undefined);
    assert.equal(await identified('sts', 'AssumeRoleWithWebIdentity', {}), undefined);
  });

  it('writes times as seconds and bytes as base64', async () => {
    const call = await identified('iam', 'CreateVirtualMFADevice', {});
    assert.ok(call);
    const output = {
      VirtualMFADevice: {
        SerialNumber: 'arn',
        QRCodePNG: Buffer.from('png'),
        EnableDate: new Date(1500),
      },
    };
    assert.deepEqual(writeConsoleOutput(call.operation, output, ID), {
      status: 200,
      headers: { 'content-type': 'application/json', 'x-amzn-requestid': ID },
      body: '{"VirtualMFADevice":{"SerialNumber":"arn","QRCodePNG":"cG5n","EnableDate":1.5}}',
    });
    const nothing = await identified('iam', 'DeleteUser', {});
    assert.equal(nothing && writeConsoleOutput(nothing.operation, {}, ID).body, '{}');
  });

  it('tells errors by the code and status of the service', async () => {
    const told = async (name: 'iam' | 'organizations', error: AwsError) => {
      const { status, body } = writeConsoleError(await loadService(name), error, ID);
      return [status, JSON.parse(body)];
    };
    const missing = new AwsError('NoSuchEntity', 'there is none');
    assert.deepEqual(await told('iam', missing), [
      404,
      { __type: 'NoSuchEntity', message: 'there is none' },
    ]);
    const denied = new AwsError('AccessDenied', 'no');
    assert.deepEqual(await told('iam', denied), [403, { __type: 'AccessDenied', message: 'no' }]);
    const reason = { Reason: 'INVALID_ENUM' };
    const invalid = new AwsError('InvalidInputException', 'wrong', { members: reason });
    assert.deepEqual(await told('organizations', invalid), [
      400,
      { __type: 'InvalidInputException', message: 'wrong', ...reason },
    ]);
    assert.equal(writeConsoleError(undefined, denied, ID, 401).status, 401);
  });
});
