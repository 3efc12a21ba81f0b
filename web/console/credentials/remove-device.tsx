import { useAction } from '../../shared/api/use-action.ts';
import { useTell } from '../../shared/frame/notices.tsx';
import { Confirm } from '../../shared/shown/confirm.tsx';
import { call } from '../api/call.ts';
import { useSession } from '../frame/session.tsx';
import { useTexts } from '../i18n/texts.tsx';
import { type Device, deviceOwner, isApp } from './mfa-device.ts';

/** Asks before a device is taken off the caller; an authenticator app's is deleted with it. */
export function RemoveDevice(props: {
  readonly device: Device;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const owner = deviceOwner(useSession());
  const { device, onClose, onRemoved } = props;
  const { Label: name, SerialNumber } = device;
  const remove = useAction(async () => {
    await call('iam', 'DeactivateMFADevice', { UserName: owner, SerialNumber });
    if (isApp(device)) await call('iam', 'DeleteVirtualMFADevice', { SerialNumber });
    tell(t('mfa.removed', { name }));
    onRemoved();
  });
  return (
    <Confirm
      title={t('mfa.remove.title')}
      submit={t('mfa.remove')}
      word={name}
      action={remove}
      onClose={onClose}
    >
      {t('mfa.remove.ask', { name })}
    </Confirm>
  );
}
