import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import { MAX_JSON_DEPTH, readJsonBody } from './json-reader.ts';
import { loadService } from './model.ts';
import { MalformedValueError } from './scalars.ts';
import type { Service, StructureShape } from './shapes.ts';

const services = new Map<string, Service>();

function input(service: string, operation: string): StructureShape {
  const found = services.get(service)?.operations.get(operation);
  assert.ok(found);
  return found.input;
}

function read(service: string, operation: string, body: string): Record<string, unknown> {
  return readJsonBody(input(service, operation), Buffer.from(body));
}

function refuses(operation: string, body: string | Buffer, message: string): void {
  assert.throws(
    () => readJsonBody(input('identitystore', operation), Buffer.from(body)),
    (error) => error instanceof MalformedValueError && error.message === message,
    String(body).slice(0, 100),
  );
}

before(async () => {
  for (const name of [
    'identitystore',
    'cloudtrail',
    'organizations',
    'cognito-identity',
  ] as const) {
    services.set(name, await loadService(name));
  }
});

describe('JSON input', () => {
  it('reads nested members and leaves out null and unknown ones', () => {
    const body =
      '{"UserName":"a","Name":{"GivenName":"b","Foo":1},"Emails":[{"Value":"c","Primary":true}],"Title":null,"__proto__":{"x":1},"toString":2}';
    assert.deepEqual(read('identitystore', 'CreateUser', body), {
      UserName: 'a',
      Name: { GivenName: 'b' },
      Emails: [{ Value: 'c', Primary: true }],
    });
  });

  it('reads seconds since 1970 as dates', () => {
    assert.deepEqual(
      read('cloudtrail', 'LookupEvents', '{"StartTime":1769851800.25,"MaxResults":5}'),
      {
        StartTime: new Date(1769851800250),
        MaxResults: 5,
      },
    );
    for (const time of ['"2026-01-31T09:30:00Z"', '1e20', 'true']) {
      assert.throws(
        () => read('cloudtrail', 'LookupEvents', `{"StartTime":${time}}`),
        MalformedValueError,
      );
    }
  });

  it('takes an empty body for an empty object', () => {
    assert.deepEqual(read('organizations', 'DescribeOrganization', ''), {});
    assert.deepEqual(read('organizations', 'DescribeOrganization', '{}'), {});
  });

  it('refuses a body that is no JSON object', () => {
    refuses('CreateUser', 'null', 'Unexpected null value');
    refuses('CreateUser', '[]', 'Start of list found where not expected');
    refuses('CreateUser', '7', 'NUMBER_VALUE cannot be converted to Structure');
    for (const body of ['{', '{"a":}', '{"a":1}x', '\ufeff{}', "{'a':1}", 'NaN', ' ']) {
      refuses('CreateUser', body, 'the request body is not valid JSON');
    }
    refuses(
      'CreateUser',
      Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
      'the request body is not valid JSON',
    );
  });

  it('refuses values of another type', () => {
    refuses('CreateUser', '{"UserName":1}', 'NUMBER_VALUE cannot be converted to String');
    refuses('CreateUser', '{"UserName":true}', 'TRUE_VALUE cannot be converted to String');
    refuses('CreateUser', '{"UserName":{}}', 'Start of structure or map found where not expected.');
    refuses('CreateUser', '{"UserName":[]}', 'Start of list found where not expected');
    refuses('CreateUser', '{"Emails":"x"}', 'STRING_VALUE cannot be converted to List');
    refuses('CreateUser', '{"Emails":[null]}', 'Unexpected null value');
    refuses(
      'CreateUser',
      '{"Emails":[{"Primary":"true"}]}',
      'STRING_VALUE cannot be converted to Boolean',
    );
    refuses('ListUsers', '{"MaxResults":"5"}', 'STRING_VALUE cannot be converted to Number');
  });

  it('refuses a union with more than one member', () => {
    const one = '{"AlternateIdentifier":{"ExternalId":{"Issuer":"i","Id":"1"}}}';
    const both =
      '{"AlternateIdentifier":{"ExternalId":{"Issuer":"i","Id":"1"},"UniqueAttribute":{"AttributePath":"p"}}}';
    assert.deepEqual(read('identitystore', 'GetUserId', one), {
      AlternateIdentifier: { ExternalId: { Issuer: 'i', Id: '1' } },
    });
    refuses('GetUserId', both, 'more than one member of a union is set');
  });

  it('keeps map keys apart from the prototype', () => {
    const body = '{"Logins":{"__proto__":"a","constructor":"b","gone":null}}';
    const { Logins } = read('cognito-identity', 'GetId', body);
    assert.equal(Object.getPrototypeOf(Logins), null);
    assert.deepEqual(Object.entries(Logins as object), [
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
  });

  it('bounds nesting before it builds anything, and does not count brackets in strings', () => {
    const nested = (depth: number) => `{"Foo":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    assert.deepEqual(read('identitystore', 'CreateUser', nested(MAX_JSON_DEPTH - 1)), {});
    refuses('CreateUser', nested(MAX_JSON_DEPTH), 'nested too deeply');
    refuses('CreateUser', '['.repeat(10_000_000), 'nested too deeply');
    const text = `${'['.repeat(100)}\\"${'{'.repeat(100)}`;
    assert.deepEqual(read('identitystore', 'CreateUser', `{"UserName":"${text}\\\\"}`), {
      UserName: `${'['.repeat(100)}"${'{'.repeat(100)}\\`,
    });
  });

  it('reads any JSON value or refuses it by MalformedValueError', () => {
    const property = fc.property(
      fc.jsonValue(),
      fc.constantFrom('UserName', 'Emails', 'Name', 'Extensions'),
      (value, name) => {
        try {
          read('identitystore', 'CreateUser', JSON.stringify({ [name]: value }));
        } catch (error) {
          assert.ok(error instanceof MalformedValueError);
        }
      },
    );
    fc.assert(property, { numRuns: 2000 });
  });

  it('bounds depth exactly as a parse would measure it', () => {
    const depth = (value: unknown): number =>
      typeof value === 'object' && value !== null
        ? 1 + Math.max(0, ...Object.values(value).map(depth))
        : 0;
    const property = fc.property(fc.jsonValue({ maxDepth: 5 }), fc.nat(70), (inner, wraps) => {
      let value: unknown = { '"[\\': inner };
      for (let at = 0; at < wraps; at += 1) value = { a: value };
      const act = () =>
        readJsonBody(
          input('organizations', 'DescribeOrganization'),
          Buffer.from(JSON.stringify(value)),
        );
      if (depth(value) > MAX_JSON_DEPTH) assert.throws(act, MalformedValueError);
      else assert.deepEqual(act(), {});
    });
    fc.assert(property, { numRuns: 500 });
  });
});
