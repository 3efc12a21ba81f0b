import Box from '@cloudscape-design/components/box';
import { useState } from 'react';
import { useAction } from '../../shared/api/use-action.ts';
import { ClockHint } from '../../shared/devices/clock-hint.tsx';
import { areCodes, CodeFields, NO_CODES } from '../../shared/devices/code-fields.tsx';
import { useTell } from '../../shared/frame/notices.tsx';
import { FormModal } from '../../shared/shown/form-modal.tsx';
import { call } from '../api/call.ts';
import { useSession } from '../frame/session.tsx';
import { useTexts } from '../i18n/texts.tsx';
import { type Device, deviceOwner } from './mfa-device.ts';

/** Sets the server's notion of a device's clock right by two codes in a row (R055). */
export function ResyncDevice(props: { readonly device: Device; readonly onClose: () => void }) {
  const { t } = useTexts();
  const tell = useTell();
  const owner = deviceOwner(useSession());
  const { device, onClose } = props;
  const [codes, setCodes] = useState(NO_CODES);
  const resync = useAction(async () => {
    await call('iam', 'ResyncMFADevice', {
      UserName: owner,
      SerialNumber: device.SerialNumber,
      AuthenticationCode1: codes[0],
      AuthenticationCode2: codes[1],
    });
    tell(t('mfa.resynced', { name: device.Label }));
  });
  return (
    <FormModal
      title={t('mfa.resync.title')}
      submit={t('mfa.resync')}
      action={resync}
      ready={areCodes(codes)}
      onClose={onClose}
    >
      <Box>{t('mfa.resync.lead')}</Box>
      <CodeFields codes={codes} onChange={setCodes} />
      <ClockHint failure={resync.failure} />
    </FormModal>
  );
}
