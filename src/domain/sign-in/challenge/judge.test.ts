import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemRandom } from '../../../base/bytes.ts';
import { sha256Bytes } from '../../../base/digest.ts';
import { surface } from '../../../failures/aws-error.ts';
import type { FailureCode } from '../../../failures/catalogue.ts';
import { openTestStore, TEST_TIME, type TestStore } from '../../iam/test-support.ts';
import { sealFor } from '../testing.ts';
import type { GivenAnswer } from './checks.ts';
import { createJudge, type JudgeAnswer } from './judge.ts';
import { newPuzzle, PUZZLE_LIFETIME, type Puzzle, sealPuzzle } from './puzzle.ts';
import { partsDone, WORK_PARTS } from './work.ts';

const PLACE = { flow: 'a-flow', browser: 'the-secret-of-a-browser' };
const WORK = { kind: 'work', bits: 6 } as const;
const ADDRESS = '192.0.2.1';
const BUSY = '192.0.2.2';
const AGAIN = 'The security check was not completed. Try again.';

/** Does the work, as slowly as a test can afford. */
function solve({ id, bits }: Pick<Puzzle, 'id' | 'bits'>): string {
  return Array.from({ length: WORK_PARTS }, (_, part) => {
    let number = 0;
    const hash = () => sha256Bytes(`${id}.${part}.${number}`).readUInt32BE(0);
    while (Math.clz32(hash()) < bits) number++;
    return number;
  }).join('.');
}

describe('the security check', () => {
  const seal = sealFor('security-check');
  let opened: TestStore;
  let judge: JudgeAnswer;

  before(async () => {
    opened = await openTestStore();
    judge = createJudge(opened.store, seal, (address) => address !== BUSY);
  });
  after(() => opened.close());

  const puzzleOf = (due: { kind: 'work' | 'picture'; bits: number } = WORK) =>
    newPuzzle(PLACE, due, TEST_TIME, systemRandom);
  const answerOf = (puzzle: Puzzle, answer: Partial<GivenAnswer> = {}): GivenAnswer => ({
    puzzle: sealPuzzle(seal, puzzle),
    work: undefined,
    characters: undefined,
    ...answer,
  });

  async function assertRefused(
    given: GivenAnswer,
    code: FailureCode,
    message: RegExp,
    { place = PLACE, now = TEST_TIME, text = AGAIN } = {},
  ) {
    const { failed, traces } = await judge(given, place, now, ADDRESS);
    assert.equal(failed?.code, code);
    assert.match(failed.message, message);
    assert.equal(surface(failed).message, text);
    assert.equal(traces.find(({ outcome }) => outcome === 'failed')?.code, code);
  }

  async function assertPassed(given: GivenAnswer) {
    const { failed, traces } = await judge(given, PLACE, TEST_TIME, ADDRESS);
    assert.equal(failed, undefined);
    assert.ok(traces.every(({ outcome }) => outcome === 'passed'));
  }

  it('takes work that is done, and the characters of the picture in place of it', async () => {
    const puzzle = puzzleOf();
    await assertPassed(answerOf(puzzle, { work: solve(puzzle) }));
    const other = puzzleOf();
    await assertPassed(answerOf(other, { characters: other.code }));
  });

  it('R154: characters are taken in small letters and with spaces that somebody typed', async () => {
    const puzzle = puzzleOf({ kind: 'picture', bits: 6 });
    const typed = [...puzzle.code.toLowerCase()].join(' ');
    await assertPassed(answerOf(puzzle, { characters: ` ${typed} `, work: '' }));
  });

  it('SIGN-060: refuses a form without a puzzle or without an answer', async () => {
    const message = /^the form has no security check or no answer to it$/;
    await assertRefused(answerOf(puzzleOf()), 'SIGN-060', message);
    await assertRefused(answerOf(puzzleOf(), { characters: '  ', work: '' }), 'SIGN-060', message);
    const none = { puzzle: undefined, work: '1', characters: undefined };
    await assertRefused(none, 'SIGN-060', message);
  });

  it('SIGN-061: refuses a puzzle that was not sealed here', async () => {
    const puzzle = puzzleOf();
    const work = solve(puzzle);
    const message = /^the security check was not made by this installation/;
    const foreign = sealFor('another-context').seal(JSON.stringify(Object.values(puzzle)));
    await assertRefused({ ...answerOf(puzzle, { work }), puzzle: foreign }, 'SIGN-061', message);
    const sealed = sealPuzzle(seal, puzzle);
    const changed = `${sealed.slice(0, 60)}${sealed[60] === 'A' ? 'B' : 'A'}${sealed.slice(61)}`;
    for (const forged of [changed, 'm1.1.AAAA', 'x'.repeat(5000), JSON.stringify(puzzle)]) {
      await assertRefused({ ...answerOf(puzzle, { work }), puzzle: forged }, 'SIGN-061', message);
    }
  });

  it('SIGN-062: refuses the puzzle of another sign-in or another browser', async () => {
    const puzzle = puzzleOf();
    const given = answerOf(puzzle, { work: solve(puzzle) });
    const message = /^the security check belongs to another sign-in or another browser$/;
    const flow = { ...PLACE, flow: 'another-flow' };
    await assertRefused(given, 'SIGN-062', message, { place: flow });
    const browser = { ...PLACE, browser: 'another-browser' };
    await assertRefused(given, 'SIGN-062', message, { place: browser });
    await assertPassed(given);
  });

  it('SIGN-063: refuses a puzzle after ten minutes, and takes it just before', async () => {
    const puzzle = puzzleOf();
    const given = answerOf(puzzle, { work: solve(puzzle) });
    const late = { now: TEST_TIME + PUZZLE_LIFETIME };
    await assertRefused(given, 'SIGN-063', /expired at 2026-01-15T08:10:00Z$/, late);
    assert.equal((await judge(given, PLACE, late.now - 1, ADDRESS)).failed, undefined);
  });

  it('SIGN-064: takes each puzzle once, also from two forms at the same moment', async () => {
    const puzzle = puzzleOf();
    const given = answerOf(puzzle, { work: solve(puzzle) });
    const both = await Promise.all([1, 2, 3].map(() => judge(given, PLACE, TEST_TIME, ADDRESS)));
    assert.equal(both.filter(({ failed }) => failed === undefined).length, 1);
    await assertRefused(given, 'SIGN-064', /^the security check was answered before$/);
    await assertRefused(
      answerOf(puzzle, { characters: puzzle.code }),
      'SIGN-064',
      /^the security check was answered before$/,
    );
  });

  it('SIGN-065: refuses work where the operator asks for the picture', async () => {
    const puzzle = puzzleOf({ kind: 'picture', bits: 6 });
    const given = answerOf(puzzle, { work: solve(puzzle) });
    await assertRefused(given, 'SIGN-065', /takes no answer of the kind `work`$/);
    await assertPassed(answerOf(puzzle, { characters: puzzle.code }));
  });

  it('SIGN-066: refuses work that is not done, and takes the puzzle again with the right work', async () => {
    const puzzle = puzzleOf({ kind: 'work', bits: 12 });
    const right = solve(puzzle);
    const easier = solve({ ...puzzle, bits: 4 });
    const [first = '', ...others] = right.split('.');
    for (const work of [
      easier,
      solve({ ...puzzle, id: 'another-puzzle' }),
      [...others, first].join('.'),
      others.join('.'),
      `${right}.1`,
      `${'9'.repeat(16)}.${others.join('.')}`,
      `-${right}`,
      'x'.repeat(100_000),
    ]) {
      const message = /^the work of the security check is not done: \d of 8 parts fit$/;
      await assertRefused(answerOf(puzzle, { work }), 'SIGN-066', message);
    }
    await assertPassed(answerOf(puzzle, { work: right }));
  });

  it('SIGN-067: refuses other characters, and takes no second answer to the same picture', async () => {
    const text = 'The characters do not match the image. Type the characters of the new image.';
    const puzzle = puzzleOf({ kind: 'picture', bits: 6 });
    const wrong = answerOf(puzzle, { characters: `${puzzle.code.slice(0, 5)}!` });
    await assertRefused(wrong, 'SIGN-067', /^the characters are not those of the picture$/, {
      text,
    });
    const right = answerOf(puzzle, { characters: puzzle.code });
    await assertRefused(right, 'SIGN-064', /answered before$/);
    const next = puzzleOf({ kind: 'picture', bits: 6 });
    const { traces } = await judge(
      answerOf(next, { characters: 'CFHKLM' }),
      PLACE,
      TEST_TIME,
      ADDRESS,
    );
    assert.doesNotMatch(JSON.stringify(traces), new RegExp(`CFHKLM|${next.code}`));
  });

  it('SIGN-068: an address that typed too many answers types no more, and uses nothing up', async () => {
    const puzzle = puzzleOf();
    const typed = answerOf(puzzle, { characters: puzzle.code });
    const { failed } = await judge(typed, PLACE, TEST_TIME, BUSY);
    assert.equal(failed?.code, 'SIGN-068');
    assert.equal(failed.message, 'the address answers more pictures than its rate allows');
    assert.equal(surface(failed).message, AGAIN);
    const work = answerOf(puzzle, { work: solve(puzzle) });
    assert.equal((await judge(work, PLACE, TEST_TIME, BUSY)).failed, undefined);
  });

  it('checks work with eight hashes, whatever arrives, and part by part', () => {
    const puzzle = puzzleOf({ kind: 'work', bits: 10 });
    const right = solve(puzzle);
    assert.equal(partsDone(puzzle.id, puzzle.bits, right), WORK_PARTS);
    assert.equal(partsDone(puzzle.id, 0, '1.2.3.4.5.6.7.8'), WORK_PARTS);
    assert.equal(partsDone(puzzle.id, 32, right), 0);
  });

  it('a puzzle tells its code to nobody: two that are made alike differ in everything', () => {
    const [one, other] = [puzzleOf(), puzzleOf()];
    for (const member of ['id', 'code', 'seed'] as const) {
      assert.notEqual(one[member], other[member]);
    }
    const sealed = sealPuzzle(seal, one);
    assert.notEqual(sealed, sealPuzzle(seal, one));
    const text = Buffer.from(sealed.split('.')[2] ?? '', 'base64url').toString('latin1');
    for (const secret of [one.code, one.seed, one.id]) {
      assert.ok(!sealed.includes(secret) && !text.includes(secret));
    }
  });
});
