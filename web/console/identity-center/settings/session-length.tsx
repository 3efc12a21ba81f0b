import FormField from '@cloudscape-design/components/form-field';
import Grid from '@cloudscape-design/components/grid';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { useState } from 'react';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import type { TextKey } from '../../i18n/messages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { inUnit, isSessionLength, UNIT_MINUTES, type Unit } from '../shared/duration.ts';
import { useSaveSettings } from './use-settings.ts';

/** The name of each unit. */
const UNITS: Readonly<Record<Unit, TextKey>> = {
  minutes: 'idc.unit.minutes',
  hours: 'idc.unit.hours',
  days: 'idc.unit.days',
};

const HALVES = [{ colspan: 6 }, { colspan: 6 }];

/** Sets how long a portal session lasts: fifteen minutes to ninety days (R171). */
export function EditSessionLength(props: {
  readonly minutes: number;
  readonly onClose: () => void;
}) {
  const { t } = useTexts();
  const before = inUnit(props.minutes);
  const [value, setValue] = useState(String(before.value));
  const [unit, setUnit] = useState<Unit>(before.unit);
  const minutes = value.trim() === '' ? Number.NaN : Number(value) * UNIT_MINUTES[unit];
  const action = useSaveSettings(() => ({ SessionMinutes: minutes }));
  const isRight = isSessionLength(minutes);
  const options = (['minutes', 'hours', 'days'] as const).map((one) => ({
    value: one,
    label: t(UNITS[one]),
  }));
  return (
    <FormModal
      title={t('idc.session.change')}
      submit={t('iam.save')}
      action={action}
      ready={isRight}
      onClose={props.onClose}
    >
      <FormField
        label={t('idc.session.length')}
        description={t('idc.session.length.lead')}
        errorText={!isRight && t('idc.session.length.wrong')}
      >
        <Grid gridDefinition={HALVES}>
          <Input
            type="number"
            value={value}
            ariaLabel={t('idc.session.length')}
            onChange={({ detail }) => setValue(detail.value)}
          />
          <Select
            ariaLabel={t('idc.unit')}
            options={options}
            selectedOption={options.find((option) => option.value === unit) ?? null}
            onChange={({ detail }) =>
              setUnit(
                options.find((one) => one.value === detail.selectedOption.value)?.value ?? unit,
              )
            }
          />
        </Grid>
      </FormField>
    </FormModal>
  );
}
