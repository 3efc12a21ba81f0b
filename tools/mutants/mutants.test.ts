import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse, readTexts } from '../tree.ts';
import { mutantsDocument } from './document.ts';
import { staleReasons } from './equivalent.ts';
import { findMutants } from './find.ts';
import { createJudge } from './judge.ts';
import { idOf, type Mutant } from './mutant.ts';
import { closeWorkspace, firstFailure, openWorkspace } from './run.ts';
import { fateOf, isSettled, withOutcome } from './state.ts';
import { suitesOf, testsFor } from './suites.ts';

const pipeline = `
export function serve(call: string[]) {
  call.push('read'); // stage: read
  // stage: write
  call.push('write');
}
const isLong: Check<string> = { name: 'isLong', run: (text) => failure('DOOR-007', { text }) };
export const checks: readonly Check<string>[] = [
  { name: 'isShort', run: (text) => text.length < 3 },
  other.isLow,
  isLong,
  laneCheck('laneIsFree', 'lane'),
];
`;
const access = `
export const doorAccess = {
  Open: { resources: () => [] },
  Look: { open: 'for all' },
  ...more,
} satisfies Access<typeof doorOperations>;
`;
const door = `
export function closeDoor(work, door) {
  if (!door) throw new Error('there is no door');
  if (door.state === 'closed') throw doorError('DoorClosedException');
  if (door.isGone) return failure('DOOR-001', {});
  work.write(work.read.updateTable('door').set({ state: 'closed' })
    .where('door_id', '=', door.id).where('row_version', '=', door.version));
  return work.read.selectFrom('door').where('state', '=', 'open');
}
`;
const files = parse(
  new Map([
    ['src/calls/pipeline.ts', pipeline],
    ['src/api/doors/index.ts', access],
    ['src/domain/doors/doors.ts', door],
    ['src/domain/doors/doors.test.ts', "import { closeDoor } from './doors.ts';"],
    ['src/domain/doors/locks.test.ts', ''],
    ['src/domain/keys.test.ts', "import './keys.test-support.ts';"],
    ['src/domain/keys.test-support.ts', "import './doors/doors.ts'; 'DOOR-001'"],
    ['src/calls/pipeline.test.ts', ''],
    ['test/flows/doors.test.ts', "'DOOR-007'"],
    ['test/flows/keys.test.ts', "'DoorClosedException'"],
    ['test/flows/zoo.test.ts', ''],
    ['test/pages/doors.test.ts', "'DOOR-007', 'DoorClosedException'"],
  ]),
);
const mutants = findMutants(files);

function mutantOf(end: string): Mutant {
  const found = mutants.find((mutant) => idOf(mutant).endsWith(end));
  assert.ok(found, end);
  return found;
}

describe('mutants', () => {
  it('are one for each stage, row, rule that is not open, guard and refusal', () => {
    assert.deepEqual(mutants.map(idOf), [
      'stage src/calls/pipeline.ts read',
      'stage src/calls/pipeline.ts write',
      'check src/calls/pipeline.ts isShort',
      'check src/calls/pipeline.ts other.isLow',
      'check src/calls/pipeline.ts isLong',
      'check src/calls/pipeline.ts laneIsFree',
      'access src/api/doors/index.ts Open',
      "guard src/domain/doors/doors.ts closeDoor: 'row_version' '=' door.version",
      "refusal src/domain/doors/doors.ts closeDoor: door.state === 'closed'",
      'refusal src/domain/doors/doors.ts closeDoor: door.isGone',
    ]);
  });

  it('take away exactly one thing', () => {
    assert.equal(mutantOf(' read').text, pipeline.replace("call.push('read');", ''));
    assert.match(mutantOf('isShort').text, /\[\] = \[other\.isLow, isLong, laneCheck\(/);
    assert.match(
      mutantOf('Open').text,
      /Open: \{ open: 'a mutant' \},\n {2}Look: \{ open: 'for all' \}/,
    );
    const guard = ".where('row_version', '=', door.version)";
    assert.equal(mutantOf('door.version').text, door.replace(guard, ''));
    assert.match(mutantOf('door.isGone').text, /Exception'\);\n {2}\{\}\n {2}work\.write/);
  });

  it('have ids of their own where a file has a name twice', () => {
    const twice = `export const a: readonly Check<T>[] = [isOpen];
      export const b: readonly Check<T>[] = [isOpen];`;
    const found = findMutants(parse(new Map([['src/a.ts', twice]])));
    assert.deepEqual(found.map(idOf), ['check src/a.ts isOpen', 'check src/a.ts isOpen (2)']);
  });

  it('know what a test of them is likely to name', () => {
    assert.deepEqual(mutantOf('isLong').words, ['DOOR-007']);
    assert.deepEqual(mutantOf('Open').words, ['Open', 'open']);
    assert.deepEqual(new Set(mutantOf("'closed'").words), new Set(['DoorClosedException']));
  });
});

describe('the tests of a mutant', () => {
  const suites = suitesOf(files);

  it('begin with the one beside it and those that name what it raises', () => {
    const tests = testsFor(mutantOf('isLong'), suites, 2);
    assert.deepEqual(tests, ['src/calls/pipeline.test.ts', 'test/flows/doors.test.ts']);
  });

  it('go on with those that import it, themselves or beside them, and those of its folder', () => {
    const tests = testsFor(mutantOf('door.version'), suites, 3);
    assert.deepEqual(tests, [
      'src/domain/doors/doors.test.ts',
      'src/domain/keys.test.ts',
      'src/domain/doors/locks.test.ts',
    ]);
  });

  it('are never those of pages, and only so many', () => {
    assert.equal(testsFor(mutantOf("'closed'"), suites, 99).length, 7);
    assert.equal(testsFor(mutantOf("'closed'"), suites, 2).length, 2);
  });
});

describe('what is known of a mutant', () => {
  const mutant = mutantOf('isLong');
  const failed = { kind: 'failed', file: 'a.test.ts', title: 'is long' } as const;

  it('is settled by a test that noticed, as long as the file stays', () => {
    const state = withOutcome({}, mutant, failed);
    assert.equal(isSettled(state, mutant), true);
    assert.equal(isSettled(state, { ...mutant, text: `${mutant.text}\n` }), false);
    assert.equal(isSettled(withOutcome({}, mutant, { kind: 'passed' }), mutant), false);
    assert.equal(isSettled(withOutcome({}, mutant, { kind: 'late' }), mutant), false);
  });

  it('tells what was not noticed at first, but not what was only late', () => {
    const fates = (['passed', 'late'] as const).map((kind) =>
      fateOf(withOutcome(withOutcome({}, mutant, { kind }), mutant, failed), mutant),
    );
    assert.deepEqual(fates, ['not at first', 'noticed']);
  });

  it('is that nothing can notice it, for those that have a reason and are still there', () => {
    const sources = readTexts(['src/domain/**/*.ts']);
    assert.deepEqual(staleReasons(findMutants(parse(sources))), []);
  });

  it('is told with its figures', () => {
    const state = withOutcome({}, mutant, failed);
    const text = mutantsDocument(mutants, state);
    assert.match(text, /\| a row of a check table, deleted \| 4 \| 1 \| 1 \| 0 \| 0 \| 0 \| 0 \|/);
    assert.match(
      text,
      /\| check \| `isLong` \| `src\/calls\/pipeline\.ts` \| a\.test\.ts: is long/,
    );
    assert.doesNotMatch(text, /laneIsFree/);
  });
});

describe('trying a mutant', () => {
  const sum = 'export const sum = (a: number, b: number) => a + b;\n';
  const original = new Map([['src/sum.ts', sum]]);
  let root = '';
  let folder = '';

  before(() => {
    root = mkdtempSync(path.join(tmpdir(), 'gatehouse-toy-'));
    mkdirSync(path.join(root, 'src'));
    mkdirSync(path.join(root, 'node_modules'));
    writeFileSync(path.join(root, 'package.json'), '{ "type": "module" }');
    writeFileSync(path.join(root, 'src/sum.ts'), sum);
    writeFileSync(
      path.join(root, 'src/sum.test.ts'),
      `import assert from 'node:assert'; import { describe, it } from 'node:test';
       import { sum } from './sum.ts';
       describe('sum', () => {
         it('is zero of nothing', () => assert.equal(sum(0, 0), 0));
         it('adds # up', () => assert.equal(sum(1, 2), 3));
       });`,
    );
    writeFileSync(
      path.join(root, 'src/broken.test.ts'),
      "import { it } from 'node:test'; it('never passes', () => { throw new Error(); });",
    );
    folder = openWorkspace(root, original).folder;
  });
  after(() => {
    closeWorkspace({ folder, original });
    rmSync(root, { recursive: true, force: true });
  });

  const judge = (text: string, tests: readonly string[], timeout = 60_000) =>
    createJudge({ folder, original }, timeout)(
      { ...mutantOf('isLong'), file: 'src/sum.ts', text },
      tests,
    );

  it('names the test that noticed, in a copy, where it puts the original back', async () => {
    const outcome = await judge(sum.replace('a + b', 'a - b'), ['src/sum.test.ts']);
    assert.deepEqual(outcome, { kind: 'failed', file: 'src/sum.test.ts', title: 'adds # up' });
    assert.deepEqual(await firstFailure(folder, ['src/sum.test.ts'], 60_000), { kind: 'passed' });
    assert.equal(readFileSync(path.join(folder, 'src/sum.ts'), 'utf8'), sum);
  });

  it('does not believe a test that fails without any mutant', async (t) => {
    t.mock.method(console, 'log', () => undefined);
    const outcome = await judge(`${sum}\n`, ['src/broken.test.ts', 'src/sum.test.ts']);
    assert.deepEqual(outcome, { kind: 'passed' });
  });

  it('ends tests that never end, and does not count that as noticed', async () => {
    const outcome = await judge(`while (true) {}\n${sum}`, ['src/sum.test.ts'], 1500);
    assert.deepEqual(outcome, { kind: 'late' });
  });
});
