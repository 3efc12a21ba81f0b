import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { Moment } from '../../../shared/shown/moment.tsx';
import { call } from '../../api/call.ts';
import { usePages } from '../../api/use-pages.ts';
import { type Translate, useTexts } from '../../i18n/texts.tsx';
import { onePage } from '../../iam/shared/all-pages.ts';
import { type Columns, ResourceTable } from '../../shared/resource-table.tsx';
import { useInstance } from '../shared/instance.tsx';
import { DeleteDevice, RenameDevice } from './device-dialogs.tsx';
import type { Device } from './workforce.ts';

type Act = 'rename' | 'delete';

/** The MFA devices of somebody. */
export function MfaDevices({ id, name }: { readonly id: string; readonly name: string }) {
  const { t } = useTexts();
  const { storeId: IdentityStoreId } = useInstance();
  const person = { IdentityStoreId, UserId: id };
  const [act, setAct] = useState<{ readonly kind: Act; readonly device: Device }>();
  const pages = usePages<Device>(`devices of ${id}`, (_token, signal) =>
    onePage(
      call('gatehouse', 'ListWorkforceUserMFADevices', person, signal).then(
        ({ Devices }) => Devices,
      ),
    ),
  );
  const dialog = { person, onClose: () => setAct(undefined), onDone: pages.reload };
  return (
    <>
      <ResourceTable
        title={t('idc.mfa.devices')}
        description={t('idc.mfa.devices.lead', { name })}
        pages={pages}
        idOf={({ SerialNumber }) => SerialNumber}
        empty={t('idc.mfa.devices.none')}
        columns={columnsOf(t, (kind, device) => setAct({ kind, device }))}
      />
      {act?.kind === 'rename' && <RenameDevice {...dialog} device={act.device} />}
      {act?.kind === 'delete' && <DeleteDevice {...dialog} device={act.device} />}
    </>
  );
}

function columnsOf(t: Translate, onAct: (kind: Act, device: Device) => void): Columns<Device> {
  return [
    {
      id: 'name',
      header: t('mfa.name'),
      cell: ({ Label }) => <span className="value">{Label}</span>,
      isRowHeader: true,
    },
    {
      id: 'kind',
      header: t('mfa.kind'),
      cell: ({ Kind }) => t(Kind === 'passkey' ? 'idc.mfa.passkey' : 'idc.mfa.authenticator'),
    },
    {
      id: 'enabled',
      header: t('mfa.enabled'),
      cell: ({ EnableDate }) => <Moment seconds={EnableDate} />,
    },
    {
      id: 'used',
      header: t('sessions.used'),
      cell: ({ LastUsedDate }) => <Moment seconds={LastUsedDate} />,
    },
    {
      id: 'act',
      header: t('common.actions'),
      cell: (device) => (
        <SpaceBetween direction="horizontal" size="s">
          {(['rename', 'delete'] as const).map((kind) => (
            <Button
              key={kind}
              variant="inline-link"
              ariaLabel={`${t(`idc.mfa.device.${kind}`)}: ${device.Label}`}
              onClick={() => onAct(kind, device)}
            >
              {t(`idc.mfa.device.${kind}`)}
            </Button>
          ))}
        </SpaceBetween>
      ),
    },
  ];
}
