import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compilePolicy, parsePolicy } from '../../policy/index.ts';
import { rootPrincipal } from '../principal.ts';
import { contextLookup } from './context.ts';
import { AccessDenied, requireAllowed } from './denied.ts';
import type { Case, Question } from './judge.ts';
import { authorizationMessage } from './message.ts';

const principal = rootPrincipal('111122223333', 'AKIA');
const resource = { arn: 'arn:aws:iam::111122223333:user/bob', tags: new Map([['Team', 'blue']]) };
const facts = {
  principal,
  now: 0,
  region: 'us-east-1',
  sourceAddress: '192.0.2.1',
  userAgent: 'test',
  secure: true,
  organizationId: undefined,
};

function caseOf(question: Question, explicit: boolean): Case {
  const text = '{"Statement":[{"Sid":"Never","Effect":"Deny","Action":"iam:*","Resource":"*"}]}';
  const reading = parsePolicy(text, 'identity');
  assert.ok(reading.ok);
  const policy = compilePolicy(reading.document, { kind: 'identity', name: 'guard' });
  const deciding = explicit ? policy.statements[0]?.identity : undefined;
  return {
    request: {
      action: question.action,
      resource: question.resource.arn,
      resourceAccount: principal.account,
      principal: { type: 'user', account: principal.account, arn: principal.arn, uniqueId: 'AIDA' },
      context: contextLookup(facts, question.resource),
    },
    policies: { identity: [policy] },
    decision: { allowed: false, kind: 'identity', explicit, deciding },
  };
}

test('AUTHZ-001: a refusal names what decided, outside in the words of AWS', () => {
  const question: Question = { action: 'iam:CreateUser', resource };
  const refusal = (explicit: boolean): AccessDenied => {
    try {
      requireAllowed((asked) => caseOf(asked, explicit), principal, question);
    } catch (error) {
      if (error instanceof AccessDenied) return error;
    }
    throw new Error('nothing was refused');
  };
  const denied = refusal(true);
  assert.equal(denied.code, 'AccessDenied');
  assert.equal(
    denied.message,
    'User: arn:aws:iam::111122223333:root is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::111122223333:user/bob with an explicit deny in an identity-based policy',
  );
  assert.equal(denied.failure?.code, 'AUTHZ-001');
  assert.equal(
    denied.failure?.message,
    '`arn:aws:iam::111122223333:root` may not perform `iam:CreateUser` on `arn:aws:iam::111122223333:user/bob`: identity policy guard, statement 1 (Never)',
  );
  assert.match(refusal(false).failure?.message ?? '', /no identity policy allows it$/);
});

test('what is allowed is not refused', () => {
  const judged = caseOf({ action: 'iam:GetUser', resource }, false);
  const allowed = { ...judged, decision: { ...judged.decision, allowed: true } };
  requireAllowed(() => allowed, principal, { action: 'iam:GetUser', resource });
});

test('the message for administrators holds the statements that matched and those that did not', () => {
  const question: Question = {
    action: 'iam:CreateUser',
    resource,
    keys: { 'aws:tagkeys': ['Team'] },
  };
  const denied = new AccessDenied('text', principal, question, caseOf(question, true), false);
  const message = JSON.parse(authorizationMessage(denied) ?? '');
  assert.equal(message.allowed, false);
  assert.deepEqual(message.matchedStatements.items, [
    { statementId: 'Never', effect: 'DENY', policyType: 'identity', policy: 'guard', statement: 1 },
  ]);
  assert.equal(message.context.action, 'iam:CreateUser');
  assert.deepEqual(message.context.conditions.items, [
    { key: 'aws:tagkeys', values: { items: [{ value: 'Team' }] } },
  ]);
});
