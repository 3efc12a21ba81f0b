import { createContext, useContext } from 'react';
import type { PortalAnswer } from '../api/operations.ts';

/** What GetPortal answered when the page was opened. */
export const PortalContext = createContext<PortalAnswer | undefined>(undefined);

/** Whose portal it is, and what they may enter. */
export function usePortal(): PortalAnswer {
  const portal = useContext(PortalContext);
  if (!portal) throw new Error('there is no PortalContext above');
  return portal;
}
