import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { AwsError } from '../../failures/aws-error.ts';
import { applyOperations } from './attribute-changes.ts';
import { ENTERPRISE, pathName, readAttribute, userSchema } from './attribute-schema.ts';
import { attributesOf, columnsOf, type UserAttributes } from './attributes.ts';

const BEFORE: UserAttributes = {
  UserName: 'somebody',
  DisplayName: 'Some Body',
  Name: { GivenName: 'Some', FamilyName: 'Body', MiddleName: 'M' },
  Emails: [{ Value: 'some@example.com', Primary: true }],
  Enterprise: { costCenter: '1', manager: { value: 'boss' } },
};

/** Paths that there are, and some that there are not. */
const paths = fc.oneof(
  fc.constantFrom(
    ...Object.keys(userSchema.members).map(pathName),
    ...['givenName', 'familyName', 'formatted'].map((name) => `name.${name}`),
    ...['costCenter', 'manager', 'manager.value', 'manager.$ref'].map(
      (name) => `${ENTERPRISE}.${name}`,
    ),
    ENTERPRISE,
    'emails.value',
    '__proto__',
    'constructor.prototype',
    'name.__proto__',
  ),
  fc.string(),
);

const texts = fc.oneof(fc.string(), fc.constantFrom('name', 'Ünïcode 이름', 'x'.repeat(1024)));
const values = fc.oneof(
  texts,
  fc.array(fc.record({ value: texts, primary: fc.boolean() }), { maxLength: 3 }),
  fc.record({ givenName: texts, FamilyName: texts }, { requiredKeys: [] }),
  fc.record({ costCenter: texts, manager: fc.record({ value: texts }) }, { requiredKeys: [] }),
  fc.jsonValue(),
  fc.constant(undefined),
);

describe('operations on attributes', () => {
  it('refuse in words, or leave attributes that can be kept and read again', () => {
    fc.assert(
      fc.property(paths, values, (AttributePath, AttributeValue) => {
        let after: UserAttributes;
        try {
          after = applyOperations(userSchema, BEFORE, [{ AttributePath, AttributeValue }]);
        } catch (error) {
          assert.ok(error instanceof AwsError && error.code === 'ValidationException', `${error}`);
          return;
        }
        const { ExternalIds: _, ...kept } = readAttribute(userSchema, after, '') as UserAttributes;
        assert.deepEqual(kept, JSON.parse(JSON.stringify({ ...after, ExternalIds: undefined })));
        try {
          assert.deepEqual(attributesOf(columnsOf(after)), kept);
        } catch (error) {
          if (error instanceof AwsError) assert.equal(error.code, 'ValidationException');
          else throw error;
        }
      }),
      { numRuns: 2000 },
    );
    assert.equal(({} as { value?: unknown }).value, undefined);
  });

  it('leave what they were given as it was, and what is set can be removed', () => {
    const frozen = JSON.stringify(BEFORE);
    const set = { AttributePath: `${ENTERPRISE}.manager.displayName`, AttributeValue: 'Boss' };
    const after = applyOperations(userSchema, BEFORE, [set]);
    assert.equal(JSON.stringify(BEFORE), frozen);
    const removed = applyOperations(userSchema, after, [{ AttributePath: set.AttributePath }]);
    assert.deepEqual(removed, BEFORE);
  });
});
