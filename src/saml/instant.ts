const DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,12}))?(?:Z|([+-])(\d{2}):(\d{2}))?$/;

/**
 * An xs:dateTime as milliseconds since 1970; undefined for anything else and for dates that no
 * calendar has. SAML writes UTC (saml-core 1.3.3), so a time without zone is UTC.
 */
export function parseInstant(text: string): number | undefined {
  const match = DATE_TIME.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', sign, zoneHour, zoneMinute] =
    match;
  const whole = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const milliseconds = `${fraction}000`.slice(0, 3);
  const time = Date.parse(`${whole}.${milliseconds}Z`);
  // Date.parse takes 24:00:00 and in places the 31st of short months; what it means differs then.
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(whole)) return undefined;
  const offset = (Number(zoneHour ?? 0) * 60 + Number(zoneMinute ?? 0)) * 60_000;
  if (Number(zoneHour ?? 0) > 14 || Number(zoneMinute ?? 0) > 59) return undefined;
  return sign === '-' ? time + offset : time - offset;
}
