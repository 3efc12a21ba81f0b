/**
 * web/portal/api: how the portal asks the server. Whoever has no live session any more is led to the
 * sign-in page at once, and back to where they were.
 */
import { csrfToken } from '../../shared/api/csrf.ts';
import { ApiFailure, ENDED, readFailure } from '../../shared/api/failure.ts';
import { noteServerTime } from '../../shared/api/server-time.ts';
import type { Operations } from './operations.ts';
import { portalPath } from './portal-path.ts';

/**
 * Calls an operation by the portal session of this browser.
 *
 * @throws ApiFailure when it is refused or the server cannot be reached; AbortError after an abort
 */
export async function call<Name extends keyof Operations>(
  operation: Name,
  input: Operations[Name][0],
  signal?: AbortSignal,
): Promise<Operations[Name][1]> {
  const response = await reach(operation, {
    method: 'POST',
    credentials: 'same-origin',
    cache: 'no-store',
    headers: { 'content-type': 'application/json', 'x-gatehouse-csrf': csrfToken() },
    body: JSON.stringify(input),
    ...(signal ? { signal } : {}),
  });
  noteServerTime(response.headers, Date.now() / 1000);
  const body = await response.text();
  if (response.ok) return JSON.parse(body);
  if (response.status === ENDED) signInAgain();
  throw readFailure(operation, response, body);
}

async function reach(operation: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(`${portalPath()}/api/${operation}`, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiFailure({ operation, status: 0, code: 'NetworkFailure', message: '' });
  }
}

/** Leads to the sign-in page, which leads back. */
export function signInAgain(): void {
  const destination = location.pathname + location.search + location.hash;
  location.assign(`${portalPath()}/sign-in?${new URLSearchParams({ destination })}`);
}
