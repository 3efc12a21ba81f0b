import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { HttpRequest } from '../base/http.ts';
import { type Identified, identify, MAX_BODY_BYTES, type Unidentified } from './identify.ts';
import { readInput } from './read.ts';
import { claimedScope } from './scope.ts';

const FORM = 'application/x-www-form-urlencoded; charset=utf-8';

function scoped(service: string): string {
  return `AWS4-HMAC-SHA256 Credential=AKIA/20260131/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}

type Sketch = Partial<Omit<HttpRequest, 'body'>> & { body?: string | Buffer };

function request(sketch: Sketch): HttpRequest {
  const { method = 'POST', path = '/', query = '', headers = {}, body = '' } = sketch;
  return { method, path, query, headers, body: Buffer.from(body) };
}

const form = (body: string, headers = {}) =>
  request({ body, headers: { 'content-type': FORM, ...headers } });

const json = (target: string, headers = {}) =>
  request({
    body: '{}',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target, ...headers },
  });

async function found(sent: HttpRequest): Promise<Identified> {
  const identified = await identify(sent);
  assert.equal(identified.outcome, 'operation');
  return identified;
}

async function refused(sent: HttpRequest): Promise<Unidentified> {
  const identified = await identify(sent);
  assert.equal(identified.outcome, 'refused');
  return identified;
}

async function names(sent: HttpRequest): Promise<string> {
  const { service, operation } = await found(sent);
  return `${service.name} ${operation.name}`;
}

async function says(sent: HttpRequest): Promise<string> {
  const { service, protocol, error } = await refused(sent);
  return `${service?.name} ${protocol} ${error.code}: ${error.message}`;
}

describe('awsQuery requests', () => {
  it('are known by version, by GET and by POST', async () => {
    assert.equal(
      await names(form('Action=GetCallerIdentity&Version=2011-06-15')),
      'sts GetCallerIdentity',
    );
    assert.equal(await names(form('Version=2010-05-08&Action=ListUsers')), 'iam ListUsers');
    const get = request({
      method: 'GET',
      query: 'Action=GetUser&Version=2010-05-08&UserName=a%20b',
    });
    assert.equal(await names(get), 'iam GetUser');
    assert.deepEqual(readInput(await found(get)), { UserName: 'a b' });
  });

  it('carry unsigned operations', async () => {
    const { operation } = await found(form('Action=AssumeRoleWithSAML&Version=2011-06-15'));
    assert.equal(operation.unsigned, true);
    assert.equal(
      (await found(form('Action=AssumeRole&Version=2011-06-15'))).operation.unsigned,
      false,
    );
  });

  it('belong to the service they name, whatever service they are signed for', async () => {
    const sent = form('Action=GetCallerIdentity&Version=2011-06-15', {
      authorization: scoped('iam'),
    });
    assert.equal(await names(sent), 'sts GetCallerIdentity');
  });

  it('belong to the service of the host name when it has one', async () => {
    const sent = form('Action=GetCallerIdentity&Version=2011-06-15', {
      host: 'iam.localhost:8400',
    });
    assert.equal(
      await says(sent),
      'iam awsQuery InvalidAction: Could not find operation GetCallerIdentity for version 2011-06-15',
    );
    assert.equal(
      await names(
        form('Action=GetCallerIdentity&Version=2011-06-15', {
          host: 'sts.us-east-1.amazonaws.com',
        }),
      ),
      'sts GetCallerIdentity',
    );
  });

  it('read the query string before the form, the first value of each', async () => {
    const sent = request({
      query: 'Action=GetUser&UserName=first',
      body: 'Action=ListUsers&Version=2010-05-08&UserName=second',
      headers: { 'content-type': FORM },
    });
    assert.deepEqual(readInput(await found(sent)), { UserName: 'first' });
  });

  it('are refused when action or version is unknown', async () => {
    assert.equal(
      await says(form('Action=Nope&Version=2011-06-15')),
      'sts awsQuery InvalidAction: Could not find operation Nope for version 2011-06-15',
    );
    assert.equal(
      await says(form('Action=GetUser&Version=2000-01-01')),
      'undefined awsQuery InvalidAction: Could not find operation GetUser for version 2000-01-01',
    );
    assert.equal(
      await says(form('Action=GetUser')),
      'undefined awsQuery InvalidAction: Could not find operation GetUser for version NO_VERSION_SPECIFIED',
    );
    assert.equal(
      await says(form('Action=GetUser', { authorization: scoped('iam') })),
      'iam awsQuery InvalidAction: Could not find operation GetUser for version NO_VERSION_SPECIFIED',
    );
    assert.equal(
      await says(form('Version=2011-06-15')),
      'sts awsQuery InvalidAction: Could not find operation  for version 2011-06-15',
    );
    assert.match(await says(form('Action=__proto__&Version=2011-06-15')), /InvalidAction/);
    assert.match(
      await says(request({ method: 'PUT', query: 'Action=GetUser&Version=2010-05-08' })),
      /InvalidAction/,
    );
  });

  it('without action and form are redirected', async () => {
    const redirect = { outcome: 'redirect', location: 'https://aws.amazon.com/iam' };
    assert.deepEqual(await identify(request({ method: 'GET' })), redirect);
    const other = request({ body: 'Action=GetUser', headers: { 'content-type': 'text/plain' } });
    assert.deepEqual(await identify(other), redirect);
  });

  it('with bad encoding are refused', async () => {
    const text =
      'undefined awsQuery MalformedQueryString: The query string contains a syntax error';
    for (const bad of ['%', '%zz', '%C3%28', '%ED%A0%80', '%00%ff']) {
      assert.equal(await says(form(`Action=GetUser&Version=2010-05-08&UserName=${bad}`)), text);
      assert.equal(await says(request({ method: 'GET', query: `Action=${bad}` })), text);
    }
    const raw = Buffer.concat([Buffer.from('Action=GetUser&UserName='), Buffer.from([0xff])]);
    assert.equal(await says(request({ body: raw, headers: { 'content-type': FORM } })), text);
    assert.equal(await says(form('a=1&'.repeat(20_001))), text);
  });

  it('over ten million bytes are refused unread', async () => {
    const largest = form(
      `Action=GetUser&Version=2010-05-08&UserName=${'a'.repeat(MAX_BODY_BYTES - 44)}`,
    );
    assert.ok(largest.body.length <= MAX_BODY_BYTES);
    assert.equal(await names(largest), 'iam GetUser');
    assert.match(
      await says(form('a'.repeat(MAX_BODY_BYTES + 1))),
      /^undefined awsQuery RequestEntityTooLarge/,
    );
  });
});

describe('awsJson requests', () => {
  it('are known by their target', async () => {
    assert.equal(
      await names(json('AWSOrganizationsV20161128.ListAccounts')),
      'organizations ListAccounts',
    );
    assert.equal(await names(json('SWBExternalService.ListInstances')), 'sso-admin ListInstances');
    for (const prefix of [
      'CloudTrail_20131101',
      'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101',
    ]) {
      assert.equal(await names(json(`${prefix}.LookupEvents`)), 'cloudtrail LookupEvents');
    }
  });

  it('are refused for an unknown target, content type or method', async () => {
    assert.equal(await says(json('Foo.ListAccounts')), 'undefined awsJson1_1 InvalidAction: ');
    assert.equal(
      await says(json('AWSOrganizationsV20161128.Nope')),
      'organizations awsJson1_1 InvalidAction: ',
    );
    assert.equal(await says(json('')), 'undefined awsJson1_1 InvalidAction: ');
    for (const type of ['application/json', FORM, 'application/x-amz-json-1.10', undefined]) {
      const sent = json('AWSOrganizationsV20161128.ListAccounts', { 'content-type': type });
      assert.match(await says(sent), /^organizations awsJson1_1 InvalidAction/);
    }
    const get = { ...json('AWSOrganizationsV20161128.ListAccounts'), method: 'GET' };
    assert.match(await says(get), /InvalidAction/);
  });
});

describe('restJson1 requests', () => {
  it('are known by method, path and fixed query parameters', async () => {
    assert.equal(await names(request({ path: '/token' })), 'sso-oidc CreateToken');
    assert.equal(
      await names(request({ path: '/token', query: 'aws_iam=t' })),
      'sso-oidc CreateTokenWithIAM',
    );
    assert.equal(
      await names(request({ path: '/token', query: 'aws_iam=f' })),
      'sso-oidc CreateToken',
    );
    assert.equal(
      await names(request({ method: 'GET', path: '/assignment/accounts' })),
      'sso ListAccounts',
    );
    assert.equal((await found(request({ path: '/token' }))).operation.unsigned, true);
    assert.equal(
      (await found(request({ path: '/token', query: 'aws_iam=t' }))).operation.unsigned,
      false,
    );
  });

  it('keep an encoded slash inside its label', async () => {
    const path = '/accounts/123456789012/namespaces/default/users/Role%2Fa%20b+c';
    const identified = await found(request({ method: 'GET', path }));
    assert.equal(identified.operation.name, 'DescribeUser');
    assert.equal(readInput(identified).UserName, 'Role/a b+c');
  });

  it('are refused for paths and methods that no operation has', async () => {
    assert.match(
      await says(request({ method: 'GET', path: '/token' })),
      /^sso-oidc restJson1 InvalidAction/,
    );
    assert.match(await says(request({ path: '/nowhere' })), /^undefined restJson1 InvalidAction/);
    assert.match(
      await says(request({ method: 'GET', path: '/accounts//namespaces/x/users/y' })),
      /^quicksight restJson1 InvalidAction/,
    );
    assert.match(
      await says(request({ path: `/accounts${'/a'.repeat(1_000_000)}` })),
      /InvalidAction/,
    );
    assert.match(await says(request({ path: '/__proto__' })), /InvalidAction/);
  });

  it('with bad percent-encoding are refused', async () => {
    const text =
      /restJson1 MalformedInput: the path or query string is not valid percent-encoded UTF-8/;
    for (const bad of ['%', '%e', '%ff', '%C3']) {
      const path = `/accounts/123456789012/namespaces/default/users/${bad}`;
      assert.match(await says(request({ method: 'GET', path })), text);
      assert.match(
        await says(
          request({ method: 'GET', path: '/assignment/accounts', query: `next_token=${bad}` }),
        ),
        text,
      );
    }
  });

  it('with a body that is no JSON by its content type are refused', async () => {
    const sent = (type: string) =>
      request({ path: '/token', body: 'a=b', headers: { 'content-type': type } });
    assert.match(await says(sent(FORM)), /^sso-oidc restJson1 UnsupportedMediaType/);
    assert.equal(await names(sent('application/json;charset=UTF-8')), 'sso-oidc CreateToken');
  });

  it('read typed query parameters', async () => {
    const read = async (query: string) =>
      readInput(
        await found(
          request({
            method: 'GET',
            path: '/assignment/accounts',
            query,
            headers: { 'x-amz-sso_bearer_token': 't' },
          }),
        ),
      );
    assert.deepEqual(await read('max_result=5&max_result=6&next_token=a+b'), {
      maxResults: 5,
      nextToken: 'a b',
      accessToken: 't',
    });
    await assert.rejects(read('max_result=five'), { code: 'MalformedInput' });
  });
});

describe('the claimed scope', () => {
  it('comes from the header or the query string', () => {
    const scope = { date: '20260131', region: 'us-east-1', service: 'sts' };
    assert.deepEqual(claimedScope(request({ headers: { authorization: scoped('sts') } })), scope);
    const query =
      'Action=GetCallerIdentity&X-Amz-Credential=AKIA%2F20260131%2Fus-east-1%2fsts%2Faws4_request';
    assert.deepEqual(claimedScope(request({ query })), scope);
    assert.equal(claimedScope(request({})), undefined);
    assert.equal(
      claimedScope(request({ query, headers: { authorization: 'Bearer x' } })),
      undefined,
    );
  });
});

it('identify answers any request without throwing', async () => {
  const word = fc.constantFrom(
    '/',
    '/token',
    '/accounts/%',
    'Action=',
    'Version=2011-06-15',
    '&',
    '%',
    'GetUser',
    '=',
  );
  const text = fc
    .array(fc.oneof(word, fc.string()), { maxLength: 6 })
    .map((words) => words.join(''));
  const property = fc.asyncProperty(
    fc.record({
      method: fc.constantFrom('GET', 'POST', 'PUT'),
      path: text,
      query: text,
      body: text,
    }),
    fc.option(text, { nil: undefined }),
    fc.constantFrom(FORM, 'application/json', undefined),
    async (sketch, target, type) => {
      const headers = { 'x-amz-target': target, 'content-type': type };
      assert.ok((await identify(request({ ...sketch, headers }))).outcome);
    },
  );
  await fc.assert(property, { numRuns: 1000 });
});
