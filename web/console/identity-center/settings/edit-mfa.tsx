import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import { useState } from 'react';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import {
  type MfaValues,
  MODE_TEXTS,
  MODES,
  settingsOf,
  TYPE_TEXTS,
  TYPES,
  WITHOUT,
  WITHOUT_TEXTS,
} from './mfa-settings.ts';
import { useSaveSettings } from './use-settings.ts';

/** Changes when and with what people show a second factor. */
export function EditMfa(props: { readonly before: MfaValues; readonly onClose: () => void }) {
  const { t } = useTexts();
  const [values, setValues] = useState(props.before);
  const change = (part: Partial<MfaValues>): void => setValues({ ...values, ...part });
  const action = useSaveSettings(() => settingsOf(values));
  const isOff = values.mode === 'never';
  return (
    <FormModal
      title={t('idc.mfa.change')}
      submit={t('iam.save')}
      action={action}
      ready={values.types.length > 0}
      size="large"
      onClose={props.onClose}
    >
      <FormField label={t('idc.mfa.mode')}>
        <RadioGroup
          value={values.mode}
          items={MODES.map((value) => ({
            value,
            label: t(MODE_TEXTS[value][0]),
            description: t(MODE_TEXTS[value][1]),
          }))}
          onChange={({ detail }) =>
            change({ mode: MODES.find((mode) => mode === detail.value) ?? values.mode })
          }
        />
      </FormField>
      <FormField
        label={t('idc.mfa.types')}
        errorText={values.types.length === 0 && t('idc.mfa.types.missing')}
      >
        {TYPES.map((type) => (
          <Checkbox
            key={type}
            checked={values.types.includes(type)}
            disabled={isOff}
            onChange={({ detail }) =>
              change({
                types: TYPES.filter((one) =>
                  one === type ? detail.checked : values.types.includes(one),
                ),
              })
            }
          >
            {t(TYPE_TEXTS[type])}
          </Checkbox>
        ))}
      </FormField>
      <FormField label={t('idc.mfa.without')}>
        <RadioGroup
          value={values.without}
          items={WITHOUT.map((value) => ({
            value,
            label: t(WITHOUT_TEXTS[value]),
            disabled: isOff,
          }))}
          onChange={({ detail }) =>
            change({ without: WITHOUT.find((one) => one === detail.value) ?? values.without })
          }
        />
      </FormField>
      <FormField label={t('idc.mfa.manage')}>
        <Checkbox
          checked={values.usersManage}
          onChange={({ detail }) => change({ usersManage: detail.checked })}
        >
          {t('idc.mfa.manage.field')}
        </Checkbox>
      </FormField>
    </FormModal>
  );
}
