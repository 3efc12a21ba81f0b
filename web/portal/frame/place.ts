import { useSyncExternalStore } from 'react';

/** Where in the app somebody is: the path behind `#`, and its query. */
export interface Place {
  readonly path: string;
  readonly query: URLSearchParams;
}

/** Reads the fragment of an address: `#/console?account_id=…`. */
export function placeOf(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  return { path: path === '' ? '/' : path, query: new URLSearchParams(query) };
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

let latest = '';

/** The fragment, where it is a place; skipping to the content of a page leads to no other one. */
function placeHash(): string {
  if (location.hash !== '#content') latest = location.hash;
  return latest;
}

/** The place that is on; going somewhere shows the component anew. */
export function usePlace(): Place {
  return placeOf(useSyncExternalStore(subscribe, placeHash));
}

/** The address of a role's way into the console: AWS's own form of it. */
export function consolePlace(account: string, role: string): string {
  return `#/console?${new URLSearchParams({ account_id: account, role_name: role })}`;
}
