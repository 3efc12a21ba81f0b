import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StoredAttempt } from '../domain/attempts/index.ts';
import { attemptChecks } from '../failures/attempt.ts';
import { failure } from '../failures/catalogue.ts';
import type { AttemptsRequest, AttemptsResult, CliServices } from './services.ts';
import { fakeServices, runWith } from './testing.ts';

const TIME = Date.UTC(2026, 10, 1, 9, 30);

const attempt: StoredAttempt = {
  id: '019a3f1c-0000-7000-8000-000000000001',
  requestId: 'request-1',
  account: '111122223333',
  time: TIME,
  kind: 'saml-api',
  outcome: 'refused',
  code: 'SIG-034',
  provider: 'arn:aws:iam::111122223333:saml-provider/corp',
  subject: 'jane@example.com',
  roleArn: 'arn:aws:iam::111122223333:role/Reader',
  sourceAddress: '192.0.2.7',
  userAgent: 'aws-cli/2 \u001b[2J',
  checks: attemptChecks([
    { name: 'keyIsKnown', code: 'SIG-030', outcome: 'passed', expected: 'a', received: 'b' },
    {
      name: 'sessionHasNotExpired',
      code: 'SIG-034',
      outcome: 'failed',
      expected: 'later',
      received: 'earlier',
      failure: failure('SIG-034', { accessKeyId: 'ASIA1', expiresAt: 'noon' }),
    },
  ]),
  answered: { code: 'ExpiredToken', message: 'expired' },
  decision: {
    policyKind: 'trust',
    policy: 'Reader',
    statement: 2,
    sid: 'NoGuests',
    effect: 'Deny',
  },
  facts: { assertionId: '_1\u202e' },
  bodyCaptured: true,
};
const {
  checks: _,
  answered: __,
  decision: ___,
  facts: ____,
  bodyCaptured: _____,
  ...summary
} = attempt;

/** Services of a running server that answers `result` and remembers what it was asked. */
function serverAnswering(result: AttemptsResult) {
  const asked: AttemptsRequest[] = [];
  const services: CliServices = fakeServices({
    ask: async (_config, command, parameters) => {
      assert.equal(command, 'attempts');
      asked.push(parameters as AttemptsRequest);
      return { ok: true, result };
    },
  });
  return {
    asked,
    run: (...parameters: string[]) => runWith(services, ['attempts', ...parameters]),
  };
}

test('list shows what came of each attempt, who it was and where its request is found', async () => {
  const { asked, run } = serverAnswering({ attempts: [summary] });
  const { code, out } = await run('list');
  assert.equal(code, 0);
  assert.equal(
    out,
    `2026-11-01T09:30:00Z ✗ SIG-034 The session has not expired
    jane@example.com  arn:aws:iam::111122223333:saml-provider/corp
    arn:aws:iam::111122223333:role/Reader  192.0.2.7
    request request-1  111122223333
`,
  );
  assert.deepEqual(asked, [{ do: 'list', filter: {}, limit: 20 }]);
  const { out: none } = await serverAnswering({ attempts: [] }).run('list', '--lang', 'ko');
  assert.equal(none, '시도 기록이 없습니다\n');
});

test('every filter of list is passed on', async () => {
  const { asked, run } = serverAnswering({ attempts: [] });
  await run(
    ...['list', '--code', 'SAML-014', '--provider', 'p', '--subject', 's', '--request-id', 'r'],
    ...['--since', '12h', '--limit', '3', '--account', '111122223333'],
  );
  await run('list', '--since', '2026-11-01T09:30:00Z', '--json');
  const filter = { code: 'SAML-014', provider: 'p', subject: 's', requestId: 'r' };
  assert.deepEqual(asked, [
    { do: 'list', account: '111122223333', filter, within: 43_200_000, limit: 3 },
    { do: 'list', filter: {}, from: TIME, limit: 20 },
  ]);
});

test('what an option may not be is said, and ends with code 2', async () => {
  const { asked, run } = serverAnswering({});
  const wrong = [
    ['list', '--since', 'yesterday'],
    ['list', '--since', '2026-13-01'],
    ['list', '--limit', '0'],
    ['list', '--limit', '1001'],
    ['list', '--lang', 'fr'],
    ['capture', 'maybe'],
    ['capture', 'on', '--minutes', '1441'],
    ['show'],
  ];
  for (const parameters of wrong) {
    const { code, err } = await run(...parameters);
    assert.equal(code, 2, parameters.join(' '));
    assert.match(err, /invalid|missing/, parameters.join(' '));
  }
  assert.deepEqual(asked, []);
});

test('show prints everything of an attempt and the table of its checks, safely', async () => {
  const { asked, run } = serverAnswering({ attempt });
  const { code, out } = await run('show', 'request-1');
  assert.equal(code, 0);
  assert.deepEqual(asked, [{ do: 'show', id: 'request-1', body: false }]);
  assert.equal(
    out,
    `attempt      019a3f1c-0000-7000-8000-000000000001
request      request-1
account      111122223333
time         2026-11-01T09:30:00.000Z
through      AssumeRoleWithSAML
provider     arn:aws:iam::111122223333:saml-provider/corp
subject      jane@example.com
role         arn:aws:iam::111122223333:role/Reader
from         192.0.2.7  aws-cli/2 \\u{1b}[2J
decided by   Deny, trust Reader, Statement[2] NoGuests
answered     ExpiredToken: expired
assertionId  _1\\u{202e}
body         captured; --body prints it

✓ The access key exists
✗ The session has not expired  SIG-034
    expected   later
    received   earlier
1 passed, 1 failed, 0 not checked

SIG-034: the session of \`ASIA1\` expired at noon
  cause      The temporary credentials have reached their expiration time.
  fix        Get new temporary credentials; SDK credential providers do so by themselves.
  who acts   the user or the client program
  AWS error  ExpiredToken: The security token included in the request is expired
`,
  );
  const { out: korean } = await run('show', 'request-1', '--lang', 'ko', '--verbose');
  assert.match(korean, /^시도 ID {9}019a/);
  assert.match(korean, /✓ 액세스 키가 존재함\n {4}예상한 값 {4}a\n/);
});

test('show --json has the whole attempt with its explanations, and moves no cursor', async () => {
  const { run } = serverAnswering({ attempt });
  const { out } = await run('show', 'request-1', '--json');
  const told = JSON.parse(out);
  assert.deepEqual(
    [told.id, told.code, told.userAgent],
    [attempt.id, 'SIG-034', attempt.userAgent],
  );
  assert.equal(told.checks[1].title, 'The session has not expired');
  assert.equal(told.failure.wire.error, 'ExpiredToken');
  assert.doesNotMatch(out.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u);
});

test('show --body prints what was captured: as it came to a pipe, made visible to a terminal', async () => {
  const services = fakeServices({
    ask: async () => ({ ok: true, result: { attempt, body: 'PHNhbWw+\u001b[2J' } }),
  });
  const parameters = ['attempts', 'show', 'request-1', '--body'];
  assert.equal((await runWith(services, parameters)).out, 'PHNhbWw+\u001b[2J');
  const screen = { columns: 80, colors: true };
  assert.equal((await runWith(services, parameters, { screen })).out, 'PHNhbWw+\\u{1b}[2J\n');
});

test('a terminal gets colours and its own width', async () => {
  const services = fakeServices({ ask: async () => ({ ok: true, result: { attempt } }) });
  const screen = { columns: 60, colors: true };
  const { out } = await runWith(services, ['attempts', 'show', 'r'], { screen });
  assert.ok(out.includes('\u001b[31m✗\u001b[0m The session has not expired'));
  assert.ok(out.includes('  fix        Get new temporary credentials; SDK credential\n'));
});

test('capture is turned on for a time, and off', async () => {
  const capture = { startedAt: TIME, endsAt: TIME + 600_000, startedBy: 'local-operator' };
  const on = serverAnswering({ captured: { account: '111122223333', capture } });
  assert.equal(
    (await on.run('capture', 'on', '--minutes', '10')).out,
    'account 111122223333: capture is on until 2026-11-01T09:40:00Z\n',
  );
  const off = serverAnswering({ captured: { account: '111122223333' } });
  assert.equal(
    (await off.run('capture', 'off', '--lang', 'ko')).out,
    '계정 111122223333: 캡처가 꺼져 있습니다\n',
  );
  assert.deepEqual(
    [...on.asked, ...off.asked],
    [
      { do: 'capture', minutes: 10 },
      { do: 'capture', minutes: 0 },
    ],
  );
});

test('without a server the store is opened, and a failure is told with its remedy', async () => {
  const asked: unknown[] = [];
  const alone = fakeServices({
    attempts: async (_config, request) => {
      asked.push(request);
      return { attempts: [] };
    },
  });
  assert.equal((await runWith(alone, ['attempts', 'list'])).out, 'no attempts\n');
  assert.equal(asked.length, 1);
  const { message, entry } = failure('ATT-001', { id: 'request-1' });
  const refusing = fakeServices({
    ask: async () => ({ ok: false, failure: { code: 'ATT-001', message, fix: entry.fix } }),
  });
  const { code, err } = await runWith(refusing, ['attempts', 'show', 'request-1']);
  assert.equal(code, 1);
  assert.match(
    err,
    /^gatehouse: ATT-001: no attempt has the id or the request id `request-1`\n {2}Take/,
  );
});
