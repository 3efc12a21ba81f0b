import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import { loadService } from './model.ts';
import { decodeParameters } from './parameters.ts';
import { readQueryInput } from './query-reader.ts';
import { MalformedValueError } from './scalars.ts';
import type { MapShape, Service, StructureShape } from './shapes.ts';

let sts: Service;
let iam: Service;

function input(service: Service, operation: string): StructureShape {
  const found = service.operations.get(operation);
  assert.ok(found);
  return found.input;
}

function read(service: Service, operation: string, form: string): Record<string, unknown> {
  const parameters: string[] = [];
  decodeParameters(form, parameters);
  return readQueryInput(input(service, operation), parameters);
}

function refuses(form: string, message: string, operation = 'AssumeRole'): void {
  assert.throws(
    () => read(sts, operation, form),
    (error) => error instanceof MalformedValueError && error.message === message,
    form,
  );
}

before(async () => {
  sts = await loadService('sts');
  iam = await loadService('iam');
});

describe('awsQuery input', () => {
  it('reads scalars, lists and structures', () => {
    const form =
      'RoleArn=a%2Fb&DurationSeconds=900&PolicyArns.member.1.arn=p1&PolicyArns.member.2.arn=p2' +
      '&Tags.member.1.Value=v&Tags.member.1.Key=k+1&TransitiveTagKeys.member.1=k';
    assert.deepEqual(read(sts, 'AssumeRole', form), {
      RoleArn: 'a/b',
      DurationSeconds: 900,
      PolicyArns: [{ arn: 'p1' }, { arn: 'p2' }],
      Tags: [{ Value: 'v', Key: 'k 1' }],
      TransitiveTagKeys: ['k'],
    });
    assert.deepEqual(read(iam, 'CreateLoginProfile', 'PasswordResetRequired=true'), {
      PasswordResetRequired: true,
    });
    assert.deepEqual(read(sts, 'AssumeRoot', 'TaskPolicyArn.arn=x'), {
      TaskPolicyArn: { arn: 'x' },
    });
  });

  it('takes the first of several values of a scalar', () => {
    assert.deepEqual(
      read(sts, 'AssumeRole', 'RoleArn=first&RoleArn=second&DurationSeconds=1&DurationSeconds=x'),
      {
        RoleArn: 'first',
        DurationSeconds: 1,
      },
    );
    assert.deepEqual(read(sts, 'AssumeRole', 'RoleArn=&RoleArn=second'), { RoleArn: '' });
  });

  it('ignores what the model does not have', () => {
    const form =
      'Foo=1&RoleArn.Bar=1&Tags.1.Key=flat&Tags.member=1&__proto__.x=1&constructor=1&.=1&==&Tags.entry.1.Key=1&Tags.member.1.Nope=1';
    assert.deepEqual(read(sts, 'AssumeRole', form), { Tags: [{}] });
    assert.equal(Object.hasOwn(Object.prototype, 'x'), false);
  });

  it('orders a list by its indexes, whatever their gaps', () => {
    const form = 'Tags.member.999999999.Key=last&Tags.member.2.Key=first';
    assert.deepEqual(read(sts, 'AssumeRole', form), { Tags: [{ Key: 'first' }, { Key: 'last' }] });
  });

  it('reads an empty list from an empty parameter, and refuses a filled one', () => {
    assert.deepEqual(read(sts, 'AssumeRole', 'Tags='), { Tags: [] });
    assert.deepEqual(read(sts, 'AssumeRole', 'Tags=&Tags.member.1.Key=k'), {
      Tags: [{ Key: 'k' }],
    });
    refuses('Tags=x', 'Unexpected list element termination');
  });

  it('refuses indexes that are no numbers', () => {
    for (const index of ['x', '-1', '1e3', '', '1234567890', '٣']) {
      refuses(`Tags.member.${index}.Key=k`, 'Unexpected list element termination');
    }
  });

  it('refuses a scalar where a structure belongs', () => {
    const message = 'Start of structure or map found where not expected.';
    refuses('TaskPolicyArn=x', message, 'AssumeRoot');
    refuses('Tags.member.1=x', message);
  });

  it('answers malformed integers as AWS does, with a text for the empty one only', () => {
    refuses('DurationSeconds=', 'missing value for decimal type');
    for (const text of [
      'abc',
      '3600.5',
      '1e3',
      ' 900',
      '0x10',
      '2147483648',
      '-2147483649',
      '9'.repeat(400),
    ]) {
      refuses(`DurationSeconds=${text}`, '');
    }
    for (const [text, value] of [
      ['2147483647', 2147483647],
      ['-2147483648', -2147483648],
      ['0900', 900],
      ['-0', 0],
    ] as const) {
      assert.deepEqual(read(sts, 'AssumeRole', `DurationSeconds=${text}`), {
        DurationSeconds: value,
      });
    }
  });

  it('takes true and false alone for booleans', () => {
    for (const text of ['True', '1', 'yes', '']) {
      assert.throws(
        () => read(iam, 'CreateLoginProfile', `PasswordResetRequired=${text}`),
        MalformedValueError,
      );
    }
  });

  it('reads maps in the order of their entries, the first of equal keys, prototype names as data', () => {
    const map: MapShape = {
      kind: 'map',
      sensitive: false,
      value: { kind: 'string', sensitive: false },
    };
    const member = {
      name: 'Map',
      shape: map,
      required: false,
      sensitive: false,
      location: { in: 'body' },
    } as const;
    const shape: StructureShape = {
      kind: 'structure',
      name: 'Holder',
      sensitive: false,
      union: false,
      unit: false,
      members: [member],
      memberByName: new Map([['Map', member]]),
    };
    const read = readQueryInput(shape, [
      ...['Map.entry.2.key', '__proto__', 'Map.entry.2.value', 'polluted'],
      ...[
        'Map.entry.1.key',
        'a',
        'Map.entry.1.value',
        '1',
        'Map.entry.3.key',
        'a',
        'Map.entry.3.value',
        '3',
      ],
    ]);
    const entries = Object.entries(read.Map as object);
    assert.deepEqual(entries, [
      ['a', '1'],
      ['__proto__', 'polluted'],
    ]);
    assert.throws(() => readQueryInput(shape, ['Map.entry.1.value', 'v']), MalformedValueError);
    assert.throws(() => readQueryInput(shape, ['Map', 'v']), MalformedValueError);
  });

  it('reads thousands of elements and giant names in linear time', () => {
    const many = Array.from(
      { length: 15_000 },
      (_, at) => `Tags.member.${(at * 7919) % 1_000_003}.Key=k${at}`,
    );
    const tags = read(sts, 'AssumeRole', many.join('&')).Tags as unknown[];
    assert.equal(tags.length, 15_000);
    assert.deepEqual(read(sts, 'AssumeRole', `${'a'.repeat(5_000_000)}=1&RoleArn=x`), {
      RoleArn: 'x',
    });
    assert.deepEqual(read(sts, 'AssumeRole', `${'Tags.member.1.'.repeat(400_000)}=1`), {
      Tags: [{}],
    });
  });

  it('never throws anything but MalformedValueError', () => {
    const word = fc.constantFrom(
      'Tags',
      'member',
      'entry',
      '1',
      '2',
      'Key',
      'arn',
      'PolicyArns',
      'key',
      '',
      '__proto__',
    );
    const name = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join('.'));
    const pairs = fc.array(fc.tuple(name, fc.string()), { maxLength: 8 });
    const property = fc.property(pairs, (list) => {
      try {
        const value = readQueryInput(input(sts, 'AssumeRole'), list.flat());
        assert.equal(Object.getPrototypeOf(value), Object.prototype);
      } catch (error) {
        assert.ok(error instanceof MalformedValueError);
      }
    });
    fc.assert(property, { numRuns: 2000 });
  });
});
