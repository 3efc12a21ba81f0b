import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type CompiledPolicy,
  compilePolicy,
  explain,
  type Mismatch,
  type PolicyKind,
  type PolicyRequest,
  type Principal,
  parsePolicy,
} from './index.ts';

const ACCOUNT = '111122223333';
const ana: Principal = {
  type: 'user',
  account: ACCOUNT,
  arn: `arn:aws:iam::${ACCOUNT}:user/ana`,
  uniqueId: 'AIDAANA1111111111',
};

function compiled(kind: PolicyKind, ...statements: readonly object[]): CompiledPolicy {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  const reading = parsePolicy(text, kind);
  assert.ok(reading.ok);
  return compilePolicy(reading.document, { kind, name: `the ${kind} policy` });
}

function request(principal: Principal = ana): PolicyRequest {
  const values = new Map([['aws:sourceip', ['198.51.100.1']]]);
  return {
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::bucket/key',
    resourceAccount: ACCOUNT,
    principal,
    context: (key) => values.get(key),
  };
}

const all = { Effect: 'Allow', Action: '*', Resource: '*' };

function reasons(policy: CompiledPolicy, principal?: Principal): (Partial<Mismatch> | undefined)[] {
  const asked = request(principal);
  const set =
    policy.source.kind === 'resource' ? { identity: [], resource: policy } : { identity: [policy] };
  return explain(asked, set).policies[0]?.statements.map(({ mismatch }) => mismatch) ?? [];
}

const none = { negated: false, operator: undefined, key: undefined };

describe('explain', () => {
  it('tells the first element of each statement that the request does not satisfy', () => {
    const condition = { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '192.0.2.0/24'] } };
    const absent = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
    const policy = compiled(
      'identity',
      { ...all, Action: ['s3:Put*', 'ec2:*'], Resource: 'arn:aws:s3:::other' },
      { Effect: 'Deny', NotAction: 's3:*', Resource: '*' },
      { ...all, Resource: 'arn:aws:s3:::other', Condition: condition },
      { Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::bucket/*' },
      { ...all, Condition: condition },
      { ...all, Condition: absent },
      all,
    );
    const action = { ...none, element: 'Action', received: ['s3:GetObject'] };
    const resource = { ...none, element: 'Resource', received: ['arn:aws:s3:::bucket/key'] };
    assert.deepEqual(reasons(policy), [
      { ...action, expected: ['s3:Put*', 'ec2:*'] },
      { ...action, negated: true, expected: ['s3:*'] },
      { ...resource, expected: ['arn:aws:s3:::other'] },
      { ...resource, negated: true, expected: ['arn:aws:s3:::bucket/*'] },
      {
        element: 'Condition',
        negated: false,
        operator: 'IpAddress',
        key: 'aws:SourceIp',
        expected: ['10.0.0.0/8', '192.0.2.0/24'],
        received: ['198.51.100.1'],
      },
      {
        element: 'Condition',
        negated: false,
        operator: 'Bool',
        key: 'aws:MultiFactorAuthPresent',
        expected: ['true'],
        received: [],
      },
      undefined,
    ]);
  });

  it('tells the principal before anything else, in the words of policies', () => {
    const other = compiled('resource', {
      ...all,
      Action: 'ec2:*',
      Principal: { AWS: '444455556666' },
    });
    const callers: readonly (readonly [Principal, string])[] = [
      [ana, `AWS: arn:aws:iam::${ACCOUNT}:user/ana`],
      [{ type: 'root', account: ACCOUNT }, `AWS: arn:aws:iam::${ACCOUNT}:root`],
      [{ type: 'federated', provider: 'accounts.google.com' }, 'Federated: accounts.google.com'],
      [{ type: 'service', service: 'ec2.amazonaws.com' }, 'Service: ec2.amazonaws.com'],
      [{ type: 'anonymous' }, 'anonymous'],
    ];
    for (const [caller, received] of callers) {
      const expected = ['AWS: 444455556666'];
      assert.deepEqual(reasons(other, caller), [
        { ...none, element: 'Principal', expected, received: [received] },
      ]);
    }
    const nobody = compiled('resource', { ...all, NotPrincipal: { AWS: '*' } });
    assert.deepEqual(reasons(nobody), [
      {
        ...none,
        element: 'Principal',
        negated: true,
        expected: ['*'],
        received: [`AWS: arn:aws:iam::${ACCOUNT}:user/ana`],
      },
    ]);
  });

  it('lists the policies in the order of evaluation, with the levels of control policies', () => {
    const { policies, decision } = explain(request(), {
      identity: [compiled('identity', all)],
      boundary: compiled('boundary', all),
      session: [compiled('session', all)],
      resource: compiled('resource', { ...all, Principal: '*' }),
      scps: [[compiled('scp', all)], [compiled('scp', all), compiled('scp', all)]],
      rcps: [[compiled('rcp', { ...all, Principal: '*' })]],
    });
    assert.equal(decision.allowed, true);
    assert.deepEqual(
      policies.map(({ kind, level }) => `${kind} ${level ?? '-'}`),
      ['rcp 0', 'scp 0', 'scp 1', 'scp 1', 'resource -', 'identity -', 'boundary -', 'session -'],
    );
    assert.equal(policies[0]?.policy.name, 'the rcp policy');
  });
});
