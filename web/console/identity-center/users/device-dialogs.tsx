import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import type { Device } from './workforce.ts';

interface DeviceDialog {
  readonly person: { readonly IdentityStoreId: string; readonly UserId: string };
  readonly device: Device;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** What has to be typed before a device goes, as AWS asks it in every language. */
const WORD = 'DELETE';

/** Gives a device of somebody another name. */
export function RenameDevice({ person, device, onClose, onDone }: DeviceDialog) {
  const { t } = useTexts();
  const tell = useTell();
  const [label, setLabel] = useState(device.Label);
  const action = useAction(async () => {
    const { SerialNumber } = device;
    const input = { ...person, SerialNumber, Label: label.trim() };
    await call('gatehouse', 'RenameWorkforceUserMFADevice', input);
    tell(t('idc.mfa.device.renamed', { name: label.trim() }));
    onDone();
  });
  return (
    <FormModal
      title={t('idc.mfa.device.rename')}
      submit={t('iam.save')}
      action={action}
      ready={label.trim() !== ''}
      onClose={onClose}
    >
      <FormField label={t('mfa.name')}>
        <Input value={label} onChange={({ detail }) => setLabel(detail.value)} />
      </FormField>
    </FormModal>
  );
}

/** Deletes a device of somebody. */
export function DeleteDevice({ person, device, onClose, onDone }: DeviceDialog) {
  const { t } = useTexts();
  const tell = useTell();
  const { SerialNumber, Label: name } = device;
  const action = useAction(async () => {
    await call('gatehouse', 'DeleteWorkforceUserMFADevice', { ...person, SerialNumber });
    tell(t('iam.deleted', { name }));
    onDone();
  });
  return (
    <Confirm
      title={t('idc.mfa.device.delete.title', { name })}
      submit={t('idc.mfa.device.delete')}
      action={action}
      word={WORD}
      onClose={onClose}
    >
      {t('idc.mfa.device.delete.lead')}
    </Confirm>
  );
}
