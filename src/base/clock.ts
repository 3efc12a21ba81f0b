/** Milliseconds since 1970-01-01T00:00:00Z. Everything that needs the time receives a clock. */
export type Clock = () => number;

/** The machine's clock. */
export const systemClock: Clock = () => Date.now();

/** `2026-01-31T09:30:00Z`: the form of AWS's XML documents and audit events, without fractions. */
export function isoSeconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** `20260131T093000Z`: the basic form of ISO 8601, as in `X-Amz-Date`. */
export function isoBasic(time: number): string {
  return isoSeconds(time).replaceAll('-', '').replaceAll(':', '');
}
