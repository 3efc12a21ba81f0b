import type { Access } from '../../calls/access.ts';
import { attempts, attemptsAccess } from './attempts.ts';
import { captures, capturesAccess } from './captures.ts';

/** The service `gatehouse`: attempts to sign in and to federate, and what is captured with them. */
export const gatehouseOperations = { ...attempts, ...captures };

export const gatehouseAccess = {
  ...attemptsAccess,
  ...capturesAccess,
} satisfies Access<typeof gatehouseOperations>;
