import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import type { Group } from '../shared/people.ts';

/** Gives a group another name or description. */
export function EditGroup(props: {
  readonly group: Group;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { IdentityStoreId, GroupId, DisplayName = '', Description = '' } = props.group;
  const [name, setName] = useState(DisplayName);
  const [description, setDescription] = useState(Description);
  const action = useAction(async () => {
    const about = description.trim();
    const Operations = [
      { AttributePath: 'displayName', AttributeValue: name.trim() },
      { AttributePath: 'description', ...(about === '' ? {} : { AttributeValue: about }) },
    ];
    await call('identitystore', 'UpdateGroup', { IdentityStoreId, GroupId, Operations });
    tell(t('idc.groups.saved', { name: name.trim() }));
    props.onDone();
  });
  return (
    <FormModal
      title={t('iam.edit')}
      submit={t('iam.save')}
      action={action}
      ready={name.trim() !== ''}
      onClose={props.onClose}
    >
      <FormField label={t('idc.groups.name')}>
        <Input value={name} onChange={({ detail }) => setName(detail.value)} />
      </FormField>
      <FormField label={t('iam.description')} description={t('iam.optional')}>
        <Input value={description} onChange={({ detail }) => setDescription(detail.value)} />
      </FormField>
    </FormModal>
  );
}
