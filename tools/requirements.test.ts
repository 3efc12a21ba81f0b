import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  idsIn,
  requirementFindings,
  requirementsDocument,
  testsByRequirement,
} from './requirements.ts';
import { parse } from './tree.ts';

describe('requirements', () => {
  it('are named by titles alone, in lists and in ranges', () => {
    assert.deepEqual(idsIn('R075: a signature'), ['R075']);
    assert.deepEqual(idsIn('R065, R073: names'), ['R065', 'R073']);
    assert.deepEqual(idsIn('R106–R109: keys'), ['R106', 'R107', 'R108', 'R109']);
    assert.deepEqual(idsIn('AR0755 and R07'), []);
  });

  it('are found in the texts of test files, also in tables of cases', () => {
    const files = parse(
      new Map([
        ['src/a.test.ts', "it('R001: one', () => {}); // R003 in a comment\n"],
        ['test/b.test.ts', "for (const t of ['R001', 'R002']) it(t, () => {});"],
        ['src/c.ts', "export const c = 'R004';"],
        ['tools/d.test.ts', "it('R005: five', () => {});"],
      ]),
    );
    assert.deepEqual(
      [...testsByRequirement(files)],
      [
        ['R001', ['src/a.test.ts', 'test/b.test.ts']],
        ['R002', ['test/b.test.ts']],
      ],
    );
  });

  it('have a state, an order and, when done, a test or a place', () => {
    const rows = {
      R001: { state: 'done', text: 'one' },
      R002: { state: 'soon', text: 'two' },
      R004: { state: 'open', text: 'four' },
      R005: { state: 'done', text: 'guidance', where: ['start.md'], lacks: 'a portal' },
    };
    const tests = new Map([['R009', ['test/a.test.ts']]]);
    assert.deepEqual(
      requirementFindings(rows, tests).map(({ message }) => message),
      [
        '`R001` is done and named by no test',
        '`R002` has the state `soon`',
        '`R004` is out of order',
        '`R005` is out of order',
        '`R005` is done and lacks something',
        'a title names `R009`, which does not exist',
      ],
    );
  });

  it('are shown with what they lack and where they are met', () => {
    const rows = {
      R001: { state: 'partial', text: 'one', lacks: 'the portal' },
      R002: { state: 'done', text: 'two', where: ['start.md#in-the-browser'] },
    };
    const { text } = requirementsDocument(rows, new Map([['R001', ['test/a.test.ts']]]));
    assert.match(text, /^\| R001 \| one \| partial: the portal \| `test\/a\.test\.ts` \|$/m);
    assert.match(
      text,
      /^\| R002 \| two \| done \| \[start\.md\]\(guides\/start\.md#in-the-browser\) \|$/m,
    );
  });
});
