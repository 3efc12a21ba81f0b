import { call } from './call.ts';
import { serveRegions } from './region.ts';
import { type Session, sessionOf } from './session-shape.ts';

/** Asks who is signed in; the regions are known afterwards. */
export async function currentSession(): Promise<Session> {
  const session = sessionOf((await call('gatehouse', 'GetCurrentSession', {})).Session);
  serveRegions(session.regions);
  return session;
}
