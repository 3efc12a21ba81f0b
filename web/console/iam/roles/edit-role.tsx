import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { isSessionLength } from './new-role.ts';

const SECONDS_PER_HOUR = 3600;

/** Changes the description of a role and how long its sessions may last. */
export function EditRole(props: {
  readonly role: {
    readonly RoleName: string;
    readonly Description?: string | undefined;
    readonly MaxSessionDuration?: number | undefined;
  };
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { RoleName, Description = '', MaxSessionDuration = SECONDS_PER_HOUR } = props.role;
  const [description, setDescription] = useState(Description);
  const [hours, setHours] = useState(String(MaxSessionDuration / SECONDS_PER_HOUR));
  const action = useAction(async () => {
    const unchanged = Number(hours) * SECONDS_PER_HOUR === MaxSessionDuration;
    await call('iam', 'UpdateRole', {
      RoleName,
      Description: description,
      ...(unchanged ? {} : { MaxSessionDuration: Number(hours) * SECONDS_PER_HOUR }),
    });
    tell(t('iam.roles.saved', { name: RoleName }));
    props.onDone();
  });
  return (
    <FormModal
      title={t('iam.roles.edit', { name: RoleName })}
      submit={t('iam.save')}
      action={action}
      ready={isSessionLength(hours)}
      onClose={props.onClose}
    >
      <FormField label={t('iam.description')}>
        <Input value={description} onChange={({ detail }) => setDescription(detail.value)} />
      </FormField>
      <FormField
        label={t('iam.roles.hours')}
        description={t('iam.roles.hours.lead')}
        errorText={isSessionLength(hours) ? undefined : t('iam.roles.hours.wrong')}
      >
        <Input
          value={hours}
          inputMode="numeric"
          onChange={({ detail }) => setHours(detail.value)}
        />
      </FormField>
    </FormModal>
  );
}
