import { createContext, useContext } from 'react';
import type { Session } from '../api/session-shape.ts';

export type { Session } from '../api/session-shape.ts';

/** Who is signed in; main.tsx asks before anything is shown. */
export const SessionContext = createContext<Session | undefined>(undefined);

/** Who is signed in. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('there is no session above');
  return session;
}
