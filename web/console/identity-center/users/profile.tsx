import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { ActionForm } from '../../../shared/shown/action-form.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import type { User } from '../shared/people.ts';
import { personOf } from './dialog.ts';
import { changesOf, FIELDS, isValidProfile, LABELS, profileOf } from './profile-fields.ts';

interface ProfileProps {
  readonly user: User;
  readonly onChange: () => void;
}

/** Names, address and what else is known of somebody, with a form that changes it. */
export function Profile({ user, onChange }: ProfileProps) {
  const { t } = useTexts();
  const [editing, setEditing] = useState(false);
  const values = profileOf(user);
  const close = (): void => setEditing(false);
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={!editing && <Button onClick={() => setEditing(true)}>{t('iam.edit')}</Button>}
        >
          {t('idc.users.profile')}
        </Header>
      }
    >
      {editing ? (
        <EditProfile user={user} onChange={onChange} onClose={close} />
      ) : (
        <KeyValuePairs
          columns={3}
          items={FIELDS.map((field) => ({
            label: t(LABELS[field]),
            value: <span className="value">{values[field] || '-'}</span>,
          }))}
        />
      )}
    </Container>
  );
}

function EditProfile(props: ProfileProps & { readonly onClose: () => void }) {
  const { t } = useTexts();
  const tell = useTell();
  const { user, onChange, onClose } = props;
  const before = profileOf(user);
  const [values, setValues] = useState(before);
  const action = useAction(async () => {
    const Operations = changesOf(before, values);
    if (Operations.length > 0) {
      await call('identitystore', 'UpdateUser', { ...personOf(user), Operations });
      onChange();
    }
    tell(t('idc.profile.saved', { name: user.UserName ?? '' }));
    onClose();
  });
  return (
    <ActionForm
      submit={t('iam.save')}
      action={action}
      ready={isValidProfile(values)}
      spacing="m"
      onCancel={onClose}
    >
      {FIELDS.map((field) => (
        <FormField key={field} label={t(LABELS[field])}>
          <Input
            value={values[field]}
            autoComplete={false}
            onChange={({ detail }) => setValues({ ...values, [field]: detail.value })}
          />
        </FormField>
      ))}
    </ActionForm>
  );
}
