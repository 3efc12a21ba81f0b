import { useCallback, useEffect, useRef, useState } from 'react';
import { type ApiFailure, failureFrom } from '../../shared/api/failure.ts';

/** One page of a list, with the token of the next one. */
export interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly next: string | undefined;
}

/** A list that comes in pages: what has come so far. */
export interface Pages<Item> {
  readonly items: readonly Item[];
  /** Whether the server has more than these. */
  readonly hasMore: boolean;
  readonly loading: boolean;
  readonly failure: ApiFailure | undefined;
  /** Asks for the next page. */
  readonly more: () => void;
  /** Begins again at the first page. */
  readonly reload: () => void;
}

interface Known<Item> extends PageOf<Item> {
  readonly failure?: ApiFailure;
}

const NOTHING: Known<never> = { items: [], next: undefined };

/**
 * Asks for the first page when the component appears and whenever `key` changes.
 *
 * @param key names what is listed; another key begins again, and undefined asks nothing
 * @param ask asks for the page of a token; undefined is the first
 */
export function usePages<Item>(
  key: string | undefined,
  ask: (token: string | undefined, signal: AbortSignal) => Promise<PageOf<Item>>,
): Pages<Item> {
  const [known, setKnown] = useState<Known<Item>>(NOTHING);
  const [loading, setLoading] = useState(key !== undefined);
  const [turn, setTurn] = useState(0);
  const latest = useRef(ask);
  latest.current = ask;
  const running = useRef<AbortController>(undefined);

  const load = useCallback((before: PageOf<Item>) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setLoading(true);
    latest
      .current(before.next, controller.signal)
      .then(
        ({ items, next }): Known<Item> => ({ items: [...before.items, ...items], next }),
        (thrown: unknown): Known<Item> | undefined => {
          if (controller.signal.aborted) return undefined;
          return { ...before, failure: failureFrom(thrown) };
        },
      )
      .then((outcome) => {
        if (controller.signal.aborted || !outcome) return;
        setKnown(outcome);
        setLoading(false);
      });
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn lists the same again.
  useEffect(() => {
    if (key === undefined) return undefined;
    setKnown(NOTHING);
    load(NOTHING);
    return () => running.current?.abort();
  }, [key, turn, load]);

  const more = useCallback(() => load(known), [load, known]);
  const reload = useCallback(() => setTurn((count) => count + 1), []);
  const { items, failure } = known;
  return { items, hasMore: known.next !== undefined, loading, failure, more, reload };
}
