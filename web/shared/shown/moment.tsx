import { useFormat } from '../i18n/format.ts';

/** A day, on one line; a hyphen where there is none. */
export function Day({ seconds }: { readonly seconds: number | undefined }) {
  const format = useFormat();
  return <span className="moment">{format.day(seconds)}</span>;
}

/** A time, in seconds since 1970, on one line; a hyphen where there is none. */
export function Moment({ seconds }: { readonly seconds: number | undefined }) {
  const format = useFormat();
  if (seconds === undefined) return '-';
  const iso = new Date(seconds * 1000).toISOString();
  return (
    <time className="moment" dateTime={iso}>
      {format.moment(seconds)}
    </time>
  );
}
