import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useTexts } from '../i18n/texts.tsx';

/** Whether it has the form of a code that was sent. */
export const isCode = (code: string): boolean => /^\d{6}$/.test(code);

/** The field of a code that was mailed or sent as a text message. */
export function CodeField(props: {
  readonly sentTo: string;
  readonly code: string;
  readonly onChange: (code: string) => void;
}) {
  const { t } = useTexts();
  return (
    <FormField label={t('contact.code')} description={t('contact.code.lead', { to: props.sentTo })}>
      <Input
        value={props.code}
        inputMode="numeric"
        autoComplete="one-time-code"
        onChange={({ detail }) => props.onChange(detail.value.replace(/\D/g, '').slice(0, 6))}
      />
    </FormField>
  );
}
