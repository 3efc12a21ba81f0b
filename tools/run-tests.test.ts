import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { phasesOf, type Request } from './run-tests.ts';

const texts = new Map([
  ['src/http/a.test.ts', ''],
  ['src/policy/b.test.ts', ''],
  ['src/store/postgres/c.test.ts', "import '../../../tools/postgres.ts';"],
  ['src/store/sqlite/d.test.ts', ''],
  ['test/faults/e.test.ts', ''],
  ['test/tour.test.ts', "import '../tools/programs.ts';"],
]);
const everything: Request = { words: [], fast: false, faults: false, store: 'both' };

function chosen(request: Partial<Request>): string[][] {
  return phasesOf(texts, { ...everything, ...request }).map(({ files }) => [...files]);
}

describe('npm test', () => {
  it('runs pure parts first and what needs other programs last', () => {
    assert.deepEqual(chosen({}), [
      ['src/policy/b.test.ts'],
      ['src/http/a.test.ts', 'src/store/sqlite/d.test.ts'],
      ['src/store/postgres/c.test.ts', 'test/faults/e.test.ts', 'test/tour.test.ts'],
    ]);
  });

  it('leaves out other programs when it shall be fast', () => {
    assert.deepEqual(chosen({ fast: true }).flat().length, 3);
  });

  it('takes one store, the fault tests alone, or the paths that were named', () => {
    assert.ok(!chosen({ store: 'sqlite' }).flat().includes('src/store/postgres/c.test.ts'));
    assert.ok(!chosen({ store: 'postgres' }).flat().includes('src/store/sqlite/d.test.ts'));
    assert.deepEqual(chosen({ faults: true }), [['test/faults/e.test.ts']]);
    assert.deepEqual(chosen({ words: ['policy', 'tour'] }).flat().length, 2);
  });
});
