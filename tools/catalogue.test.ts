import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FailureEntry } from '../src/failures/failure.ts';
import { catalogueFindings, failuresDocument } from './catalogue.ts';

const entry: FailureEntry = {
  message: 'the door `{door}` is shut',
  title: { en: 'The door is open', ko: '문이 열려 있음' },
  cause: { en: 'It was shut.', ko: '닫혀 있었습니다.' },
  fix: { en: 'Open it.', ko: '여십시오.' },
  actor: 'user',
  source: 'the house',
};
const home = ["const doors = {\n  'DOOR-001': {},\n};"].join('');
const complete = {
  'src/failures/doors.ts': home,
  'src/calls/a.ts': "refuse('DOOR-001', { door });",
  'src/calls/a.test.ts': "assert.equal(code, 'DOOR-001');",
};

function messages(texts: Readonly<Record<string, string>>, found: FailureEntry = entry): string[] {
  return catalogueFindings({ 'DOOR-001': found }, new Map(Object.entries(texts))).map(
    ({ file, line, message }) => `${file}:${line} ${message}`,
  );
}

describe('the catalogue', () => {
  it('is complete when each code is raised, tested and told in both languages', () => {
    assert.deepEqual(messages(complete), []);
  });

  it('lacks a code that nothing raises or that no test names, at the line of its entry', () => {
    assert.deepEqual(messages({ 'src/failures/doors.ts': home }), [
      'src/failures/doors.ts:2 `DOOR-001` is raised nowhere',
      'src/failures/doors.ts:2 `DOOR-001` is named by no test',
    ]);
  });

  it('has each code once', () => {
    const [found] = messages({ ...complete, 'src/failures/gates.ts': home });
    assert.match(found ?? '', /stands in the catalogue twice/);
  });

  it('has Korean where Korean belongs', () => {
    const [found] = messages(complete, { ...entry, fix: { en: 'Open it.', ko: 'Open it.' } });
    assert.match(found ?? '', /has no Korean fix/);
  });

  it('is told in a document that any detail can stand in', () => {
    const { text } = failuresDocument({ 'DOOR-001': { ...entry, message: 'a | b' } });
    assert.match(text, /### DOOR-001\n\n- Message: `a \| b`\n/);
    assert.match(text, /\| \[DOOR-001\]\(#door-001\) \| The door is open \| 문이 열려 있음 \|/);
  });
});
