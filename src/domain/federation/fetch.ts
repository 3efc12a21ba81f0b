import type { FetchOutcome, FetchRequest } from '../../base/fetch.ts';

/**
 * How federation reaches identity providers. Never throws: what goes wrong is in the outcome.
 * The guarded client of outbound/ is one; tests hand in their own.
 */
export type Fetch = (request: FetchRequest) => Promise<FetchOutcome>;

/** For an issuer's discovery document and its keys together (R109, R116). */
export const ISSUER_BUDGET_MILLISECONDS = 5_000;
