import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useQuery } from '../../shared/api/use-query.ts';
import { Moment } from '../../shared/shown/moment.tsx';
import { call } from '../api/call.ts';
import { type Translate, useTexts } from '../i18n/texts.tsx';
import { type Columns, ResourceTable } from '../shared/resource-table.tsx';
import { type Device, isApp, MOST_DEVICES } from './mfa-device.ts';
import { MfaStatus } from './mfa-status.tsx';
import { RegisterDevice } from './register-device.tsx';
import { RemoveDevice } from './remove-device.tsx';
import { RenameDevice } from './rename-device.tsx';
import { ResyncDevice } from './resync-device.tsx';

type Act = 'rename' | 'resync' | 'remove';

/** The caller's second factors, and what is done with them. */
export function MfaDevices() {
  const { t } = useTexts();
  const [registering, setRegistering] = useState(false);
  const [act, setAct] = useState<{ readonly kind: Act; readonly device: Device }>();
  const { value, failure, loading, reload } = useQuery('mfa-devices', (signal) =>
    call('gatehouse', 'ListMFADeviceDetails', {}, signal),
  );
  const items = value?.Devices ?? [];
  const close = (): void => setAct(undefined);
  return (
    <>
      <ResourceTable
        title={t('mfa.title')}
        description={t('mfa.lead', { most: MOST_DEVICES })}
        pages={{ items, failure, loading, reload, hasMore: false, more: reload }}
        columns={columnsOf(t, (kind, device) => setAct({ kind, device }))}
        idOf={({ SerialNumber }) => SerialNumber}
        empty={t('mfa.none')}
        actions={
          <Button
            disabled={value === undefined || items.length >= MOST_DEVICES}
            onClick={() => setRegistering(true)}
          >
            {t('mfa.register')}
          </Button>
        }
      />
      {registering && (
        <RegisterDevice
          isAddressFit={value?.PasskeysUnavailable === undefined}
          onClose={() => setRegistering(false)}
          onRegistered={reload}
        />
      )}
      {act?.kind === 'rename' && (
        <RenameDevice device={act.device} onClose={close} onRenamed={reload} />
      )}
      {act?.kind === 'resync' && <ResyncDevice device={act.device} onClose={close} />}
      {act?.kind === 'remove' && (
        <RemoveDevice device={act.device} onClose={close} onRemoved={reload} />
      )}
    </>
  );
}

function columnsOf(t: Translate, onAct: (kind: Act, device: Device) => void): Columns<Device> {
  return [
    {
      id: 'name',
      header: t('mfa.name'),
      isRowHeader: true,
      minWidth: 140,
      cell: ({ Label }) => <span className="value">{Label}</span>,
      sortingField: 'Label',
    },
    {
      id: 'kind',
      header: t('mfa.kind'),
      minWidth: 150,
      cell: (device) => <MfaStatus device={device} />,
    },
    {
      id: 'serial',
      header: t('mfa.serial'),
      minWidth: 180,
      cell: ({ SerialNumber }) => <span className="value">{SerialNumber}</span>,
    },
    {
      id: 'enabled',
      header: t('mfa.enabled'),
      cell: ({ EnableDate }) => <Moment seconds={EnableDate} />,
      sortingField: 'EnableDate',
    },
    {
      id: 'used',
      header: t('sessions.used'),
      cell: ({ LastUsedDate }) => <Moment seconds={LastUsedDate} />,
      sortingField: 'LastUsedDate',
    },
    {
      id: 'act',
      header: t('common.actions'),
      cell: (device) => <Acts device={device} onAct={onAct} t={t} />,
    },
  ];
}

function Acts(props: {
  readonly device: Device;
  readonly onAct: (kind: Act, device: Device) => void;
  readonly t: Translate;
}) {
  const { device, onAct, t } = props;
  const acts: readonly Act[] = isApp(device)
    ? ['rename', 'resync', 'remove']
    : ['rename', 'remove'];
  return (
    <SpaceBetween direction="horizontal" size="s">
      {acts.map((act) => (
        <Button
          key={act}
          variant="inline-link"
          ariaLabel={`${t(`mfa.${act}`)}: ${device.Label}`}
          onClick={() => onAct(act, device)}
        >
          {t(`mfa.${act}`)}
        </Button>
      ))}
    </SpaceBetween>
  );
}
