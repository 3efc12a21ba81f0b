/**
 * Attempts through the API, called as clients call it. What records attempts here stands in for the
 * calls that do; attempts-cli.test.ts has the AWS CLI.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { attemptChecks, type NewAttempt } from '../../src/failures/attempt.ts';
import { failure } from '../../src/failures/catalogue.ts';
import { clientsOf } from '../support/clients.ts';
import { allow, makeUser } from '../support/entities.ts';
import { call, jsonDraft, send, stsDraft } from '../support/requests.ts';
import { type Credentials, startTestServer, type TestServer } from '../support/server.ts';

const MINUTE = 60_000;
const TOKEN = `eyJ${'aGVhZGVy'.repeat(4)}.${'cGF5bG9hZA'.repeat(9)}.c2lnbmF0dXJl`;

let server: TestServer;
let now: number;

before(async () => {
  now = Date.now();
  server = await startTestServer({}, { clock: () => now });
});

after(() => server?.stop());

function attemptOf(members: Partial<NewAttempt> = {}): NewAttempt {
  return {
    requestId: 'r-1',
    account: server.account,
    time: now,
    kind: 'saml-api',
    outcome: 'refused',
    code: 'SIG-043',
    provider: `arn:aws:iam::${server.account}:saml-provider/corp`,
    roleArn: `arn:aws:iam::${server.account}:role/Reader`,
    sourceAddress: '192.0.2.7',
    userAgent: 'aws-cli/2',
    checks: attemptChecks([
      { name: 'keyIsKnown', code: 'SIG-030', outcome: 'passed', expected: 'a key', received: 'it' },
      {
        name: 'signatureIsNotEarly',
        code: 'SIG-043',
        outcome: 'failed',
        expected: 'before noon',
        received: TOKEN,
        failure: failure('SIG-043', { date: 'D', limit: 'L', now: 'N' }),
      },
      { name: 'signatureMatches', code: 'SIG-046', outcome: 'skipped' },
    ]),
    answered: { code: 'InvalidIdentityToken', message: 'no' },
    decision: { policyKind: 'trust', policy: 'Reader', statement: 2, effect: 'Deny' },
    facts: { assertionId: '_a' },
    ...members,
  };
}

interface Told {
  readonly status: number;
  readonly type: string | undefined;
  readonly body: Record<string, unknown> & { readonly message?: string };
}

/** Calls an operation with a signature of the SDK's signer. */
async function ask(
  operation: string,
  input: object = {},
  credentials: Credentials = server.administrator,
): Promise<Told> {
  const draft = jsonDraft(`Gatehouse_20261101.${operation}`, JSON.stringify(input));
  const signing = { service: 'gatehouse', at: now };
  const { status, body } = await call(server.url, draft, credentials, signing);
  const { __type: type, ...rest } = JSON.parse(body) as Record<string, string>;
  return { status, type: type?.split('#').at(-1), body: rest };
}

async function refusal(operation: string, input: object, credentials?: Credentials) {
  const { status, type, body } = await ask(operation, input, credentials);
  return { status, type, message: body.message };
}

const attemptsOf = ({ body }: Told) => body.Attempts as Record<string, unknown>[];
const attemptIn = ({ body }: Told) => body.Attempt as Record<string, unknown>;

describe('gatehouse:ListAttempts and gatehouse:GetAttempt', () => {
  it('the request id of an answer leads to its attempt, with every check explained', async () => {
    await server.record(attemptOf({ requestId: 'lead-1' }));
    const [listed] = attemptsOf(await ask('ListAttempts', { RequestId: 'lead-1' }));
    const found = attemptIn(await ask('GetAttempt', { RequestId: 'lead-1' }));
    assert.deepEqual(attemptIn(await ask('GetAttempt', { AttemptId: listed?.AttemptId })), found);
    const { Checks, Failure, Answered, Decision, Facts, BodyCaptured, ...summary } = found;
    assert.deepEqual(summary, listed);
    assert.deepEqual(
      [Answered, Facts, BodyCaptured],
      [{ Code: 'InvalidIdentityToken', Message: 'no' }, { assertionId: '_a' }, false],
    );
    assert.deepEqual(Decision, {
      PolicyKind: 'trust',
      Policy: 'Reader',
      Statement: 2,
      Effect: 'Deny',
    });
    assert.equal(summary.FailedCheck, 'The request was not signed in the future');
    const [passed, failed, skipped] = Checks as Record<string, unknown>[];
    assert.deepEqual(passed, {
      Name: 'keyIsKnown',
      Code: 'SIG-030',
      Title: 'The access key exists',
      Outcome: 'passed',
      Expected: 'a key',
      Received: 'it',
    });
    assert.equal(failed?.Received, `(${TOKEN.length} characters hidden)`);
    assert.deepEqual(failed?.Failure, Failure);
    const { Fix, Actor, WireError } = Failure as Record<string, string>;
    assert.match(Fix ?? '', /clock/);
    assert.deepEqual([Actor, WireError], ['user', 'SignatureDoesNotMatch']);
    assert.equal(skipped?.Outcome, 'skipped');
  });

  it('a refused call of a stranger leads to its attempt by the request id of its answer', async () => {
    const parameters = {
      RoleArn: `arn:aws:iam::${server.account}:role/none`,
      RoleSessionName: 'stranger',
      WebIdentityToken: `eyJhbGciOiJub25lIn0.${'e30'}.x`,
    };
    const { headers, body } = await send(
      server.url,
      stsDraft('AssumeRoleWithWebIdentity', parameters),
    );
    const RequestId = headers['x-amzn-requestid'];
    const attempt = attemptIn(await ask('GetAttempt', { RequestId }));
    const { Code, Message } = attempt.Answered as Record<string, string>;
    assert.ok(body.includes(`<Code>${Code}</Code>`), body);
    assert.ok(Message && body.includes(Message.slice(0, 20)), body);
    assert.deepEqual([attempt.Kind, attempt.Outcome], ['web-identity', 'refused']);
    assert.ok((attempt.Checks as object[]).length > 10);
    assert.ok(!JSON.stringify(attempt).includes(parameters.WebIdentityToken));
  });

  it('titles, causes and remedies in Korean when asked', async () => {
    await server.record(attemptOf({ requestId: 'ko-1' }));
    const { FailedCheck, Failure } = attemptIn(
      await ask('GetAttempt', { RequestId: 'ko-1', Language: 'ko' }),
    );
    assert.equal(FailedCheck, '요청이 미래 시각으로 서명되지 않음');
    assert.match((Failure as Record<string, string>).Fix ?? '', /십시오\.$/);
  });

  it('filters and pages', async () => {
    for (let index = 0; index < 5; index += 1) {
      await server.record(attemptOf({ time: now + index, subject: 'pager' }));
    }
    const first = await ask('ListAttempts', { Subject: 'pager', MaxResults: 3 });
    const { NextToken } = first.body;
    const second = await ask('ListAttempts', { Subject: 'pager', MaxResults: 3, NextToken });
    assert.deepEqual([attemptsOf(first).length, attemptsOf(second).length], [3, 2]);
    assert.equal(second.body.NextToken, undefined);
    const StartTime = Math.floor(now / 1000) + 60;
    assert.deepEqual(attemptsOf(await ask('ListAttempts', { StartTime })), []);
    const ending = { Subject: 'pager', EndTime: Math.floor(now / 1000) };
    assert.ok(attemptsOf(await ask('ListAttempts', ending)).length > 0);
  });

  it('ATT-001, ATT-002, ATT-003, ATT-005 and constraints: what cannot be answered is refused', async () => {
    const id = '01234567-89ab-7def-8123-456789abcdef';
    const notFound = (name: string) => ({
      status: 400,
      type: 'ResourceNotFoundException',
      message: `No attempt with the id or request id ${name} was found in this account.`,
    });
    assert.deepEqual(await refusal('GetAttempt', { AttemptId: id }), notFound(id));
    assert.deepEqual(await refusal('GetAttempt', { RequestId: 'none' }), notFound('none'));
    const oneId = {
      status: 400,
      type: 'ValidationException',
      message: 'Exactly one of AttemptId and RequestId must be specified.',
    };
    assert.deepEqual(await refusal('GetAttempt', {}), oneId);
    assert.deepEqual(await refusal('GetAttempt', { AttemptId: id, RequestId: 'r' }), oneId);
    assert.deepEqual(await refusal('ListAttempts', { NextToken: 'none' }), {
      status: 400,
      type: 'InvalidNextTokenException',
      message: 'The next token is not valid, or was given for a search with other parameters.',
    });
    assert.deepEqual(await refusal('ListAttempts', { StartTime: 20, EndTime: 19 }), {
      status: 400,
      type: 'ValidationException',
      message: 'StartTime must not be later than EndTime.',
    });
    assert.equal((await ask('ListAttempts', { StartTime: 20, EndTime: 20 })).status, 200);
    const { type, message } = await refusal('ListAttempts', { Code: 'lower', MaxResults: 101 });
    assert.equal(type, 'ValidationException');
    assert.match(message ?? '', /^2 validation errors detected: .*'code'.*'maxResults'/);
  });

  it('who may not read attempts learns nothing of them, in the usual words', async () => {
    await server.record(attemptOf({ requestId: 'secret-1' }));
    const admin = clientsOf(server);
    const arn = `arn:aws:gatehouse::${server.account}:attempt/*`;
    const reader = await makeUser(admin, 'reader', { policy: allow('gatehouse:GetAttempt', arn) });
    const { account } = server;
    const denied = (action: string, resource: string) => ({
      status: 400,
      type: 'AccessDeniedException',
      message: `User: arn:aws:iam::${account}:user/reader is not authorized to perform: ${action}${resource} because no identity-based policy allows the ${action} action`,
    });
    const AttemptId = '01234567-89ab-7def-8123-456789abcdef';
    const body = ` on resource: ${arn.replace('*', AttemptId)}`;
    const capture = ` on resource: arn:aws:gatehouse::${account}:capture`;
    const operations: readonly (readonly [name: string, input: object, resource: string])[] = [
      ['ListAttempts', {}, ''],
      ['GetCapturedBody', { AttemptId }, body],
      ['GetCapture', {}, capture],
      ['StartCapture', {}, capture],
      ['StopCapture', {}, capture],
    ];
    const { credentials } = reader;
    for (const [name, input, resource] of operations) {
      const told = await refusal(name, input, credentials);
      assert.deepEqual(told, denied(`gatehouse:${name}`, resource));
    }
    const nobody = await makeUser(admin, 'nobody', { policy: allow('gatehouse:List*') });
    const stranger = await refusal('GetAttempt', { AttemptId }, nobody.credentials);
    assert.deepEqual(
      { ...stranger, message: stranger.message?.replace('nobody', 'reader') },
      denied('gatehouse:GetAttempt', body),
    );
    assert.equal((await ask('ListAttempts', {}, nobody.credentials)).status, 200);
    assert.equal((await ask('GetAttempt', { RequestId: 'secret-1' }, credentials)).status, 200);
  });
});

describe('capture', () => {
  it('ATT-004: bodies are answered only of attempts that were made while it was on', async () => {
    const start = { requestId: 'body-0' };
    await server.record(attemptOf(start), TOKEN);
    const { AttemptId: before } = attemptIn(await ask('GetAttempt', { RequestId: 'body-0' }));
    assert.deepEqual(await refusal('GetCapturedBody', { AttemptId: before }), {
      status: 400,
      type: 'ResourceNotFoundException',
      message: `No body was captured with the attempt ${String(before)}.`,
    });
    assert.deepEqual((await ask('GetCapture')).body, {});
    const { Capture } = (await ask('StartCapture', { DurationMinutes: 10 })).body;
    assert.deepEqual((await ask('GetCapture')).body, { Capture });
    const { StartedBy, StartedAt, EndsAt } = Capture as Record<string, number>;
    assert.match(String(StartedBy), /user\/bootstrap-admin$/);
    assert.equal(Math.round(((EndsAt ?? 0) - (StartedAt ?? 0)) / 60), 10);
    await server.record(attemptOf({ requestId: 'body-1' }), TOKEN);
    const during = attemptIn(await ask('GetAttempt', { RequestId: 'body-1' }));
    assert.equal(during.BodyCaptured, true);
    const { AttemptId } = during;
    assert.deepEqual((await ask('GetCapturedBody', { AttemptId })).body, { Body: TOKEN });
    now += 10 * MINUTE;
    assert.deepEqual((await ask('GetCapture')).body, {});
    await server.record(attemptOf({ requestId: 'body-2' }), TOKEN);
    const later = attemptIn(await ask('GetAttempt', { RequestId: 'body-2' }));
    assert.equal(later.BodyCaptured, false);
    await ask('StartCapture', {});
    assert.deepEqual((await ask('StopCapture')).body, {});
    assert.deepEqual((await ask('GetCapture')).body, {});
    const { type } = await refusal('StartCapture', { DurationMinutes: 1441 });
    assert.equal(type, 'ValidationException');
  });

  it('reading a body and turning capture on are in the event history, the body is not', async () => {
    const draft = jsonDraft('com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents');
    const signing = { service: 'cloudtrail', at: now };
    const { body } = await call(server.url, draft, server.administrator, signing);
    const { Events } = JSON.parse(body) as { Events: { EventName: string; EventSource: string }[] };
    const own = Events.filter((event) => event.EventSource === 'gatehouse.amazonaws.com');
    const names = new Set(own.map((event) => event.EventName));
    for (const name of ['StartCapture', 'StopCapture', 'GetCapturedBody', 'GetAttempt']) {
      assert.ok(names.has(name), name);
    }
    assert.ok(!body.includes(TOKEN.slice(10, 40)));
  });
});
