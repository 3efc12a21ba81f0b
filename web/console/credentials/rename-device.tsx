import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { useAction } from '../../shared/api/use-action.ts';
import { useTell } from '../../shared/frame/notices.tsx';
import { FormModal } from '../../shared/shown/form-modal.tsx';
import { call } from '../api/call.ts';
import { useTexts } from '../i18n/texts.tsx';
import type { Device } from './mfa-device.ts';

/** Gives a device another label; its serial number stays. */
export function RenameDevice(props: {
  readonly device: Device;
  readonly onClose: () => void;
  readonly onRenamed: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { device, onClose, onRenamed } = props;
  const [label, setLabel] = useState(device.Label);
  const wanted = label.trim();
  const rename = useAction(async () => {
    const { SerialNumber } = device;
    await call('gatehouse', 'RenameMFADevice', { SerialNumber, Label: wanted });
    tell(t('mfa.renamed', { name: wanted }));
    onRenamed();
  });
  return (
    <FormModal
      title={t('mfa.rename.title')}
      submit={t('mfa.rename')}
      action={rename}
      ready={wanted !== '' && wanted !== device.Label}
      onClose={onClose}
    >
      <FormField label={t('mfa.name')}>
        <Input value={label} onChange={({ detail }) => setLabel(detail.value)} />
      </FormField>
    </FormModal>
  );
}
