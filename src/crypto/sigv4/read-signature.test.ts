import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { describe, it } from 'node:test';
import type { HttpRequest } from '../../base/http.ts';
import { surface } from '../../failures/aws-error.ts';
import type { Failure } from '../../failures/catalogue.ts';
import { readSignature } from './read-signature.ts';
import type { RequestSignature } from './signature.ts';

const CREDENTIAL = 'AKIAIOSFODNN7EXAMPLE/20260131/us-east-1/sts/aws4_request';
const HEX = 'ab'.repeat(32);
const AUTHORIZATION = `AWS4-HMAC-SHA256 Credential=${CREDENTIAL}, SignedHeaders=host;x-amz-date, Signature=${HEX}`;
const DATE = '20260131T093000Z';

function request(headers: Record<string, string | undefined>, query = ''): HttpRequest {
  return { method: 'GET', path: '/', query, headers, body: Buffer.alloc(0) };
}

function withAuthorization(authorization: string): HttpRequest {
  return request({ host: 'h', 'x-amz-date': DATE, authorization });
}

const PRESIGNED = {
  'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
  'X-Amz-Credential': encodeURIComponent(CREDENTIAL),
  'X-Amz-Date': DATE,
  'X-Amz-Expires': '60',
  'X-Amz-SignedHeaders': 'host',
  'X-Amz-Signature': HEX,
};

function presigned(change: Readonly<Record<string, string | undefined>> = {}): HttpRequest {
  const parameters = Object.entries({ ...PRESIGNED, ...change })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`);
  return request({ host: 'h' }, `Action=GetCallerIdentity&${parameters.join('&')}`);
}

function read(given: HttpRequest): RequestSignature {
  const { signature, failure } = readSignature(given);
  assert.ok(signature, failure?.message);
  return signature;
}

function refused(given: HttpRequest, code: Failure['code'], wire: string): void {
  const { failure } = readSignature(given);
  assert.equal(failure?.code, code);
  const error = surface(failure);
  assert.equal(`${error.code}: ${error.message}`, wire);
}

describe('reading a signature from the headers', () => {
  it('gives every part', () => {
    assert.deepEqual(read(withAuthorization(AUTHORIZATION)), {
      form: 'header',
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      scope: '20260131/us-east-1/sts/aws4_request',
      scopeDate: '20260131',
      region: 'us-east-1',
      service: 'sts',
      terminator: 'aws4_request',
      amzDate: DATE,
      signedAt: Date.UTC(2026, 0, 31, 9, 30),
      signedHeaders: ['host', 'x-amz-date'],
      signedHeaderList: 'host;x-amz-date',
      signature: HEX,
    });
  });

  it('reads the session token and the payload hash', () => {
    const headers = {
      'x-amz-date': DATE,
      authorization: AUTHORIZATION,
      'x-amz-security-token': 'T==',
      'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
    };
    const { sessionToken, contentHash } = read(request(headers));
    assert.deepEqual([sessionToken, contentHash], ['T==', 'UNSIGNED-PAYLOAD']);
  });

  it('does not mind the order, the blanks and further parameters', () => {
    const parts = AUTHORIZATION.slice('AWS4-HMAC-SHA256 '.length).split(', ');
    for (const text of [
      parts.join(','),
      parts.reverse().join(' ,\t'),
      `${parts.join(', ')},x=y,`,
    ]) {
      const { signature } = read(withAuthorization(`AWS4-HMAC-SHA256   ${text}`));
      assert.equal(signature, HEX);
    }
  });

  it('takes a Date header when there is no X-Amz-Date', () => {
    const date = (text: string): RequestSignature =>
      read(request({ authorization: AUTHORIZATION, date: text }));
    for (const text of ['Sat, 31 Jan 2026 09:30:00 GMT', DATE]) {
      assert.equal(date(text).amzDate, DATE);
      assert.equal(date(text).signedAt, Date.UTC(2026, 0, 31, 9, 30));
    }
    const both = { authorization: AUTHORIZATION, date: 'nonsense', 'x-amz-date': DATE };
    assert.equal(read(request(both)).amzDate, DATE);
  });

  it('SIG-001: refuses a request without a signature', () => {
    const wire = 'MissingAuthenticationToken: Request is missing Authentication Token';
    refused(request({}), 'SIG-001', wire);
    refused(request({}, 'Action=GetCallerIdentity'), 'SIG-001', wire);
    refused(request({}, 'x-amz-algorithm=AWS4-HMAC-SHA256'), 'SIG-001', wire);
    refused(request({}, '%zz'), 'SIG-001', wire);
  });

  it('SIG-002: refuses another authentication scheme', () => {
    const wire = 'MissingAuthenticationToken: Request is missing Authentication Token';
    const lowerCase = AUTHORIZATION.replace('AWS4', 'aws4');
    for (const text of [
      '',
      'Bearer abc',
      'Basic YTpi',
      'AWS AKIA:sig',
      lowerCase,
      ` ${AUTHORIZATION}`,
    ]) {
      refused(withAuthorization(text), 'SIG-002', wire);
    }
  });

  it('SIG-003: refuses a request that is signed in both places', () => {
    const both = { ...presigned(), headers: { authorization: AUTHORIZATION, 'x-amz-date': DATE } };
    refused(
      both,
      'SIG-003',
      "SignatureDoesNotMatch: Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
    );
    for (const query of ['X-Amz-Signature=0', 'X-Amz-Credential=0', 'X%2dAmz%2dAlgorithm=0']) {
      assert.equal(readSignature({ ...both, query }).failure?.code, 'SIG-003');
    }
    assert.ok(read({ ...both, query: 'x-amz-signature=0' }));
  });

  it('SIG-004: refuses another algorithm', () => {
    refused(
      withAuthorization(AUTHORIZATION.replace('SHA256', 'SHA25')),
      'SIG-004',
      "IncompleteSignature: Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA25' (only AWS4-HMAC-SHA256 for now). ",
    );
    const { failure } = readSignature(withAuthorization(`AWS4-\r\n<b>${'x'.repeat(999)}`));
    assert.equal(failure?.details.algorithm?.length, 200);
    assert.match(failure?.details.algorithm ?? '', /^AWS4-\?\?<b>x+$/);
  });

  it('SIG-005: refuses a part without an equal sign', () => {
    const text = `${AUTHORIZATION}, Credential`;
    refused(
      withAuthorization(text),
      'SIG-005',
      `IncompleteSignature: Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hash('sha256', text, 'base64')}'.`,
    );
  });

  it('SIG-006: names everything that is missing', () => {
    const credential = "Authorization header requires 'Credential' parameter.";
    const signature = "Authorization header requires 'Signature' parameter.";
    const list = "Authorization header requires 'SignedHeaders' parameter.";
    const date =
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.";
    const cases: [string, string | undefined, string][] = [
      ['AWS4-HMAC-SHA256', undefined, `${credential} ${signature} ${list} ${date}`],
      [AUTHORIZATION, undefined, date],
      [AUTHORIZATION.replace('Credential=', 'credential='), DATE, credential],
      [AUTHORIZATION.replace('Signature=', 'SIGNATURE='), DATE, signature],
      [AUTHORIZATION.replace('SignedHeaders=host;x-amz-date', 'SignedHeaders='), DATE, list],
    ];
    for (const [authorization, amzDate, missing] of cases) {
      const hashed = hash('sha256', authorization, 'base64');
      refused(
        request({ authorization, 'x-amz-date': amzDate }),
        'SIG-006',
        `IncompleteSignature: ${missing} (Hashed with SHA-256 and encoded with Base64) Authorization=${hashed}`,
      );
    }
  });

  it('SIG-008: refuses a repeated parameter', () => {
    for (const parameter of ['Credential', 'SignedHeaders', 'Signature']) {
      const text = `${AUTHORIZATION}, ${parameter}=x`;
      const wire = `IncompleteSignature: '${parameter}' must be given exactly once.`;
      refused(withAuthorization(text), 'SIG-008', wire);
    }
    const twice = `${presigned().query}&X-Amz-Signature=${HEX}`;
    const wire = "IncompleteSignature: 'X-Amz-Signature' must be given exactly once.";
    refused(request({}, twice), 'SIG-008', wire);
    refused(request({}, twice.replace('Signature', 'S%69gnature')), 'SIG-008', wire);
  });

  it('SIG-009: refuses a date in another form or that does not exist', () => {
    const dates = ['20260131', '20260131T093000', '2026-01-31T09:30:00Z', '20260132T093000Z'];
    dates.push('20260229T000000Z', '20261301T000000Z', '20260131T240000Z', '20260131T096000Z');
    dates.push('20260131T093060Z', '20260100T000000Z', '19690131T000000Z', ` ${DATE}`, `${DATE}\n`);
    for (const date of dates) {
      refused(
        request({ authorization: AUTHORIZATION, 'x-amz-date': date }),
        'SIG-009',
        `IncompleteSignature: Date must be in ISO-8601 'basic format'. Got '${date.replace('\n', '?')}'. See http://en.wikipedia.org/wiki/ISO_8601`,
      );
    }
    const leapDay = { authorization: AUTHORIZATION, 'x-amz-date': '20280229T235959Z' };
    assert.equal(read(request(leapDay)).amzDate, '20280229T235959Z');
    const httpDate = { authorization: AUTHORIZATION, date: 'Sat, 32 Jan 2026 09:30:00 GMT' };
    assert.equal(readSignature(request(httpDate)).failure?.code, 'SIG-009');
  });

  it('SIG-010: refuses a credential without exactly five parts', () => {
    const wrong = [
      'a',
      'a/b/c/d',
      `${CREDENTIAL}/x`,
      `/${CREDENTIAL}`,
      CREDENTIAL.replace('sts', ''),
    ];
    for (const credential of [...wrong, CREDENTIAL.replace('sts', 's ts'), 'x'.repeat(600)]) {
      refused(
        withAuthorization(AUTHORIZATION.replace(CREDENTIAL, credential)),
        'SIG-010',
        `IncompleteSignature: Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential.slice(0, 200)}'`,
      );
    }
  });

  it('SIG-011: refuses a list of headers that is not lower-case, ascending and unique', () => {
    const wire =
      "IncompleteSignature: 'SignedHeaders' must be lower-case header names in alphabetical order, separated by ';'.";
    const lists = ['Host;x-amz-date', 'x-amz-date;host', 'host;host', 'host;', ';host', 'host x'];
    for (const list of [...lists, 'host:x', 'h\nost', 'hôst']) {
      refused(withAuthorization(AUTHORIZATION.replace('host;x-amz-date', list)), 'SIG-011', wire);
    }
    assert.equal(
      readSignature(presigned({ 'X-Amz-SignedHeaders': 'host%0Ax' })).failure?.code,
      'SIG-011',
    );
    const one = AUTHORIZATION.replace('host;x-amz-date', 'host');
    assert.deepEqual(read(withAuthorization(one)).signedHeaders, ['host']);
  });
});

describe('reading a signature from the query string', () => {
  it('gives every part', () => {
    const { form, scope, expires, signedHeaders, sessionToken } = read(
      presigned({ 'X-Amz-Security-Token': 'T%2F%3D' }),
    );
    assert.deepEqual(
      [form, scope, expires, signedHeaders, sessionToken],
      ['query', '20260131/us-east-1/sts/aws4_request', 60, ['host'], 'T/='],
    );
    assert.equal(read(presigned({ 'X-Amz-Expires': undefined })).expires, undefined);
    assert.equal(read(presigned({ 'X-Amz-Content-Sha256': 'abc' })).contentHash, 'abc');
  });

  it('SIG-004: refuses another algorithm', () => {
    const { failure } = readSignature(presigned({ 'X-Amz-Algorithm': 'AWS4-ECDSA-P256-SHA256' }));
    assert.equal(failure?.code, 'SIG-004');
  });

  it('SIG-007: names everything that is missing', () => {
    const sentence = (name: string): string =>
      `AWS query-string parameters must include '${name}'.`;
    for (const name of ['Algorithm', 'Credential', 'Signature', 'SignedHeaders', 'Date']) {
      const wire = `IncompleteSignature: ${sentence(`X-Amz-${name}`)} Re-examine the query-string parameters.`;
      refused(presigned({ [`X-Amz-${name}`]: undefined }), 'SIG-007', wire);
      refused(presigned({ [`X-Amz-${name}`]: '' }), 'SIG-007', wire);
    }
    const several = ['X-Amz-Credential', 'X-Amz-Signature', 'X-Amz-SignedHeaders', 'X-Amz-Date'];
    refused(
      request({}, 'X-Amz-Algorithm=AWS4-HMAC-SHA256'),
      'SIG-007',
      `IncompleteSignature: ${several.map(sentence).join(' ')} Re-examine the query-string parameters.`,
    );
  });

  it('SIG-009: takes no date from a header', () => {
    const given = presigned({ 'X-Amz-Date': 'x' });
    const headers = { 'x-amz-date': DATE, date: DATE };
    assert.equal(readSignature({ ...given, headers }).failure?.code, 'SIG-009');
  });

  it('SIG-012: refuses a lifetime outside 1 to 604800 seconds', () => {
    const wire = 'IncompleteSignature: X-Amz-Expires must be a number of seconds from 1 to 604800.';
    for (const expires of ['0', '604801', '-1', '1.5', '1e3', '', 'x', '0x10', '9'.repeat(400)]) {
      refused(presigned({ 'X-Amz-Expires': expires }), 'SIG-012', wire);
    }
    assert.equal(read(presigned({ 'X-Amz-Expires': '1' })).expires, 1);
    assert.equal(read(presigned({ 'X-Amz-Expires': '604800' })).expires, 604_800);
  });

  it('refuses values that are not UTF-8 in the parameter that has them', () => {
    const codes = ['X-Amz-Date', 'X-Amz-Credential', 'X-Amz-SignedHeaders', 'X-Amz-Algorithm'].map(
      (name) => readSignature(presigned({ [name]: '%FF' })).failure?.code,
    );
    assert.deepEqual(codes, ['SIG-009', 'SIG-010', 'SIG-011', 'SIG-004']);
  });
});
