import { useSyncExternalStore } from 'react';

let ended = false;
const listeners = new Set<() => void>();

/** Notes that the server knows no live session behind this page any more. */
export function noteSessionEnd(): void {
  ended = true;
  for (const listener of listeners) listener();
}

/** Whether a call of this page was refused since its session has ended. */
export function useSessionEnded(): boolean {
  return useSyncExternalStore(subscribe, () => ended);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The sign-in page, which leads back to this page. */
export function signInAgain(): string {
  const destination = location.pathname + location.search;
  return `/signin?${new URLSearchParams({ destination })}`;
}
