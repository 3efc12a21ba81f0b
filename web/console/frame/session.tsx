import { createContext, useContext } from 'react';
import type { Session } from '../api/session.ts';

export type { Session } from '../api/session.ts';

/** Who is signed in; main.tsx asks before anything is shown. */
export const SessionContext = createContext<Session | undefined>(undefined);

/** Who is signed in. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('there is no session above');
  return session;
}

/** An account ID as people read it: `1111-2222-3333`. */
export function spacedAccount(account: string): string {
  return account.replace(/^(\d{4})(\d{4})(\d{4})$/, '$1-$2-$3');
}
