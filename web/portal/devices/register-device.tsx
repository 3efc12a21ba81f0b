import { useState } from 'react';
import { ChooseDevice, type NewDevice } from '../../shared/devices/choose-device.tsx';
import { RegisterPasskey } from '../../shared/devices/register-passkey.tsx';
import { call } from '../api/call.ts';
import { usePortal } from '../frame/portal.tsx';
import { RegisterApp } from './register-app.tsx';

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
  const { kind, name } = chosen;
  const common = { name, onClose, onRegistered };
  if (kind === 'app') return <RegisterApp {...common} />;
  return (
    <RegisterPasskey
      {...common}
      start={async () => (await call('StartRegistration', { Type: 'passkey' })).Options ?? '{}'}
      complete={(Response) => call('CompleteRegistration', { Label: name, Response })}
    />
  );
}
