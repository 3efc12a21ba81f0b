import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../i18n/texts.tsx';

/** Two codes of an authenticator app, one after the other. */
export type Codes = readonly [string, string];

export const NO_CODES: Codes = ['', ''];

/** Whether both are six digits, and not the same. */
export function areCodes([first, second]: Codes): boolean {
  return /^\d{6}$/.test(first) && /^\d{6}$/.test(second) && first !== second;
}

/** The fields of two codes in a row. */
export function CodeFields(props: {
  readonly codes: Codes;
  readonly onChange: (codes: Codes) => void;
}) {
  const { t } = useTexts();
  const { codes, onChange } = props;
  const [first, second] = codes;
  const isSame = first.length === 6 && first === second;
  return (
    <SpaceBetween size="m">
      <FormField label={t('mfa.code1')} description={t('mfa.code1.lead')}>
        <Code value={first} onChange={(code) => onChange([code, second])} />
      </FormField>
      <FormField
        label={t('mfa.code2')}
        description={t('mfa.code2.lead')}
        errorText={isSame ? t('mfa.code.same') : ''}
      >
        <Code value={second} onChange={(code) => onChange([first, code])} />
      </FormField>
    </SpaceBetween>
  );
}

function Code(props: { readonly value: string; readonly onChange: (code: string) => void }) {
  return (
    <Input
      value={props.value}
      inputMode="numeric"
      autoComplete="one-time-code"
      onChange={({ detail }) => props.onChange(detail.value.replace(/\D/g, '').slice(0, 6))}
    />
  );
}
