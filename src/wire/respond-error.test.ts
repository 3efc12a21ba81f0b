import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AwsError } from '../failures/aws-error.ts';
import { loadService } from './model.ts';
import { writeError, writeRedirect } from './respond-error.ts';
import type { ServiceName } from './services.ts';

async function write(name: ServiceName, error: AwsError) {
  const service = await loadService(name);
  return writeError(service, service.protocol, error, 'r-1');
}

const STS = 'https://sts.amazonaws.com/doc/2011-06-15/';

describe('awsQuery errors', () => {
  it('are AWS’s XML, sender or receiver by their status', async () => {
    assert.deepEqual(await write('sts', new AwsError('AccessDenied', 'no <&> way')), {
      status: 403,
      headers: { 'content-type': 'text/xml', 'x-amzn-requestid': 'r-1' },
      body: `<ErrorResponse xmlns="${STS}"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no &lt;&amp;&gt; way</Message></Error><RequestId>r-1</RequestId></ErrorResponse>`,
    });
    const internal = await write('sts', new AwsError('InternalFailure', 'x'));
    assert.equal(internal.status, 500);
    assert.match(internal.body, /<Type>Receiver<\/Type><Code>InternalFailure<\/Code>/);
  });

  it('have code and status of the model, whichever name they were given by', async () => {
    for (const name of ['NoSuchEntity', 'NoSuchEntityException']) {
      const { status, body } = await write('iam', new AwsError(name, 'x'));
      assert.equal(status, 404);
      assert.match(body, /<Code>NoSuchEntity<\/Code>/);
    }
    const expired = await write('sts', new AwsError('ExpiredTokenException', 'x'));
    assert.equal(expired.status, 400);
    assert.match(expired.body, /<Code>ExpiredTokenException<\/Code>/);
    const session = await write('sts', new AwsError('ExpiredToken', 'x'));
    assert.equal(session.status, 403);
    assert.match(session.body, /<Code>ExpiredToken<\/Code>/);
  });

  it('keep a code that no model has, with status 400', async () => {
    const { status, body } = await write('sts', new AwsError('InvalidParameterValue', 'x'));
    assert.equal(status, 400);
    assert.match(body, /<Code>InvalidParameterValue<\/Code>/);
  });

  it('leave the message out when there is none', async () => {
    const { body } = await write('sts', new AwsError('MalformedInput', ''));
    assert.doesNotMatch(body, /Message/);
    assert.match(body, /<Code>MalformedInput<\/Code>/);
  });

  it('of dispatch have a namespace of their own', async () => {
    const { status, body } = await write(
      'sts',
      new AwsError('InvalidAction', 'Could not find operation X for version V'),
    );
    assert.equal(status, 400);
    assert.match(
      body,
      /^<ErrorResponse xmlns="http:\/\/webservices\.amazon\.com\/AWSFault\/2005-15-09">/,
    );
    const nowhere = writeError(
      undefined,
      'awsQuery',
      new AwsError('MalformedQueryString', 'x'),
      'r',
    );
    assert.equal(nowhere.status, 404);
    assert.match(nowhere.body, /AWSFault/);
  });

  it('of a body too large are 413 without a body', async () => {
    const { status, body } = await write('sts', new AwsError('RequestEntityTooLarge', 'x'));
    assert.deepEqual([status, body], [413, '']);
  });
});

describe('JSON errors', () => {
  it('have their type, and the message as the service spells it', async () => {
    const { status, headers, body } = await write(
      'organizations',
      new AwsError('AccountNotFoundException', 'gone'),
    );
    assert.equal(status, 400);
    assert.equal(headers['content-type'], 'application/x-amz-json-1.1');
    assert.deepEqual(JSON.parse(body), { __type: 'AccountNotFoundException', Message: 'gone' });
    const cognito = await write('cognito-identity', new AwsError('ResourceNotFound', 'gone'));
    assert.deepEqual(JSON.parse(cognito.body), {
      __type: 'ResourceNotFoundException',
      message: 'gone',
    });
  });

  it('translate common errors, also where the service models them', async () => {
    const denied = await write(
      'sso-admin',
      new AwsError('AccessDenied', 'x', { members: { Reason: 'KMS_AccessDeniedException' } }),
    );
    assert.equal(denied.status, 400);
    assert.deepEqual(JSON.parse(denied.body), {
      __type: 'AccessDeniedException',
      Message: 'x',
      Reason: 'KMS_AccessDeniedException',
    });
    const signature = await write('cloudtrail', new AwsError('SignatureDoesNotMatch', 'x'));
    assert.deepEqual(
      [signature.status, JSON.parse(signature.body).__type],
      [400, 'InvalidSignatureException'],
    );
    const unknown = await write('cloudtrail', new AwsError('InvalidAction', ''));
    assert.deepEqual(
      [unknown.status, unknown.body],
      [400, '{"__type":"UnknownOperationException"}'],
    );
    const internal = await write('sso-admin', new AwsError('InternalFailure', 'x'));
    assert.deepEqual(
      [internal.status, JSON.parse(internal.body).__type],
      [500, 'InternalServerException'],
    );
    const throttled = await write('organizations', new AwsError('Throttling', 'x'));
    assert.deepEqual(
      [throttled.status, JSON.parse(throttled.body).__type],
      [400, 'TooManyRequestsException'],
    );
  });

  it('of identitystore carry request id, members and the retry header', async () => {
    const members = { RetryAfterSeconds: 3, Unknown: 'never written' };
    const { headers, body } = await write(
      'identitystore',
      new AwsError('ThrottlingException', 'slow', { members }),
    );
    assert.equal(headers['retry-after'], '3');
    assert.deepEqual(JSON.parse(body), {
      __type: 'ThrottlingException',
      Message: 'slow',
      RequestId: 'r-1',
      RetryAfterSeconds: 3,
    });
  });
});

describe('restJson1 errors', () => {
  it('name their type in a header', async () => {
    const { status, headers, body } = await write(
      'sso',
      new AwsError('UnauthorizedException', 'Session token not found or invalid'),
    );
    assert.deepEqual([status, headers['x-amzn-errortype']], [401, 'UnauthorizedException']);
    assert.deepEqual(JSON.parse(body), { message: 'Session token not found or invalid' });
    const forbidden = await write('sso', new AwsError('ForbiddenException', 'No access'));
    assert.deepEqual(
      [forbidden.status, forbidden.headers['x-amzn-errortype']],
      [403, 'ForbiddenException'],
    );
  });

  it('of sso-oidc speak OAuth', async () => {
    const pending = await write('sso-oidc', new AwsError('AuthorizationPendingException', 'wait'));
    assert.deepEqual(
      [pending.status, pending.headers['x-amzn-errortype']],
      [400, 'AuthorizationPendingException'],
    );
    assert.deepEqual(JSON.parse(pending.body), {
      error: 'authorization_pending',
      error_description: 'wait',
    });
    const client = await write('sso-oidc', new AwsError('InvalidClientException', 'x'));
    assert.equal(client.status, 401);
    const malformed = await write('sso-oidc', new AwsError('MalformedInput', 'x'));
    assert.equal(malformed.headers['x-amzn-errortype'], 'InvalidRequestException');
    assert.deepEqual(JSON.parse(malformed.body), {
      error: 'invalid_request',
      error_description: 'x',
    });
  });

  it('of QuickSight have the status of the model and the request id', async () => {
    const { status, headers, body } = await write('quicksight', new AwsError('AccessDenied', 'x'));
    assert.deepEqual([status, headers['x-amzn-errortype']], [401, 'AccessDeniedException']);
    assert.deepEqual(JSON.parse(body), { Message: 'x', RequestId: 'r-1' });
  });

  it('of paths that no service has are 404', () => {
    const { status, headers } = writeError(
      undefined,
      'restJson1',
      new AwsError('InvalidAction', 'x'),
      'r',
    );
    assert.deepEqual([status, headers['x-amzn-errortype']], [404, 'UnknownOperationException']);
  });
});

it('R117: throttling is told in the form that each protocol’s clients retry', async () => {
  const throttled = async (name: ServiceName) => {
    const { status, headers, body } = await write(
      name,
      new AwsError('Throttling', 'Rate exceeded'),
    );
    return `${status} ${headers['x-amzn-errortype'] ?? /\w*Thrott\w*|TooMany\w*/.exec(body)?.[0]}`;
  };
  assert.equal(await throttled('sts'), '400 Throttling');
  assert.equal(await throttled('cloudtrail'), '400 ThrottlingException');
  assert.equal(await throttled('organizations'), '400 TooManyRequestsException');
  assert.equal(await throttled('quicksight'), '429 ThrottlingException');
  assert.equal(await throttled('sso'), '429 TooManyRequestsException');
  assert.equal(await throttled('sso-oidc'), '400 SlowDownException');
});

it('a redirect names its place', () => {
  const { status, headers, body } = writeRedirect('https://aws.amazon.com/iam', 'r');
  assert.deepEqual([status, headers.location, body], [302, 'https://aws.amazon.com/iam', '']);
});
