import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';

/** Makes a unit below another, or gives one another name. */
export function UnitName(
  props: {
    readonly onClose: () => void;
    readonly onDone: () => void;
  } & (
    | { readonly below: string; readonly of?: undefined }
    | { readonly of: { readonly id: string; readonly name: string } }
  ),
) {
  const { t } = useTexts();
  const tell = useTell();
  const { of } = props;
  const [given, setName] = useState(of?.name ?? '');
  const name = given.trim();
  const action = useAction(async () => {
    if (props.of === undefined) {
      const input = { ParentId: props.below, Name: name };
      await call('organizations', 'CreateOrganizationalUnit', input);
      tell(t('org.units.created', { name }));
    } else {
      const input = { OrganizationalUnitId: props.of.id, Name: name };
      await call('organizations', 'UpdateOrganizationalUnit', input);
      tell(t('org.units.renamed', { name }));
    }
    props.onDone();
  });
  return (
    <FormModal
      title={t(of ? 'org.units.rename' : 'org.units.create')}
      submit={t(of ? 'iam.save' : 'org.units.create')}
      action={action}
      ready={name !== ''}
      onClose={props.onClose}
    >
      <FormField label={t('iam.name')}>
        <Input value={given} onChange={({ detail }) => setName(detail.value)} />
      </FormField>
    </FormModal>
  );
}
