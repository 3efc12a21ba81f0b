import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { useAction } from '../../shared/api/use-action.ts';
import { isDeviceName } from '../../shared/devices/device-name.ts';
import { useTell } from '../../shared/frame/notices.tsx';
import { FormModal } from '../../shared/shown/form-modal.tsx';
import { call } from '../api/call.ts';
import type { Device } from '../api/operations.ts';
import { useTexts } from '../i18n/texts.ts';

/** Gives a device another name. */
export function RenameDevice(props: {
  readonly device: Device;
  readonly onClose: () => void;
  readonly onRenamed: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { device, onClose, onRenamed } = props;
  const { SerialNumber } = device;
  const [name, setName] = useState(device.Label);
  const rename = useAction(async () => {
    await call('RenameDevice', { SerialNumber, Label: name });
    tell(t('mfa.renamed', { name }));
    onRenamed();
  });
  const isWrong = name !== '' && !isDeviceName(name);
  return (
    <FormModal
      title={t('mfa.rename.title')}
      submit={t('mfa.rename')}
      action={rename}
      ready={isDeviceName(name) && name !== device.Label}
      onClose={onClose}
    >
      <FormField
        label={t('mfa.name')}
        constraintText={t('mfa.name.rule')}
        errorText={isWrong ? t('mfa.name.wrong') : ''}
      >
        <Input value={name} onChange={({ detail }) => setName(detail.value)} />
      </FormField>
    </FormModal>
  );
}
