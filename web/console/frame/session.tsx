import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { currentSession } from '../api/session.ts';
import type { Session } from '../api/session-shape.ts';

export type { Session } from '../api/session-shape.ts';

interface Known {
  readonly session: Session;
  readonly refresh: () => Promise<void>;
}

const SessionContext = createContext<Known | undefined>(undefined);

/** Keeps who is signed in; main.tsx asks before anything is shown. */
export function SessionProvider(props: {
  readonly initial: Session;
  readonly children: ReactNode;
}) {
  const [session, setSession] = useState(props.initial);
  const refresh = useCallback(async () => setSession(await currentSession()), []);
  const known = useMemo(() => ({ session, refresh }), [session, refresh]);
  return <SessionContext value={known}>{props.children}</SessionContext>;
}

function useKnown(): Known {
  const known = useContext(SessionContext);
  if (!known) throw new Error('there is no SessionProvider above');
  return known;
}

/** Who is signed in. */
export function useSession(): Session {
  return useKnown().session;
}

/** Asks anew who is signed in, after something of it was changed. */
export function useRefreshSession(): () => Promise<void> {
  return useKnown().refresh;
}
