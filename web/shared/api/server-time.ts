/** How far the server's clock is ahead of this machine's, in seconds. */
let ahead = 0;

/** Learns the server's time from the header Date of an answer. */
export function noteServerTime(headers: Headers, now: number): void {
  const told = Date.parse(headers.get('date') ?? '') / 1000;
  if (!Number.isNaN(told)) ahead = told - now;
}

/** The server's time while this machine's clock says `now`; seconds since 1970. */
export function serverSeconds(now: number): number {
  return now + ahead;
}
