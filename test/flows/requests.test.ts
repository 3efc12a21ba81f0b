import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  call,
  type Draft,
  jsonDraft,
  jsonError,
  queryError,
  send,
  stsDraft,
} from '../support/requests.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;

before(async () => {
  server = await startTestServer();
});

after(async () => {
  await server?.stop();
});

const LOOKUP = 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents';
const CREATE = 'AWSOrganizationsV20161128.CreateAccount';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const FAULT = 'http://webservices.amazon.com/AWSFault/2005-15-09';

function signed(draft: Draft, service = 'sts') {
  return call(server.url, draft, server.administrator, { service });
}

function form(body: string): Draft {
  return { headers: FORM, body };
}

describe('bodies', () => {
  const padded = (bytes: number): Draft => {
    const { body = '', ...rest } = stsDraft('GetCallerIdentity');
    return { ...rest, body: `${body}&Padding=`.padEnd(bytes, 'x') };
  };

  it('of ten million bytes are read', async () => {
    assert.equal((await signed(padded(10_000_000))).status, 200);
  });

  it('larger than ten million bytes are answered with 413 and nothing', async () => {
    const { status, body } = await signed(padded(10_000_001));
    assert.deepEqual({ status, body }, { status: 413, body: '' });
    const large = jsonDraft(LOOKUP, `{"a":"${'x'.repeat(10_000_000)}"}`);
    const answer = await signed(large, 'cloudtrail');
    assert.deepEqual([answer.status, answer.body], [413, '']);
  });
});

describe('what Query services cannot read', () => {
  it('an unknown action', async () => {
    const answer = await signed(form('Action=Nothing&Version=2011-06-15'));
    const text = 'Could not find operation Nothing for version 2011-06-15';
    assert.deepEqual(queryError(answer), [400, 'InvalidAction', text]);
    assert.ok(answer.body.includes(`xmlns="${FAULT}"`));
    assert.equal(answer.headers['content-type'], 'text/xml');
  });

  it('an unknown version, and none', async () => {
    const unknown = await signed(form('Action=GetCallerIdentity&Version=2020-01-01'));
    const text = 'Could not find operation GetCallerIdentity for version 2020-01-01';
    assert.deepEqual(queryError(unknown), [400, 'InvalidAction', text]);
    const none = await signed(form('Action=GetCallerIdentity'));
    const missing = 'Could not find operation GetCallerIdentity for version NO_VERSION_SPECIFIED';
    assert.deepEqual(queryError(none), [400, 'InvalidAction', missing]);
  });

  it('text in an unknown action that would be markup', async () => {
    const answer = await signed(form('Action=%3Cb%3E%26&Version=2011-06-15'));
    assert.equal(queryError(answer)[2], 'Could not find operation <b>& for version 2011-06-15');
    assert.ok(!answer.body.includes('<b>'));
  });

  it('no action and no form: a redirect, as for a browser that strayed', async () => {
    for (const method of ['GET', 'POST']) {
      const answer = await send(server.url, { method });
      assert.equal(answer.status, 302);
      assert.equal(answer.headers.location, 'https://aws.amazon.com/iam');
    }
    const other = await signed({ headers: { 'content-type': 'text/plain' }, body: 'Action=a' });
    assert.equal(other.status, 302);
  });

  it('no action in a form', async () => {
    const answer = await signed(form('Version=2011-06-15'));
    assert.deepEqual(queryError(answer).slice(0, 2), [400, 'InvalidAction']);
  });

  it('a query that is not percent-encoded', async () => {
    const answer = await signed(form('Action=GetCallerIdentity&Version=2011-06-15&A=%GG'));
    const text = 'The query string contains a syntax error';
    assert.deepEqual(queryError(answer), [404, 'MalformedQueryString', text]);
  });

  it('XML instead of a form', async () => {
    const xml = { 'content-type': 'application/xml' };
    const answer = await signed({ headers: xml, body: '<GetCallerIdentity' });
    assert.equal(answer.status, 302);
  });

  it('numbers that are none', async () => {
    const session = (DurationSeconds: string) =>
      signed(stsDraft('GetSessionToken', { DurationSeconds }));
    for (const text of ['99999999999', '1.5', 'abc']) {
      assert.deepEqual(queryError(await session(text)), [400, 'MalformedInput', undefined]);
    }
    const missing = 'missing value for decimal type';
    assert.deepEqual(queryError(await session('')), [400, 'MalformedInput', missing]);
  });

  it('the first of several values counts, and unknown parameters do not', async () => {
    const body = 'Action=GetCallerIdentity&Version=2011-06-15&Action=Nothing&Unknown=1';
    assert.equal((await signed(form(body))).status, 200);
    const query = { Action: 'GetCallerIdentity', Version: '2011-06-15' };
    assert.equal((await signed({ method: 'GET', query })).status, 200);
  });

  it('an operation that is not implemented', async () => {
    const answer = await signed(stsDraft('AssumeRoot', { TargetPrincipal: server.account }));
    assert.deepEqual(queryError(answer), [
      501,
      'NotImplemented',
      'Gatehouse knows the operation AssumeRoot of sts and does not implement it; docs/operations.md lists what it implements.',
    ]);
  });
});

describe('what JSON services cannot read', () => {
  const refused = async (draft: Draft, expected: [number, string, string | undefined]) => {
    const service = draft.headers?.['x-amz-target']?.startsWith('AWSOrg')
      ? 'organizations'
      : 'cloudtrail';
    const answer = await signed(draft, service);
    assert.deepEqual(jsonError(answer), expected);
    assert.equal(answer.headers['content-type'], 'application/x-amz-json-1.1');
  };
  const malformed = (text: string): [number, string, string] => [
    400,
    'SerializationException',
    text,
  ];

  it('an unknown operation, and an unknown service', async () => {
    const unknown: [number, string, undefined] = [400, 'UnknownOperationException', undefined];
    await refused(jsonDraft(LOOKUP.replace('LookupEvents', 'Nothing')), unknown);
    await refused(jsonDraft(CREATE.replace('CreateAccount', 'Nothing')), unknown);
    await refused(jsonDraft('Nothing.Nothing'), unknown);
    await refused(jsonDraft('Nothing'), unknown);
  });

  it('a wrong content type', async () => {
    const unknown: [number, string, undefined] = [400, 'UnknownOperationException', undefined];
    for (const type of ['application/json', 'text/plain', FORM['content-type']]) {
      const { headers, body } = jsonDraft(LOOKUP);
      await refused({ headers: { ...headers, 'content-type': type }, body: body ?? '' }, unknown);
    }
  });

  it('a body that is not JSON', async () => {
    for (const target of [LOOKUP, CREATE]) {
      for (const body of ['{', 'nothing', '{"a":}', '{"MaxResults":1}}', '\u0000']) {
        await refused(jsonDraft(target, body), malformed('the request body is not valid JSON'));
      }
    }
  });

  it('a body that is not an object', async () => {
    await refused(jsonDraft(LOOKUP, 'null'), malformed('Unexpected null value'));
    await refused(jsonDraft(LOOKUP, '[]'), malformed('Start of list found where not expected'));
    await refused(
      jsonDraft(LOOKUP, '"a"'),
      malformed('STRING_VALUE cannot be converted to Structure'),
    );
    await refused(jsonDraft(CREATE, 'null'), malformed('Unexpected null value'));
  });

  it('members of a wrong type', async () => {
    const cases: [string, string][] = [
      ['{"MaxResults":"5"}', 'STRING_VALUE cannot be converted to Number'],
      ['{"NextToken":5}', 'NUMBER_VALUE cannot be converted to String'],
      ['{"LookupAttributes":{}}', 'Start of structure or map found where not expected.'],
    ];
    for (const [body, text] of cases) await refused(jsonDraft(LOOKUP, body), malformed(text));
  });

  it('nesting without end', async () => {
    const body = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    await refused(jsonDraft(LOOKUP, body), malformed('nested too deeply'));
  });

  it('names that are special to JavaScript', async () => {
    const answer = await signed(
      jsonDraft(LOOKUP, '{"__proto__":{"MaxResults":0},"constructor":1,"MaxResults":1}'),
      'cloudtrail',
    );
    assert.equal(answer.status, 200);
  });

  it('values outside their constraints', async () => {
    await refused(jsonDraft(CREATE, '{"Email":"a@b.example"}'), [
      400,
      'InvalidInputException',
      'You must include a value for all required parameters.',
    ]);
  });
});
