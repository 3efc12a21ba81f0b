import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consoleDuration, effectiveDuration } from './duration.ts';

const NOW = Date.UTC(2026, 0, 31, 9, 30);

test('a session lasts as long as it was asked for, an hour otherwise', () => {
  assert.equal(effectiveDuration({}, undefined, NOW), 3600);
  assert.equal(effectiveDuration({}, 900, NOW), 900);
  assert.equal(effectiveDuration({}, 43_200, NOW), 43_200);
});

test('SessionDuration shortens and never prolongs what an API call asks for', () => {
  assert.equal(effectiveDuration({ sessionDuration: 1800 }, 7200, NOW), 1800);
  assert.equal(effectiveDuration({ sessionDuration: 1800 }, undefined, NOW), 1800);
  assert.equal(effectiveDuration({ sessionDuration: 43_200 }, undefined, NOW), 3600);
});

test('SessionNotOnOrAfter ends it, in whole seconds', () => {
  const ending = (after: number) => ({ sessionNotOnOrAfter: NOW + after });
  assert.equal(effectiveDuration(ending(1_200_999), 7200, NOW), 1200);
  assert.equal(effectiveDuration(ending(8_000_000), 7200, NOW), 7200);
  assert.equal(effectiveDuration(ending(999), 7200, NOW), 0);
});

test('a console session lasts SessionDuration, or an hour, within SessionNotOnOrAfter', () => {
  assert.equal(consoleDuration({}, NOW), 3600);
  assert.equal(consoleDuration({ sessionDuration: 43_200 }, NOW), 43_200);
  const both = { sessionDuration: 43_200, sessionNotOnOrAfter: NOW + 7_200_000 };
  assert.equal(consoleDuration(both, NOW), 7200);
});
