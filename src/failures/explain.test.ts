import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainAttempt, explainFailure, titleOf } from './explain.ts';

test('a failure is explained in the language asked for, its details filled in', () => {
  const details = { accessKeyId: 'ASIA1', expiresAt: 'noon' };
  assert.deepEqual(explainFailure('SIG-034', details, 'en'), {
    code: 'SIG-034',
    message: 'the session of `ASIA1` expired at noon',
    cause: 'The temporary credentials have reached their expiration time.',
    fix: 'Get new temporary credentials; SDK credential providers do so by themselves.',
    actor: 'user',
    wire: {
      error: 'ExpiredToken',
      text: 'The security token included in the request is expired',
    },
  });
  assert.match(explainFailure('SIG-034', details, 'ko').cause, /^임시 보안 자격 증명/);
  assert.equal('wire' in explainFailure('ATT-006', { account: '1' }, 'en'), false);
});

test('details are filled in once: a value that looks like a template stays as it is', () => {
  const details = { accessKeyId: '{expiresAt}', expiresAt: 'noon' };
  assert.match(explainFailure('SIG-034', details, 'en').message, /`\{expiresAt\}` expired at noon/);
});

test('a code that this version does not know, or that only looks like one, is told as it is', () => {
  for (const code of ['NEW-001', 'constructor', '__proto__']) {
    assert.equal(titleOf(code, 'en'), code);
    assert.deepEqual(explainFailure(code, {}, 'ko'), {
      code,
      message: code,
      cause: '',
      fix: '',
      actor: 'operator',
    });
  }
});

test('an attempt is explained by the check that decided, or by its facts', () => {
  const failed = {
    name: 'sessionHasNotExpired',
    code: 'SIG-034',
    outcome: 'failed',
    expected: 'later',
    received: 'now',
    failure: { code: 'SIG-034', details: { accessKeyId: 'ASIA1', expiresAt: 'noon' } },
  } as const;
  const { checks, failure } = explainAttempt(
    { code: 'SIG-034', checks: [failed], facts: {} },
    'en',
  );
  assert.deepEqual(checks[0]?.failure, failure);
  assert.equal(checks[0]?.title, 'The session has not expired');
  const facts = { accessKeyId: 'ASIA2', expiresAt: 'midnight' };
  const elsewhere = explainAttempt({ code: 'SIG-034', checks: [], facts }, 'en');
  assert.equal(elsewhere.failure?.message, 'the session of `ASIA2` expired at midnight');
  assert.equal('failure' in explainAttempt({ checks: [], facts: {} }, 'en'), false);
});
