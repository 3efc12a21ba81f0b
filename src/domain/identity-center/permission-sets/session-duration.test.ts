import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { AwsError } from '../../../failures/aws-error.ts';
import { DEFAULT_DURATION, durationSeconds, requireDuration } from './session-duration.ts';

describe('durations of sessions', () => {
  it('are read in seconds, whatever their units', () => {
    fc.assert(
      fc.property(fc.nat(48), fc.nat(600), fc.nat(9000), (hours, minutes, seconds) => {
        const text = `PT${hours}H${minutes}M${seconds}S`;
        assert.equal(durationSeconds(text), hours * 3600 + minutes * 60 + seconds);
      }),
    );
    assert.equal(durationSeconds('P1DT1H'), 90_000);
    assert.equal(durationSeconds(DEFAULT_DURATION), 3600);
  });

  it('are nothing else', () => {
    for (const text of [
      '',
      'P',
      'PT',
      'P1DT',
      'PT1',
      '1H',
      '-PT1H',
      'P1M',
      'P1Y',
      'PT1.5H',
      'pt1h',
    ]) {
      assert.equal(durationSeconds(text), undefined, text);
    }
  });

  it('last from one hour to twelve, both included', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), (seconds) => {
        const text = `PT${seconds}S`;
        const kept = seconds >= 3600 && seconds <= 43_200;
        if (kept) assert.equal(requireDuration(text), text);
        else assert.throws(() => requireDuration(text), AwsError);
      }),
    );
  });
});
