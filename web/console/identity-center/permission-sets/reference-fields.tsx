import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../i18n/texts.tsx';

/** A customer managed policy by name and path. */
export interface EnteredReference {
  readonly name: string;
  readonly path: string;
}

export const NO_REFERENCE: EnteredReference = { name: '', path: '/' };

/** The reference as operations take it. */
export function referenceOf({ name, path }: EnteredReference) {
  return { Name: name.trim(), Path: path.trim() === '' ? '/' : path.trim() };
}

/** Fields for name and path of a policy that each account has to have. */
export function ReferenceFields(props: {
  readonly reference: EnteredReference;
  readonly onChange: (reference: EnteredReference) => void;
}) {
  const { t } = useTexts();
  const { reference, onChange } = props;
  return (
    <SpaceBetween size="m">
      <FormField label={t('iam.name')} description={t('idc.sets.customer.name')}>
        <Input
          value={reference.name}
          onChange={({ detail }) => onChange({ ...reference, name: detail.value })}
        />
      </FormField>
      <FormField label={t('iam.path')}>
        <Input
          value={reference.path}
          onChange={({ detail }) => onChange({ ...reference, path: detail.value })}
        />
      </FormField>
    </SpaceBetween>
  );
}
