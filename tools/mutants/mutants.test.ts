import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from '../tree.ts';
import { findMutants, idOf } from './find.ts';
import { firstFailure, tryMutant } from './run.ts';
import { testsFor } from './suites.ts';

const pipeline = `
export function serve(call: string[]) {
  call.push('read'); // stage: read
  // stage: write
  call.push('write');
}
export const checks: readonly Check<string>[] = [
  { name: 'isShort', run: (text) => text.length < 3 },
  other.isLow,
];
`;
const access = `
export const doorAccess = {
  Open: { resources: () => [] },
  Look: { open: 'for all' },
  ...more,
} satisfies Access<typeof doorOperations>;
`;
const mutants = findMutants(
  parse(
    new Map([
      ['src/calls/pipeline.ts', pipeline],
      ['src/api/doors/index.ts', access],
    ]),
  ),
);

describe('mutants', () => {
  it('are one for each stage, each row of a check table and each rule that is not open', () => {
    assert.deepEqual(mutants.map(idOf), [
      'stage src/calls/pipeline.ts read',
      'stage src/calls/pipeline.ts write',
      'check src/calls/pipeline.ts isShort',
      'check src/calls/pipeline.ts other.isLow',
      'access src/api/doors/index.ts Open',
    ]);
  });

  it('take away exactly one thing', () => {
    const [read, , isShort, , open] = mutants;
    assert.equal(read?.text, pipeline.replace("call.push('read');", ''));
    assert.match(isShort?.text ?? '', /\[\] = \[other\.isLow\];/);
    assert.match(
      open?.text ?? '',
      /Open: \{ open: 'a mutant' \},\n {2}Look: \{ open: 'for all' \}/,
    );
  });

  it('are tried with the nearest tests first', () => {
    const tests = new Map(
      ['test/tour.test.ts', 'src/api/a/x.test.ts', 'src/api/b/y.test.ts', 'src/wire/z.test.ts'].map(
        (name) => [name, ''],
      ),
    );
    assert.deepEqual(testsFor('src/api/b/index.ts', tests), [
      'src/api/b/y.test.ts',
      'src/api/a/x.test.ts',
      'test/tour.test.ts',
    ]);
  });
});

describe('trying a mutant', () => {
  let folder = '';
  const sum = 'export const sum = (a: number, b: number) => a + b;\n';

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-toy-'));
    mkdirSync(path.join(folder, 'src'));
    writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(path.join(folder, 'src/sum.ts'), sum);
    writeFileSync(
      path.join(folder, 'src/sum.test.ts'),
      `import assert from 'node:assert'; import { describe, it } from 'node:test';
       import { sum } from './sum.ts';
       describe('sum', () => {
         it('is zero of nothing', () => assert.equal(sum(0, 0), 0));
         it('adds # up', () => assert.equal(sum(1, 2), 3));
       });`,
    );
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('names the test that noticed, and puts the original back', async () => {
    const workspace = { folder, original: new Map([['src/sum.ts', sum]]) };
    const broken = { file: 'src/sum.ts', text: sum.replace('a + b', 'a - b') };
    const outcome = await tryMutant(workspace, broken, ['src/sum.test.ts'], 60_000);
    assert.deepEqual(outcome, { killedBy: 'src/sum.test.ts: adds # up' });
    const original = await firstFailure(folder, ['src/sum.test.ts'], 60_000);
    assert.deepEqual(original, { killedBy: undefined });
  });

  it('ends tests that never end', async () => {
    const workspace = { folder, original: new Map([['src/sum.ts', sum]]) };
    const endless = { file: 'src/sum.ts', text: `while (true) {}\n${sum}` };
    const outcome = await tryMutant(workspace, endless, ['src/sum.test.ts'], 1500);
    assert.deepEqual(outcome, { killedBy: 'no answer within 1.5 s' });
  });
});
