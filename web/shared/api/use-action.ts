import { useCallback, useEffect, useRef, useState } from 'react';
import { type ApiFailure, failureFrom } from './failure.ts';

/** Something that a person does, such as saving a form. */
export interface Action<Input> {
  /** Does it; answers whether it succeeded. Does nothing while it is under way. */
  readonly run: (input: Input) => Promise<boolean>;
  readonly busy: boolean;
  readonly failure: ApiFailure | undefined;
  /** Forgets the failure. */
  readonly clear: () => void;
}

/** Keeps whether an act is under way and how it failed. */
export function useAction<Input = void>(act: (input: Input) => Promise<unknown>): Action<Input> {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure>();
  const latest = useRef(act);
  latest.current = act;
  const running = useRef(false);
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);

  const run = useCallback(async (input: Input) => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setFailure(undefined);
    try {
      await latest.current(input);
      return true;
    } catch (thrown) {
      const found = failureFrom(thrown);
      if (!gone.current) setFailure(found);
      return false;
    } finally {
      running.current = false;
      if (!gone.current) setBusy(false);
    }
  }, []);
  const clear = useCallback(() => setFailure(undefined), []);
  return { run, busy, failure, clear };
}
