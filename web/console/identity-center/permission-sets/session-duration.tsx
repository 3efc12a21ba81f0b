import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { useTexts } from '../../i18n/texts.tsx';
import { durationOf, HOURS, secondsOf } from '../shared/duration.ts';

/** How long a session of a permission set lasts. */
export function SessionDuration({ duration }: { readonly duration: string | undefined }) {
  const { t } = useTexts();
  const seconds = duration === undefined ? undefined : secondsOf(duration);
  if (seconds === undefined) return duration ?? '-';
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.round((seconds % 3600) / 60);
  return minutes === 0
    ? t('idc.hours', { count: hours })
    : t('idc.hoursMinutes', { hours, minutes });
}

/** A field for it: one to twelve hours, or what an operation has set. */
export function SessionDurationField(props: {
  readonly value: string;
  readonly onChange: (duration: string) => void;
}) {
  const { t } = useTexts();
  const { value, onChange } = props;
  const hourly = HOURS.map((count) => ({
    value: durationOf(count),
    label: t('idc.hours', { count }),
  }));
  const isHourly = hourly.some((option) => option.value === value);
  const options = isHourly ? hourly : [{ value, label: value }, ...hourly];
  return (
    <FormField label={t('idc.sets.duration')} description={t('idc.sets.duration.lead')}>
      <Select
        options={options}
        selectedOption={options.find((option) => option.value === value) ?? null}
        onChange={({ detail }) => onChange(detail.selectedOption.value ?? value)}
      />
    </FormField>
  );
}
