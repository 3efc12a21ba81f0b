/** How long before its end a session says so, in seconds. */
const WARNING_SECONDS = 600;

/** Where a session stands. */
export type Stage = 'running' | 'ending' | 'over';

/** Where a session stands at `now`, both in seconds since 1970; without an end it runs on. */
export function stageOf(expiresAt: number | undefined, now: number): Stage {
  if (expiresAt === undefined) return 'running';
  if (now >= expiresAt) return 'over';
  return expiresAt - now <= WARNING_SECONDS ? 'ending' : 'running';
}
