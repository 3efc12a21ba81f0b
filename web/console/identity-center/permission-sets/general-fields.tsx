import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../i18n/texts.tsx';
import { CheckedField } from '../../shared/checked-field.tsx';
import { SessionDurationField } from './session-duration.tsx';

/** What a permission set has besides its name and policies. */
export interface General {
  readonly description: string;
  /** ISO 8601. */
  readonly duration: string;
  readonly relayState: string;
}

/** Fields for description, session duration and relay state. */
export function GeneralFields(props: {
  readonly general: General;
  readonly onChange: (part: Partial<General>) => void;
}) {
  const { t } = useTexts();
  const { general, onChange } = props;
  return (
    <SpaceBetween size="m">
      <CheckedField
        as="description"
        label={t('iam.description')}
        description={t('iam.optional')}
        value={general.description}
        onChange={(description) => onChange({ description })}
      />
      <SessionDurationField
        value={general.duration}
        onChange={(duration) => onChange({ duration })}
      />
      <FormField label={t('idc.sets.relayState')} description={t('idc.sets.relayState.lead')}>
        <Input
          value={general.relayState}
          onChange={({ detail }) => onChange({ relayState: detail.value })}
        />
      </FormField>
    </SpaceBetween>
  );
}
