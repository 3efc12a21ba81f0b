import { useState } from 'react';

/**
 * The steps of a wizard. Nobody goes on from one that is not filled in; `isStopped` then says that
 * its fields have to tell what is missing.
 *
 * @param isReady whether each step is filled in, in their order
 */
export function useSteps(isReady: readonly boolean[]) {
  const [step, setStep] = useState(0);
  const [isStopped, setStopped] = useState(false);
  const mayLeaveFor = (to: number): boolean => {
    const may = isReady.slice(step, to).every((ready) => ready);
    setStopped(!may);
    return may;
  };
  return {
    step,
    isStopped,
    go: (to: number): void => {
      if (mayLeaveFor(to)) setStep(to);
    },
    mayFinish: () => mayLeaveFor(isReady.length),
  };
}
