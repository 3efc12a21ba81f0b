import { useEffect, useState } from 'react';
import { serverSeconds } from '../../shared/api/server-time.ts';
import { useTexts } from '../i18n/texts.ts';

function secondsUntil(time: number): number {
  return Math.max(0, Math.floor(time - serverSeconds(Date.now() / 1000)));
}

/** Seconds until a time of the server, counted down; never less than 0. */
export function useSecondsUntil(time: number): number {
  const [seconds, setSeconds] = useState(() => secondsUntil(time));
  useEffect(() => {
    setSeconds(secondsUntil(time));
    const timer = setInterval(() => setSeconds(secondsUntil(time)), 1000);
    return () => clearInterval(timer);
  }, [time]);
  return seconds;
}

/** `0:59:07`, for a length of time in seconds. */
export function clockText(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** How long credentials are still good for. It is not read out each second. */
export function Countdown({ until }: { readonly until: number }) {
  const { t } = useTexts();
  const seconds = useSecondsUntil(until);
  if (seconds === 0) return <span role="alert">{t('roleKeys.expired')}</span>;
  return <span>{t('roleKeys.expires', { time: clockText(seconds) })}</span>;
}
