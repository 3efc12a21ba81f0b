import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { FlowState } from '../../domain/sign-in/index.ts';
import type { FlowParts } from './parts.ts';
import { signInSteps } from './steps.ts';

/** Which step is due is decided from the state alone: nothing else is looked at. */
const steps = signInSteps({} as FlowParts);
const standsAt = (state: FlowState) => steps.find(({ isDue }) => isDue(state))?.name;

const begun: FlowState = {
  claimed: { kind: 'user', account: '111122223333', userName: 'alice' },
  destination: '/console/home',
  remember: false,
  securityCheck: 'none',
};
const identity = {
  account: '111122223333',
  credential: 'x',
  who: { kind: 'user', userId: 'AIDAEXAMPLE', userName: 'alice' },
} as const;

const states: fc.Arbitrary<FlowState> = fc
  .record(
    {
      securityCheck: fc.constantFrom('none', 'due', 'passed'),
      identity: fc.constant(identity),
      secondFactorDue: fc.constantFrom('device', 'mailed-code'),
      secondFactor: fc.constant({ at: 1, kind: 'virtual' } as const),
      forcedChange: fc.constantFrom('reset-required', 'expired'),
    },
    { requiredKeys: ['securityCheck'] },
  )
  .map((state) => ({ ...begun, ...state }) as FlowState);

describe('the steps of a sign-in', () => {
  it('come in their order', () => {
    const due = { ...begun, securityCheck: 'due' } as const;
    assert.equal(standsAt(due), 'challenge');
    const passed = { ...begun, securityCheck: 'passed' } as const;
    assert.equal(standsAt(passed), 'password');
    const known = { ...passed, identity, forcedChange: 'expired' } as const;
    assert.equal(standsAt({ ...known, secondFactorDue: 'device' }), 'second-factor');
    assert.equal(standsAt({ ...known, secondFactorDue: 'mailed-code' }), 'mailed-code');
    assert.equal(standsAt(known), 'change-password');
    assert.equal(standsAt({ ...passed, identity }), undefined);
  });

  it('end in a session only when the password was right and nothing is open', () => {
    fc.assert(
      fc.property(states, (state) => {
        const { secondFactorDue, secondFactor, forcedChange, securityCheck } = state;
        const isOpen =
          state.identity === undefined ||
          securityCheck === 'due' ||
          forcedChange !== undefined ||
          (secondFactorDue !== undefined && secondFactor === undefined);
        assert.equal(standsAt(state) !== undefined, isOpen);
      }),
    );
  });
});
