import { useState } from 'react';
import { ChooseDevice, type NewDevice } from '../../shared/devices/choose-device.tsx';
import { RegisterPasskey } from '../../shared/devices/register-passkey.tsx';
import { call } from '../api/call.ts';
import { RegisterApp } from './register-app.tsx';

/** Registers a device: its kind and name first, then what that kind needs. */
export function RegisterDevice(props: {
  /** Whether passkeys work at this server's address: they do not at an IP address. */
  readonly isAddressFit: boolean;
  readonly onClose: () => void;
  readonly onRegistered: () => void;
}) {
  const { isAddressFit, onClose, onRegistered } = props;
  const [chosen, setChosen] = useState<NewDevice>();
  if (!chosen) {
    return <ChooseDevice isAddressFit={isAddressFit} onClose={onClose} onChoose={setChosen} />;
  }
  const { kind, name } = chosen;
  const common = { name, onClose, onRegistered };
  if (kind === 'app') return <RegisterApp {...common} />;
  return (
    <RegisterPasskey
      {...common}
      start={async () => (await call('gatehouse', 'StartPasskeyRegistration', {})).Options}
      complete={(Response) =>
        call('gatehouse', 'CompletePasskeyRegistration', { Label: name, Response })
      }
    />
  );
}
