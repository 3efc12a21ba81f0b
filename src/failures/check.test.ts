import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { failure } from './catalogue.ts';
import { type Check, firstFailure, judgeChecks, traceChecks } from './check.ts';

/** Numbers that no check may like; how often each was asked is counted. */
interface Subject {
  readonly refused: readonly number[];
  readonly impossible: readonly number[];
  readonly asked: number[];
}

const subjectOf = (refused: readonly number[], impossible: readonly number[] = []): Subject => {
  return { refused, impossible, asked: [] };
};

const table = [0, 1, 2, 3].map(
  (number): Check<Subject> => ({
    name: `check${number}`,
    code: 'SAML-016',
    run({ refused, impossible, asked }) {
      asked.push(number);
      if (impossible.includes(number)) throw new Error('something is missing');
      return refused.includes(number) ? failure('SAML-016', {}) : undefined;
    },
    describe: () => ({ expected: `${number}`, received: 'a subject' }),
  }),
);

describe('a table judged once', () => {
  it('says what the first failure and the trace say', () => {
    const cases: readonly (readonly [readonly number[], readonly number[]])[] = [
      [[], []],
      [[0], []],
      [[2], [3]],
      [[1, 3], [2]],
      [[3], []],
    ];
    for (const [refused, impossible] of cases) {
      const { failed, traces } = judgeChecks(table, subjectOf(refused, impossible));
      assert.deepEqual(failed, firstFailure(table, subjectOf(refused, impossible)));
      assert.deepEqual(traces(), traceChecks(table, subjectOf(refused, impossible)));
    }
  });

  it('makes no check twice', () => {
    const subject = subjectOf([2]);
    const { traces } = judgeChecks(table, subject);
    assert.deepEqual(subject.asked, [0, 1, 2]);
    traces();
    assert.deepEqual(subject.asked, [0, 1, 2, 3]);
  });

  it('throws when a check cannot run before anything failed', () => {
    assert.throws(() => judgeChecks(table, subjectOf([2], [1])), /something is missing/);
  });
});
