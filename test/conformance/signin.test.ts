/** The hand-written schema of `signin` against the client that the SDK carries inside a package. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AwsError } from '../../src/failures/aws-error.ts';
import { identify, loadService, readInput, writeError, writeOutput } from '../../src/wire/index.ts';
import { signinClientModule } from '../support/signin-client.ts';
import { Peer } from './peer.ts';

const REQUEST_ID = '01234567-89ab-4def-8123-456789abcdef';
const module = signinClientModule();

const INPUT = {
  clientId: 'arn:aws:signin:::devtools/same-device',
  grantType: 'authorization_code',
  code: 'code',
  redirectUri: 'http://127.0.0.1:1/oauth/callback',
  codeVerifier: 'v'.repeat(43),
  refreshToken: 'r',
};
const OUTPUT = {
  accessToken: { accessKeyId: 'ASIA', secretAccessKey: 's', sessionToken: 't' },
  tokenType: 'aws_sigv4',
  expiresIn: 900,
  refreshToken: 'r2',
  idToken: 'i',
};

/** Members of a structure's tuple, the required ones first, and how many these are. */
function membersOf(tuple: unknown): [string[], number] {
  const [, , , , names, , required] = tuple as [0, 0, 0, 0, string[], 0, number];
  return [names, required];
}

describe('signin through its SDK client', () => {
  it('has the members, the requirements and the errors of the client', async () => {
    const service = await loadService('signin');
    const operation = service.operations.get('CreateOAuth2Token');
    for (const [shape, name] of [
      [operation?.input, 'CreateOAuth2TokenRequestBody$'],
      [operation?.output, 'CreateOAuth2TokenResponseBody$'],
    ] as const) {
      const [names, required] = membersOf(module[name]);
      assert.deepEqual(
        shape?.members.map((member) => member.name),
        names,
      );
      assert.equal(shape?.members.filter((member) => member.required).length, required);
    }
    const errors = Object.keys(module).filter((name) => /(Exception|Error)\$$/.test(name));
    for (const name of errors.filter((known) => known !== 'SigninServiceException$')) {
      assert.ok(service.errors.has(name.slice(0, -1)), name);
    }
  });

  it('reads what the client sends and is read by it', async () => {
    const peer = new Peer(module);
    let read: unknown;
    peer.answer = async (request) => {
      const found = await identify(request);
      assert.equal(found.outcome, 'operation');
      if (found.outcome !== 'operation') throw new Error('unreachable');
      read = readInput(found);
      return writeOutput(found.service, found.operation, OUTPUT, REQUEST_ID);
    };
    const { tokenOutput } = await peer.send('CreateOAuth2Token', { tokenInput: INPUT });
    assert.deepEqual({ ...(read as object) }, INPUT);
    assert.deepEqual(JSON.parse(JSON.stringify(tokenOutput)), OUTPUT);
  });

  it('is told each refusal with the error by which clients choose what to do', async () => {
    const service = await loadService('signin');
    for (const [code, error, status, name] of [
      ['AccessDeniedException', 'TOKEN_EXPIRED', 401, 'AccessDeniedException'],
      ['AccessDeniedException', 'AUTHCODE_EXPIRED', 401, 'AccessDeniedException'],
      ['AccessDeniedException', 'USER_CREDENTIALS_CHANGED', 403, 'AccessDeniedException'],
      ['AccessDeniedException', 'INSUFFICIENT_PERMISSIONS', 403, 'AccessDeniedException'],
      ['ValidationError', 'INVALID_REQUEST', 400, 'ValidationException'],
      ['MalformedInput', 'INVALID_REQUEST', 400, 'ValidationException'],
      ['Throttling', 'rate_exceeded', 429, 'TooManyRequestsError'],
      ['InternalFailure', 'server_error', 500, 'InternalServerException'],
    ] as const) {
      const peer = new Peer(module);
      const members = code === 'AccessDeniedException' ? { error } : {};
      peer.answer = async () =>
        writeError(service, 'restJson1', new AwsError(code, 'told', { members }), REQUEST_ID);
      await assert.rejects(
        peer.send('CreateOAuth2Token', { tokenInput: INPUT }),
        (caught: Record<string, unknown>) => {
          const { httpStatusCode } = caught.$metadata as { httpStatusCode: number };
          const told = [caught.name, caught.error, caught.message, httpStatusCode];
          assert.deepEqual(told, [name, error, 'told', status]);
          return true;
        },
      );
    }
  });
});
