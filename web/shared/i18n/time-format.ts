import type { Language } from './languages.ts';

/** How times and numbers are written. Times are seconds since 1970, as operations answer them. */
export interface Format {
  /** Date and time to the second, in the reader's zone; a hyphen where there is none. */
  readonly moment: (seconds: number | undefined) => string;
  readonly day: (seconds: number | undefined) => string;
  /** `3 hours ago`, `in 5 minutes`. */
  readonly distance: (seconds: number, now: number) => string;
  readonly number: (value: number) => string;
}

const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** What is less than a minute away is written as `now`. */
const NOW = ['second', 60] as const;

/** The formats of a language. */
export function formatOf(language: Language, timeZone?: string): Format {
  const zone = timeZone === undefined ? {} : { timeZone };
  const moments = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    ...zone,
  });
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'medium', ...zone });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const by = (dates: Intl.DateTimeFormat) => (seconds: number | undefined) =>
    seconds === undefined ? '-' : dates.format(seconds * 1000);
  const numbers = new Intl.NumberFormat(language);
  return {
    moment: by(moments),
    day: by(days),
    number: (value) => numbers.format(value),
    distance: (seconds, now) => {
      const away = seconds - now;
      const [unit, length] = UNITS.find(([, size]) => Math.abs(away) >= size) ?? NOW;
      return relative.format(Math.trunc(away / length), unit);
    },
  };
}
