import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compilePolicy } from './compile.ts';
import { decide } from './decide.ts';
import type { PolicyRequest } from './statement.ts';
import { parsePolicy, validatePolicy } from './validate.ts';

/** As long as IAM accepts a document: 131,072 characters, and white space is not counted in quotas. */
const LONG = 120_000;

function documentWith(statement: object): string {
  const Statement = [{ Effect: 'Allow', Action: 's3:*', Resource: '*', ...statement }];
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

const s3 = (text: string): object => ({ Resource: `arn:aws:s3:::${text}` });
const condition = (operator: string, key: string, value: string): object => ({
  Condition: { [operator]: { [key]: value } },
});

const hostile: Readonly<Record<string, object>> = {
  'a variable full of blanks': s3(`\${aws:x${' '.repeat(LONG)}y}`),
  'a variable full of quotes': s3(`\${aws:x,${"'".repeat(LONG)}}`),
  'variables that never end': s3('${'.repeat(LONG / 2)),
  'a great many variables': s3(`\${a}`.repeat(LONG / 4)),
  'an account full of wildcards': { Resource: `arn:aws:s3::${'?'.repeat(LONG)}x:bucket` },
  'a number full of digits': condition('NumericEquals', 'aws:x', `${'1'.repeat(LONG)}x`),
  'a number full of noughts after a dot': condition(
    'NumericEquals',
    'aws:x',
    `.${'0'.repeat(LONG)}x`,
  ),
  'a date full of digits': condition('DateEquals', 'aws:CurrentTime', '1'.repeat(LONG)),
  'an address full of colons': condition('IpAddress', 'aws:SourceIp', ':'.repeat(LONG)),
  'base64 full of padding': condition('BinaryEquals', 'aws:x', `${'A'.repeat(LONG)}=====`),
};

const request: PolicyRequest = {
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::bucket/object',
  resourceAccount: '111122223333',
  principal: {
    type: 'user',
    account: '111122223333',
    arn: 'arn:aws:iam::111122223333:user/alice',
    uniqueId: 'AIDAEXAMPLE',
  },
  context: (key) => (key === 'aws:x' ? ['1'] : undefined),
};

describe('the cost of a hostile policy', () => {
  // Linear work takes milliseconds here, and work that grows with the square takes most of a minute.
  for (const [name, statement] of Object.entries(hostile)) {
    it(`${name} does not hold up the server`, () => {
      const began = process.cpuUsage();
      const text = documentWith(statement);
      validatePolicy(text, 'session');
      const reading = parsePolicy(text, 'session');
      assert.ok(reading.ok);
      const policy = compilePolicy(reading.document, { kind: 'session', name: 'hostile' });
      decide(request, { identity: [policy] });
      const { user } = process.cpuUsage(began);
      assert.ok(user < 3_000_000, 'the work grows with the square of the length');
    });
  }
});
