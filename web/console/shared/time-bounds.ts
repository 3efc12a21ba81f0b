/** A stretch of time as it is chosen: the last so many units, or from one moment to another. */
export type TimeRange =
  | {
      readonly type: 'relative';
      readonly amount: number;
      readonly unit: keyof typeof UNIT_SECONDS;
      readonly key?: string;
    }
  | { readonly type: 'absolute'; readonly startDate: string; readonly endDate: string };

const UNIT_SECONDS = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
  year: 31_536_000,
} as const;

/** The bounds of a range in whole seconds since 1970, as operations take them; none of no range. */
export function boundsOf(
  range: TimeRange | undefined,
  now: number,
): { readonly StartTime?: number; readonly EndTime?: number } {
  if (!range) return {};
  if (range.type === 'relative') {
    return { StartTime: Math.floor(now - range.amount * UNIT_SECONDS[range.unit]) };
  }
  const seconds = (text: string): number => Math.floor(Date.parse(text) / 1000);
  return { StartTime: seconds(range.startDate), EndTime: seconds(range.endDate) };
}
