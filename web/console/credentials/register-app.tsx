import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useState } from 'react';
import { useAction } from '../../shared/api/use-action.ts';
import { useQuery } from '../../shared/api/use-query.ts';
import { ClockHint } from '../../shared/devices/clock-hint.tsx';
import { areCodes, CodeFields, NO_CODES } from '../../shared/devices/code-fields.tsx';
import { Seed } from '../../shared/devices/seed.tsx';
import { useTell } from '../../shared/frame/notices.tsx';
import { FailureAlert } from '../../shared/shown/failure-alert.tsx';
import { FormModal } from '../../shared/shown/form-modal.tsx';
import { call } from '../api/call.ts';
import { useSession } from '../frame/session.tsx';
import { useTexts } from '../i18n/texts.tsx';
import { deviceOwner } from './mfa-device.ts';

/** A virtual device that was made and is not enabled yet. */
interface MadeDevice {
  readonly serial: string;
  /** Base32. */
  readonly secret: string;
  /** A PNG in base64. */
  readonly picture: string;
}

async function makeDevice(name: string, signal: AbortSignal): Promise<MadeDevice> {
  const input = { VirtualMFADeviceName: name };
  const made = (await call('iam', 'CreateVirtualMFADevice', input, signal)).VirtualMFADevice;
  return {
    serial: made.SerialNumber,
    secret: atob(made.Base32StringSeed ?? ''),
    picture: made.QRCodePNG ?? '',
  };
}

/** Registers an authenticator app: its picture or secret key, then two codes in a row. */
export function RegisterApp(props: {
  readonly name: string;
  readonly onClose: () => void;
  readonly onRegistered: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const owner = deviceOwner(useSession());
  const { name, onClose, onRegistered } = props;
  const [codes, setCodes] = useState(NO_CODES);
  const made = useQuery(name, (signal) => makeDevice(name, signal));
  const enable = useAction(async () => {
    await call('iam', 'EnableMFADevice', {
      UserName: owner,
      SerialNumber: made.value?.serial ?? '',
      AuthenticationCode1: codes[0],
      AuthenticationCode2: codes[1],
    });
    tell(t('mfa.registered', { name }));
    onRegistered();
  });
  /** What nobody enabled goes again; whoever may not delete it leaves it to an administrator. */
  const giveUp = (): void => {
    const SerialNumber = made.value?.serial;
    if (SerialNumber !== undefined) {
      call('iam', 'DeleteVirtualMFADevice', { SerialNumber }).catch(() => undefined);
    }
    onClose();
  };
  return (
    <FormModal
      title={t('mfa.app.title')}
      submit={t('mfa.register')}
      action={enable}
      ready={made.value !== undefined && areCodes(codes)}
      onClose={giveUp}
      onDone={onClose}
    >
      {made.loading && <Spinner />}
      {made.failure && <FailureAlert failure={made.failure} />}
      {made.value && (
        <SpaceBetween size="m">
          <Box>{t('mfa.app.lead')}</Box>
          <Seed secret={made.value.secret} picture={made.value.picture} />
          <CodeFields codes={codes} onChange={setCodes} />
          <ClockHint failure={enable.failure} />
        </SpaceBetween>
      )}
    </FormModal>
  );
}
