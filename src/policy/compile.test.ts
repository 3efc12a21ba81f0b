import assert from 'node:assert/strict';
import { it } from 'node:test';
import { compilePolicy, decide, parsePolicy } from './index.ts';

const reading = parsePolicy(
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['s3:Get*', 'EC2:*'], Resource: '*' },
      { Effect: 'Allow', Action: 'iam:*', Resource: '*' },
      { Effect: 'Deny', NotAction: 'x:*', Resource: '*' },
      { Effect: 'Allow', Action: '*:List*', Resource: '*' },
    ],
  }),
  'identity',
);

function compiled() {
  assert.ok(reading.ok);
  return compilePolicy(reading.document, { kind: 'identity', name: 'p' });
}

function found(action: string): string {
  const { deny, allow } = compiled().candidates(action);
  const places = (list: typeof deny) => list.map(({ identity }) => identity.index).join();
  return `deny ${places(deny)} allow ${places(allow)}`;
}

it('only statements that speak of the action are looked at, in the order of the document', () => {
  assert.equal(found('s3:GetObject'), 'deny 2 allow 0');
  assert.equal(found('s3:ListBucket'), 'deny 2 allow 3');
  assert.equal(found('Ec2:listX'), 'deny 2 allow 0,3');
  assert.equal(found('x:Get'), 'deny  allow ');
  assert.equal(found('no-colon'), 'deny 2 allow ');
});

it('thousands of different actions do not grow the memory of a policy without end', () => {
  const policy = compiled();
  const first = policy.candidates('s3:GetObject');
  for (let number = 0; number < 3000; number += 1) policy.candidates(`s3:Get${number}`);
  const again = policy.candidates('s3:GetObject');
  assert.notEqual(again, first);
  assert.deepEqual(again, first);
});

it('a condition is asked for its key only, in lower case, and only when it matters', () => {
  const text = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 's3:*', Resource: 'x', Condition: { Null: { 'aws:A': 'true' } } },
      {
        Effect: 'Allow',
        Action: '*',
        Resource: '*',
        Condition: { Null: { 'aws:TokenId': 'true' } },
      },
    ],
  });
  const given = parsePolicy(text, 'identity');
  assert.ok(given.ok);
  const asked: string[] = [];
  const context = (key: string) => {
    asked.push(key);
    return undefined;
  };
  const principal = { type: 'user', account: '111122223333', arn: 'a', uniqueId: 'b' } as const;
  const request = {
    action: 's3:Get',
    resource: '*',
    resourceAccount: '111122223333',
    principal,
    context,
  };
  const identity = [compilePolicy(given.document, { kind: 'identity', name: 'p' })];
  assert.equal(decide(request, { identity }).allowed, true);
  assert.deepEqual(asked, ['aws:tokenid']);
});
