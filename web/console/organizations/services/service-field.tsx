import Autosuggest from '@cloudscape-design/components/autosuggest';
import FormField from '@cloudscape-design/components/form-field';
import { useTexts } from '../../i18n/texts.tsx';

/** Services of this server that work across accounts; others may be named as well. */
export const SERVICES = ['sso.amazonaws.com', 'account.amazonaws.com'] as const;

/** A field for a service principal. */
export function ServiceField(props: {
  readonly value: string;
  readonly onChange: (service: string) => void;
}) {
  const { t } = useTexts();
  return (
    <FormField label={t('org.service')}>
      <Autosuggest
        value={props.value}
        options={SERVICES.map((value) => ({ value }))}
        enteredTextLabel={(value) => value}
        ariaLabel={t('org.service')}
        onChange={({ detail }) => props.onChange(detail.value)}
      />
    </FormField>
  );
}
