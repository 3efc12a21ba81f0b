import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { matches } from '../../shared/shown/matches.ts';
import {
  denyingStatements,
  nearStatements,
  neededStatement,
  readRefusal,
  type ToldRefusal,
} from './refusal-message.ts';
import { boundsOf } from './time-bounds.ts';

const told: ToldRefusal = {
  allowed: false,
  explicitDeny: true,
  matchedStatements: {
    items: [
      { policyType: 'identity', policy: 'NoUsers', statement: 1, effect: 'DENY' },
      { policyType: 'identity', policy: 'All', statement: 1, effect: 'ALLOW' },
    ],
  },
  failures: {
    items: [
      {
        policyType: 'identity',
        policy: 'Some',
        statement: 2,
        element: 'Resource',
        negated: false,
        expected: ['a'],
        received: ['b'],
      },
      {
        policyType: 'identity',
        policy: 'Others',
        statement: 1,
        element: 'Action',
        negated: false,
        expected: ['s3:*'],
        received: ['iam:ListUsers'],
      },
    ],
  },
  context: {
    principal: { id: 'AIDA', arn: 'arn:aws:iam::111122223333:user/nora' },
    action: 'iam:ListUsers',
    resource: 'arn:aws:iam::111122223333:user/',
    conditions: { items: [] },
  },
};

describe('a refusal', () => {
  it('names what denied, what nearly allowed, and what would', () => {
    assert.deepEqual(
      denyingStatements(told).map(({ policy }) => policy),
      ['NoUsers'],
    );
    assert.deepEqual(
      nearStatements(told).map(({ policy }) => policy),
      ['Some'],
    );
    assert.deepEqual(JSON.parse(neededStatement(told)), {
      Effect: 'Allow',
      Action: 'iam:ListUsers',
      Resource: 'arn:aws:iam::111122223333:user/',
    });
  });

  it('is read from a decoded message, and from nothing else', () => {
    assert.deepEqual(readRefusal(`${JSON.stringify(told)}   `), told);
    for (const other of [undefined, '', '{}', 'null', '[]', '{"context":{}}']) {
      assert.equal(readRefusal(other), undefined);
    }
  });
});

describe('a search', () => {
  it('finds what has every word, wherever', () => {
    assert.ok(matches('Alice /division/ AIDA', 'aida ali'));
    assert.ok(matches('anything', ''));
    assert.ok(!matches('Alice', 'alice bob'));
  });
});

describe('a range of time', () => {
  it('has bounds in whole seconds', () => {
    assert.deepEqual(boundsOf(undefined, 5), {});
    assert.deepEqual(boundsOf({ type: 'relative', amount: 2, unit: 'hour' }, 10_000.7), {
      StartTime: 2800,
    });
    assert.deepEqual(
      boundsOf(
        {
          type: 'absolute',
          startDate: '2026-01-15T00:00:00Z',
          endDate: '2026-01-15T00:00:01.900Z',
        },
        0,
      ),
      { StartTime: 1_768_435_200, EndTime: 1_768_435_201 },
    );
  });
});
