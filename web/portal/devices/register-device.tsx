import { useState } from 'react';
import { ChooseDevice, type NewDevice } from '../../shared/devices/choose-device.tsx';
import { usePortal } from '../frame/portal.tsx';
import { RegisterApp } from './register-app.tsx';
import { RegisterPasskey } from './register-passkey.tsx';

/** Registers a device: its kind and name first, of the kinds that are allowed (R052). */
export function RegisterDevice(props: {
  readonly onClose: () => void;
  readonly onRegistered: () => void;
}) {
  const { Types, PasskeysPossible } = usePortal().Devices;
  const { onClose, onRegistered } = props;
  const [chosen, setChosen] = useState<NewDevice>();
  if (!chosen) {
    const kinds = Types.map((type) => (type === 'passkey' ? 'passkey' : 'app'));
    return (
      <ChooseDevice
        isAddressFit={PasskeysPossible}
        kinds={kinds}
        onClose={onClose}
        onChoose={setChosen}
      />
    );
  }
  const Register = chosen.kind === 'app' ? RegisterApp : RegisterPasskey;
  return <Register name={chosen.name} onClose={onClose} onRegistered={onRegistered} />;
}
