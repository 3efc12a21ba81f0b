import { useCallback, useEffect, useRef, useState } from 'react';
import { type ApiFailure, failureFrom } from './failure.ts';

/** What is known of something that was asked for. */
export interface Query<Value> {
  /** The newest answer; it stays while it is asked for again. */
  readonly value: Value | undefined;
  readonly failure: ApiFailure | undefined;
  readonly loading: boolean;
  readonly reload: () => void;
}

/**
 * Asks when the component appears and whenever `key` changes; an answer that comes too late is
 * dropped and its request aborted.
 *
 * @param key names what is asked; another key asks again, and undefined asks nothing
 */
export function useQuery<Value>(
  key: string | undefined,
  ask: (signal: AbortSignal) => Promise<Value>,
): Query<Value> {
  const [known, setKnown] = useState<{
    readonly key?: string | undefined;
    readonly value?: Value;
    readonly failure?: ApiFailure;
  }>({});
  const [busy, setBusy] = useState(true);
  const [turn, setTurn] = useState(0);
  const latest = useRef(ask);
  latest.current = ask;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn asks for the same again.
  useEffect(() => {
    if (key === undefined) return undefined;
    const controller = new AbortController();
    setBusy(true);
    latest
      .current(controller.signal)
      .then(
        (value) => ({ key, value }),
        (thrown: unknown) => {
          if (controller.signal.aborted) return undefined;
          return { key, failure: failureFrom(thrown) };
        },
      )
      .then((outcome) => {
        if (controller.signal.aborted || !outcome) return;
        setKnown(outcome);
        setBusy(false);
      });
    return () => controller.abort();
  }, [key, turn]);

  const reload = useCallback(() => setTurn((count) => count + 1), []);
  const current = known.key === key ? known : {};
  return {
    value: current.value,
    failure: current.failure,
    loading: key !== undefined && (busy || known.key !== key),
    reload,
  };
}
