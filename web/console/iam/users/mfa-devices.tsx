import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { useFormat } from '../../../shared/i18n/format.ts';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { call } from '../../api/call.ts';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { removeDevice } from './delete-user.ts';

interface Device {
  readonly SerialNumber: string;
  readonly EnableDate: number;
}

/** The MFA devices of a user. Their own page is where users register them. */
export function MfaDevices({ name }: { readonly name: string }) {
  const { t } = useTexts();
  const format = useFormat();
  const tell = useTell();
  const [selected, setSelected] = useState<readonly Device[]>([]);
  const [asking, setAsking] = useState(false);
  const pages = usePages<Device>(`devices of ${name}`, async (Marker, signal) => {
    const answer = await call('iam', 'ListMFADevices', { UserName: name, Marker }, signal);
    return { items: answer.MFADevices, next: answer.Marker };
  });
  const serial = selected[0]?.SerialNumber ?? '';
  const action = useAction(async () => {
    await removeDevice(name, serial);
    tell(t('iam.mfa.removed', { serial }));
    setSelected([]);
    pages.reload();
  });
  return (
    <>
      <ResourceTable
        title={t('iam.mfa')}
        description={t('iam.mfa.lead')}
        pages={pages}
        idOf={({ SerialNumber }) => SerialNumber}
        empty={t('iam.mfa.none')}
        selectionType="single"
        selected={selected}
        onSelect={setSelected}
        actions={
          <Button disabled={serial === ''} onClick={() => setAsking(true)}>
            {t('iam.mfa.remove')}
          </Button>
        }
        columns={[
          {
            id: 'serial',
            header: t('iam.mfa.serial'),
            cell: ({ SerialNumber }) => <span className="value">{SerialNumber}</span>,
            isRowHeader: true,
          },
          {
            id: 'since',
            header: t('iam.mfa.since'),
            cell: ({ EnableDate }) => format.moment(EnableDate),
          },
        ]}
      />
      {asking && (
        <Confirm
          title={t('iam.mfa.remove')}
          submit={t('iam.mfa.remove')}
          action={action}
          word={name}
          onClose={() => setAsking(false)}
        >
          {t('iam.mfa.remove.lead', { name })} <span className="value">{serial}</span>
        </Confirm>
      )}
    </>
  );
}
