import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventParameters } from './parameters.ts';

test('names begin in lower case, times are told as CloudTrail tells them, secrets are not', () => {
  assert.deepEqual(
    eventParameters({
      RoleName: 'a',
      MaxItems: 5,
      Flag: false,
      Bytes: new Uint8Array([1]),
      Expiration: new Date(Date.UTC(2016, 2, 23, 2, 39, 57)),
      Tags: [{ Key: 'k', Value: '' }],
      SessionToken: 'token',
      Absent: undefined,
    }),
    {
      roleName: 'a',
      maxItems: 5,
      flag: false,
      bytes: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      expiration: 'Mar 23, 2016, 2:39:57 AM',
      tags: [{ key: 'k', value: '' }],
      sessionToken: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    },
  );
});

test('what callers name keeps its name', () => {
  const tags = new Map([
    ['CostCenter', '7'],
    ['SessionToken', 'blue'],
    ['__proto__', 'x'],
  ]);
  const told = JSON.stringify(eventParameters({ PrincipalTags: tags }));
  assert.equal(told, '{"principalTags":{"CostCenter":"7","SessionToken":"blue","__proto__":"x"}}');
});

test('a request of any size becomes parameters of about 100 KB', () => {
  const limit = 101_000;
  const many = Array.from({ length: 20_000 }, (_, index) => `tag-${index}`);
  const large = {
    'many values': { TagKeys: many },
    'empty values': { TagKeys: Array.from({ length: 1_000_000 }, () => '') },
    'empty structures': { Tags: Array.from({ length: 1_000_000 }, () => ({})) },
    'long values': { TagKeys: many.map((key) => key.repeat(1000)) },
    'one long value': { PolicyDocument: 'a'.repeat(10_000_000) },
    numbers: { Numbers: Array.from({ length: 1_000_000 }, () => 1) },
    'many names': Object.fromEntries(many.map((name) => [name, true])),
    'many tags': new Map(many.map((name) => [name, name])),
  };
  for (const [what, input] of Object.entries(large)) {
    const told = JSON.stringify(eventParameters(input));
    assert.ok(told.length < limit, `${what}: ${told.length}`);
    assert.ok(told.length > 15_000, `${what}: ${told.length}`);
  }
  const escaped = JSON.stringify(eventParameters({ A: '\u0000'.repeat(99_000), B: many }));
  assert.ok(escaped.length < 6 * limit);
  const kept = { policyDocument: 'a'.repeat(90_000) };
  assert.deepEqual(eventParameters({ PolicyDocument: kept.policyDocument }), kept);
});

test('a member of a map may have any name', () => {
  const names = '{"__proto__":"x","constructor":"y"}';
  const told = JSON.stringify(eventParameters({ Names: JSON.parse(names) }));
  assert.equal(told, `{"names":${names}}`);
});
