import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';
import { useQuery } from '../../shared/api/use-query.ts';
import { Loaded } from '../../shared/shown/loaded.tsx';
import { Moment } from '../../shared/shown/moment.tsx';
import { call } from '../api/call.ts';
import type { Device } from '../api/operations.ts';
import { usePortal } from '../frame/portal.tsx';
import { type Translate, useTexts } from '../i18n/texts.ts';
import { RegisterDevice } from './register-device.tsx';
import { RemoveDevice } from './remove-device.tsx';
import { RenameDevice } from './rename-device.tsx';

type Act = 'rename' | 'remove';

/** The person's second factors, and what they may do with them. */
export function Devices() {
  const { t } = useTexts();
  const { OwnManagement } = usePortal().Devices;
  const [registering, setRegistering] = useState(false);
  const [act, setAct] = useState<{ readonly kind: Act; readonly device: Device }>();
  const devices = useQuery('devices', (signal) => call('ListDevices', {}, signal));
  const close = (): void => setAct(undefined);
  return (
    <>
      {!OwnManagement && <Alert type="info">{t('devices.managed')}</Alert>}
      <Loaded query={devices}>
        {({ Devices: items }) => (
          <Table
            variant="container"
            items={items}
            trackBy={({ SerialNumber }) => SerialNumber}
            empty={t('mfa.none')}
            wrapLines
            header={
              <Header
                variant="h2"
                counter={`(${items.length})`}
                description={t('devices.lead')}
                actions={
                  OwnManagement && (
                    <Button onClick={() => setRegistering(true)}>{t('mfa.register')}</Button>
                  )
                }
              >
                {t('mfa.title')}
              </Header>
            }
            columnDefinitions={columnsOf(t, OwnManagement, (kind, device) =>
              setAct({ kind, device }),
            )}
          />
        )}
      </Loaded>
      {registering && (
        <RegisterDevice onClose={() => setRegistering(false)} onRegistered={devices.reload} />
      )}
      {act?.kind === 'rename' && (
        <RenameDevice device={act.device} onClose={close} onRenamed={devices.reload} />
      )}
      {act?.kind === 'remove' && (
        <RemoveDevice device={act.device} onClose={close} onRemoved={devices.reload} />
      )}
    </>
  );
}

function kindOf({ Type, Synced = false }: Device, t: Translate): string {
  if (Type === 'authenticator') return t('mfa.kind.app');
  return t(Synced ? 'mfa.kind.synced' : 'mfa.kind.passkey');
}

function columnsOf(t: Translate, mayAct: boolean, onAct: (kind: Act, device: Device) => void) {
  return [
    {
      id: 'name',
      header: t('mfa.name'),
      isRowHeader: true,
      cell: ({ Label }: Device) => <span className="value">{Label}</span>,
    },
    { id: 'kind', header: t('mfa.kind'), cell: (device: Device) => kindOf(device, t) },
    {
      id: 'added',
      header: t('mfa.enabled'),
      cell: ({ AddedAt }: Device) => <Moment seconds={AddedAt} />,
    },
    {
      id: 'used',
      header: t('sessions.used'),
      cell: ({ LastUsedAt }: Device) => <Moment seconds={LastUsedAt} />,
    },
    ...(mayAct
      ? [
          {
            id: 'act',
            header: t('common.actions'),
            cell: (device: Device) => acts(device, t, onAct),
          },
        ]
      : []),
  ];
}

function acts(device: Device, t: Translate, onAct: (kind: Act, device: Device) => void) {
  return (
    <SpaceBetween direction="horizontal" size="s">
      {(['rename', 'remove'] as const).map((act) => (
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
