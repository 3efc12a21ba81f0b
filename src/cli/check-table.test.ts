import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attemptChecks } from '../failures/attempt.ts';
import { failure } from '../failures/catalogue.ts';
import type { CheckTrace } from '../failures/check.ts';
import { checkTable, checkTableJson, PLAIN_STYLE } from './check-table.ts';
import { columnsOf } from './plain-text.ts';

const passed: CheckTrace = {
  name: 'keyIsKnown',
  code: 'SIG-030',
  outcome: 'passed',
  expected: 'an existing access key',
  received: 'AKIA1',
};
const skipped: CheckTrace = { name: 'signatureMatches', code: 'SIG-046', outcome: 'skipped' };

function failedWith(received: string): CheckTrace {
  return {
    name: 'sessionHasNotExpired',
    code: 'SIG-034',
    outcome: 'failed',
    expected: 'before 2026-11-01T09:30:00Z',
    received,
    failure: failure('SIG-034', { accessKeyId: 'ASIA1', expiresAt: received }),
  };
}

const attempt = {
  code: 'SIG-034',
  checks: [passed, failedWith('2026-11-01T09:31:00Z'), skipped],
  facts: {},
};

test('a table says what passed, what failed and why, what was not checked, and what to do', () => {
  assert.equal(
    checkTable(attempt, PLAIN_STYLE),
    `✓ The access key exists
✗ The session has not expired  SIG-034
    expected   before 2026-11-01T09:30:00Z
    received   2026-11-01T09:31:00Z
– The signature matches the request
1 passed, 1 failed, 1 not checked

SIG-034: the session of \`ASIA1\` expired at 2026-11-01T09:31:00Z
  cause      The temporary credentials have reached their expiration time.
  fix        Get new temporary credentials; SDK credential providers do so by themselves.
  who acts   the user or the client program
  AWS error  ExpiredToken: The security token included in the request is expired
`,
  );
});

test('the same in Korean, narrow: columns fit though letters are wide', () => {
  const style = { ...PLAIN_STYLE, language: 'ko', columns: 60 } as const;
  const table = checkTable(attempt, style);
  assert.equal(
    table,
    `✓ 액세스 키가 존재함
✗ 세션이 만료되지 않음  SIG-034
    예상한 값    before 2026-11-01T09:30:00Z
    받은 값      2026-11-01T09:31:00Z
– 서명이 요청과 일치함
통과 1, 실패 1, 확인하지 못함 1

SIG-034: the session of \`ASIA1\` expired at
2026-11-01T09:31:00Z
  원인         임시 보안 자격 증명의 만료 시각이 지났습니다.
  해결 방법    임시 보안 자격 증명을 새로 받으십시오. SDK의
               자격 증명 공급자는 자동으로 갱신합니다.
  조치할 사람  사용자 또는 클라이언트 프로그램
  AWS 오류     ExpiredToken: The security token included in
               the request is expired
`,
  );
  for (const line of table.split('\n')) assert.ok(columnsOf(line) <= 60, line);
});

test('verbose tables compare passed checks too; colours come only when asked for', () => {
  const verbose = checkTable(attempt, { ...PLAIN_STYLE, verbose: true });
  assert.match(
    verbose,
    /✓ The access key exists\n {4}expected {3}an existing access key\n {4}received {3}AKIA1\n/,
  );
  assert.ok(!verbose.includes('\u001b'));
  const colored = checkTable(attempt, { ...PLAIN_STYLE, colors: true });
  assert.ok(colored.includes('\u001b[32m✓\u001b[0m') && colored.includes('\u001b[31m✗\u001b[0m'));
});

test('a hostile value stays in its line and moves no cursor', () => {
  const evil = '\u001b[2J\n✓ The session has not expired\u202e\u0007';
  const table = checkTable({ ...attempt, checks: attemptChecks([failedWith(evil)]) }, PLAIN_STYLE);
  assert.ok(
    table.includes('    received   \\u{1b}[2J\\n✓ The session has not expired\\u{202e}\\u{7}\n'),
  );
  assert.ok(!table.split('\n').includes('✓ The session has not expired'));
  assert.doesNotMatch(table.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u);
  const json = checkTableJson({ ...attempt, checks: [failedWith(evil)] }, 'en');
  assert.doesNotMatch(json.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u);
});

test('the failure that decided comes first; further ones are explained without an AWS error', () => {
  const second: CheckTrace = {
    ...skipped,
    outcome: 'failed',
    expected: 'a',
    received: '',
    failure: failure('SIG-046', { accessKeyId: 'ASIA1' }),
  };
  const table = checkTable({ ...attempt, checks: [...attempt.checks, second] }, PLAIN_STYLE);
  assert.ok(table.indexOf('SIG-034: ') < table.indexOf('SIG-046: '));
  assert.equal(table.split('AWS error').length, 2);
  assert.match(table, /received {3}\(nothing\)/);
});

test('a failure that is in no check, and a code that this version does not know, are told too', () => {
  const facts = { accessKeyId: 'ASIA1', expiresAt: 'noon' };
  const table = checkTable({ code: 'SIG-034', checks: [passed], facts }, PLAIN_STYLE);
  assert.match(table, /\n\nSIG-034: the session of `ASIA1` expired at noon\n {2}cause/);
  const later = {
    name: 'x',
    code: 'NEW-001',
    outcome: 'failed',
    failure: { code: 'NEW-001', details: {} },
  } as const;
  const unknown = checkTable({ code: 'NEW-001', checks: [later], facts: {} }, PLAIN_STYLE);
  assert.match(unknown, /^✗ NEW-001 {2}NEW-001\n/);
  const succeeded = checkTable({ checks: [passed], facts: {} }, PLAIN_STYLE);
  assert.equal(succeeded, '✓ The access key exists\n1 passed, 0 failed, 0 not checked\n');
});

test('JSON has every check with its title, and the failure', () => {
  const { checks, failure: decided } = JSON.parse(checkTableJson(attempt, 'ko'));
  assert.deepEqual(checks[0], {
    name: 'keyIsKnown',
    code: 'SIG-030',
    title: '액세스 키가 존재함',
    outcome: 'passed',
    expected: 'an existing access key',
    received: 'AKIA1',
  });
  assert.deepEqual(checks[1].failure, decided);
  assert.deepEqual(decided.wire, {
    error: 'ExpiredToken',
    text: 'The security token included in the request is expired',
  });
});
