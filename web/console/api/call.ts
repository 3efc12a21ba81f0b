/**
 * web/console/api: how the console asks the server. Owns: the one function that calls an operation,
 * its types, its failures, and the hooks that keep an answer, a list of pages or an act under way.
 * Does not own: what a failure looks like (shared/). Every room asks through here; nothing that it
 * receives is kept beyond the page.
 */
import { csrfToken } from '../../shared/api/csrf.ts';
import { ApiFailure, ENDED, readFailure } from '../../shared/api/failure.ts';
import { noteServerTime } from '../../shared/api/server-time.ts';
import type { InputOf, Operation, OutputOf, Service } from './operations.ts';
import { chosenRegion } from './region.ts';
import { noteSessionEnd } from './session-end.ts';

/** Pauses before a call that was throttled is made again, in milliseconds, as AWS's own clients do. */
const PAUSES = [500, 1000, 2000] as const;
const THROTTLED = 429;

/**
 * Calls an operation by the console session of this browser. Times are seconds since 1970. What was
 * typed must outlive a session that has ended: the page stays, and its frame says so.
 *
 * @throws ApiFailure when it is refused or the server cannot be reached; AbortError after an abort
 */
export async function call<Of extends Service, Name extends Operation<Of>>(
  service: Of,
  operation: Name,
  input: InputOf<Of, Name>,
  signal?: AbortSignal,
): Promise<OutputOf<Of, Name>> {
  const name = `${service}:${operation}`;
  const region = chosenRegion();
  const response = await reach(name, `/console/api/${service}/${operation}`, {
    method: 'POST',
    credentials: 'same-origin',
    cache: 'no-store',
    headers: {
      'content-type': 'application/json',
      'x-gatehouse-csrf': csrfToken(),
      ...(region === undefined ? {} : { 'x-gatehouse-region': region }),
    },
    body: JSON.stringify(input),
    ...(signal ? { signal } : {}),
  });
  noteServerTime(response.headers, Date.now() / 1000);
  if (response.status === ENDED) noteSessionEnd();
  const body = await response.text();
  if (!response.ok) throw readFailure(name, response, body);
  return JSON.parse(body);
}

async function reach(operation: string, path: string, init: RequestInit): Promise<Response> {
  try {
    for (const pause of PAUSES) {
      const response = await fetch(path, init);
      if (response.status !== THROTTLED) return response;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    return await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiFailure({ operation, status: 0, code: 'NetworkFailure', message: '' });
  }
}
