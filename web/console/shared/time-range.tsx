import DateRangePicker, {
  type DateRangePickerProps,
} from '@cloudscape-design/components/date-range-picker';
import { useTexts } from '../i18n/texts.tsx';

/** A stretch of time as it is chosen; undefined is all that is kept. */
export type TimeRange = DateRangePickerProps.Value;

const RELATIVE = [
  ['30m', 30, 'minute'],
  ['1h', 1, 'hour'],
  ['12h', 12, 'hour'],
  ['1d', 1, 'day'],
  ['7d', 7, 'day'],
  ['30d', 30, 'day'],
] as const;

const UNIT_SECONDS = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
  year: 31_536_000,
} as const;

/** The bounds of a range in whole seconds since 1970, as operations take them. */
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

/** A field that chooses the last hours or days, or two moments. */
export function TimeRangeField(props: {
  readonly value: TimeRange | undefined;
  readonly onChange: (range: TimeRange | undefined) => void;
}) {
  const { t } = useTexts();
  return (
    <DateRangePicker
      value={props.value ?? null}
      onChange={({ detail }) => props.onChange(detail.value ?? undefined)}
      relativeOptions={RELATIVE.map(([key, amount, unit]) => ({
        key,
        amount,
        unit,
        type: 'relative',
      }))}
      isValidRange={(range) =>
        range?.type === 'absolute' && !(range.startDate < range.endDate)
          ? { valid: false, errorMessage: t('time.order') }
          : { valid: true }
      }
      placeholder={t('time.all')}
      ariaLabel={t('time.label')}
      i18nStrings={{
        clearButtonLabel: t('time.all'),
        customRelativeRangeUnitLabel: t('time.unit'),
      }}
    />
  );
}
