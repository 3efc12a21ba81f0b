import { useState } from 'react';
import { ChooseDevice, type NewDevice } from '../../shared/devices/choose-device.tsx';
import { RegisterApp } from './register-app.tsx';
import { RegisterPasskey } from './register-passkey.tsx';

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
  const Register = chosen.kind === 'app' ? RegisterApp : RegisterPasskey;
  return <Register name={chosen.name} onClose={onClose} onRegistered={onRegistered} />;
}
