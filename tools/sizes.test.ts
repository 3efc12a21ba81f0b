import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sizeFindings } from './sizes.ts';
import { parse } from './tree.ts';

const lines = (count: number): string => 'void 0;\n'.repeat(count);

describe('sizes', () => {
  it('count files and functions outside tests', () => {
    const texts = new Map([
      ['src/a.ts', `function long() {\n${lines(79)}}\n`],
      ['src/b.ts', `const fine = () => {\n${lines(33)}};\n`],
      ['src/c.test.ts', `function any() {\n${lines(500)}}\n`],
    ]);
    assert.deepEqual(
      sizeFindings(parse(texts)).map(({ file, line, message }) => `${file}:${line}: ${message}`),
      [
        'src/a.ts:1: a function of 81 lines; the most is 80',
        'src/a.ts:1: 90 % of functions have up to 81 lines; the mark is 35',
      ],
    );
  });
});
