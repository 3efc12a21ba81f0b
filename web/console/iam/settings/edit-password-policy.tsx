import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { inputOf, type PasswordRules, SUGGESTED, wrongNumbers } from './password-rules.ts';

const FLAGS = ['uppercase', 'lowercase', 'numbers', 'symbols', 'change', 'hardExpiry'] as const;
const NUMBERS = ['length', 'age', 'reuse'] as const;

/** Changes the rules of passwords. */
export function EditPasswordPolicy(props: {
  readonly before: PasswordRules | undefined;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const [rules, setRules] = useState(props.before ?? SUGGESTED);
  const wrong = wrongNumbers(rules);
  const action = useAction(async () => {
    await call('iam', 'UpdateAccountPasswordPolicy', inputOf(rules));
    tell(t('iam.rules.saved'));
    props.onDone();
  });
  return (
    <FormModal
      title={t('iam.rules')}
      submit={t('iam.save')}
      action={action}
      ready={wrong.length === 0}
      onClose={props.onClose}
    >
      <SpaceBetween size="m">
        {NUMBERS.map((name) => (
          <FormField
            key={name}
            label={t(`iam.rules.${name}`)}
            description={t(`iam.rules.${name}.lead`)}
            errorText={wrong.includes(name) ? t(`iam.rules.${name}.wrong`) : undefined}
          >
            <Input
              value={rules[name]}
              inputMode="numeric"
              onChange={({ detail }) => setRules({ ...rules, [name]: detail.value })}
            />
          </FormField>
        ))}
        <SpaceBetween size="xs">
          {FLAGS.map((name) => (
            <Checkbox
              key={name}
              checked={rules[name]}
              onChange={({ detail }) => setRules({ ...rules, [name]: detail.checked })}
            >
              {t(`iam.rules.${name}`)}
            </Checkbox>
          ))}
        </SpaceBetween>
      </SpaceBetween>
    </FormModal>
  );
}
