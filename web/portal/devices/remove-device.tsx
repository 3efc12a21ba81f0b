import { useAction } from '../../shared/api/use-action.ts';
import { useTell } from '../../shared/frame/notices.tsx';
import { Confirm } from '../../shared/shown/confirm.tsx';
import { call } from '../api/call.ts';
import type { Device } from '../api/operations.ts';
import { useTexts } from '../i18n/texts.ts';

/** Asks before a device is removed. */
export function RemoveDevice(props: {
  readonly device: Device;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { device, onClose, onRemoved } = props;
  const { Label: name, SerialNumber } = device;
  const remove = useAction(async () => {
    await call('DeleteDevice', { SerialNumber });
    tell(t('mfa.removed', { name }));
    onRemoved();
  });
  return (
    <Confirm
      title={t('mfa.remove.title')}
      submit={t('mfa.remove')}
      action={remove}
      onClose={onClose}
    >
      {t('devices.remove.ask', { name })}
    </Confirm>
  );
}
