import DateRangePicker from '@cloudscape-design/components/date-range-picker';
import { useTexts } from '../i18n/texts.tsx';
import type { TimeRange } from './time-bounds.ts';

const RELATIVE = [
  ['30m', 30, 'minute'],
  ['1h', 1, 'hour'],
  ['12h', 12, 'hour'],
  ['1d', 1, 'day'],
  ['7d', 7, 'day'],
  ['30d', 30, 'day'],
] as const;

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
