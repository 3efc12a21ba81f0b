import Box from '@cloudscape-design/components/box';
import { useState } from 'react';
import { call } from '../api/call.ts';
import { useAction } from '../api/use-action.ts';
import { useTell } from '../frame/notices.tsx';
import { useSession } from '../frame/session.tsx';
import { useTexts } from '../i18n/texts.tsx';
import { FormModal } from '../shared/form-modal.tsx';
import { ClockHint } from './clock-hint.tsx';
import { areCodes, CodeFields, NO_CODES } from './code-fields.tsx';
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
