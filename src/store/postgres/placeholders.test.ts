import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numberPlaceholders } from './placeholders.ts';

test('placeholders are numbered; question marks in quotes are text', () => {
  assert.equal(
    numberPlaceholders(`select '?', 'it''s ?', "a?b" from t where a = ? and b in (?, ?)`),
    `select '?', 'it''s ?', "a?b" from t where a = $1 and b in ($2, $3)`,
  );
});
