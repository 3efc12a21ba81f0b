import type { Access } from '../../calls/access.ts';
import { attempts, attemptsAccess } from './attempts.ts';
import { captures, capturesAccess } from './captures.ts';
import { diagnosis, diagnosisAccess } from './diagnosis.ts';

/** The service `gatehouse`: what AWS has no operation for. */
export const gatehouseOperations = { ...attempts, ...captures, ...diagnosis };

export const gatehouseAccess = {
  ...attemptsAccess,
  ...capturesAccess,
  ...diagnosisAccess,
} satisfies Access<typeof gatehouseOperations>;
