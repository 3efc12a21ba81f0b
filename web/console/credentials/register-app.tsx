import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useState } from 'react';
import { call } from '../api/call.ts';
import { useAction } from '../api/use-action.ts';
import { useQuery } from '../api/use-query.ts';
import { useTell } from '../frame/notices.tsx';
import { useSession } from '../frame/session.tsx';
import { useTexts } from '../i18n/texts.tsx';
import { Copied } from '../shared/code-block.tsx';
import { FailureAlert } from '../shared/failure-alert.tsx';
import { FormModal } from '../shared/form-modal.tsx';
import { ClockHint } from './clock-hint.tsx';
import { areCodes, CodeFields, NO_CODES } from './code-fields.tsx';
import { deviceOwner, spacedSecret } from './mfa-device.ts';

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
          <Seed made={made.value} />
          <CodeFields codes={codes} onChange={setCodes} />
          <ClockHint failure={enable.failure} />
        </SpaceBetween>
      )}
    </FormModal>
  );
}

function Seed({ made }: { readonly made: MadeDevice }) {
  const { t } = useTexts();
  const [shown, setShown] = useState(false);
  return (
    <>
      <img
        className="qr-code"
        src={`data:image/png;base64,${made.picture}`}
        alt={t('mfa.app.picture')}
        width="200"
        height="200"
      />
      {shown ? (
        <Copied text={made.secret} shown={spacedSecret(made.secret)} label={t('mfa.app.secret')} />
      ) : (
        <Button variant="inline-link" formAction="none" onClick={() => setShown(true)}>
          {t('mfa.app.showSecret')}
        </Button>
      )}
    </>
  );
}
