import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { useFormat } from '../../../shared/i18n/format.ts';
import type { Format } from '../../../shared/i18n/time-format.ts';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { usePages } from '../../api/use-pages.ts';
import { type Translate, useTexts } from '../../i18n/texts.tsx';
import { type Columns, ResourceTable } from '../../shared/resource-table.tsx';
import { onePage } from './all-pages.ts';

type Session = OutputOf<'gatehouse', 'ListSessions'>['Sessions'][number];

/** The console sessions of a user or role, with the power to end them. */
export function SessionsPanel(props: {
  readonly whose: { readonly UserName: string } | { readonly RoleName: string };
  readonly name: string;
}) {
  const { t } = useTexts();
  const format = useFormat();
  const tell = useTell();
  const { whose, name } = props;
  const [selected, setSelected] = useState<readonly Session[]>([]);
  const [asking, setAsking] = useState<'some' | 'all'>();
  const pages = usePages<Session>(`sessions of ${JSON.stringify(whose)}`, (_token, signal) =>
    onePage(call('gatehouse', 'ListSessions', whose, signal).then(({ Sessions }) => Sessions)),
  );
  const action = useAction(async () => {
    if (asking === 'all') await call('gatehouse', 'EndSessions', whose);
    else {
      for (const { SessionId } of selected) {
        await call('gatehouse', 'EndSession', { SessionId, ...whose });
      }
    }
    tell(t('iam.sessions.ended', { name }));
    setSelected([]);
    pages.reload();
  });
  return (
    <>
      <ResourceTable
        title={t('iam.sessions')}
        description={t('iam.sessions.lead')}
        pages={pages}
        idOf={({ SessionId }) => SessionId}
        searched={({ Device, SourceAddress }) => `${Device} ${SourceAddress}`}
        empty={t('sessions.none')}
        selectionType="multi"
        selected={selected}
        onSelect={setSelected}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={selected.length === 0} onClick={() => setAsking('some')}>
              {t('iam.sessions.end')}
            </Button>
            <Button disabled={pages.items.length === 0} onClick={() => setAsking('all')}>
              {t('iam.sessions.endAll')}
            </Button>
          </SpaceBetween>
        }
        columns={columnsOf(t, format)}
      />
      {asking && (
        <Confirm
          title={t('iam.sessions.end.title', { name })}
          submit={t(asking === 'all' ? 'iam.sessions.endAll' : 'iam.sessions.end')}
          action={action}
          onClose={() => setAsking(undefined)}
        >
          {t('iam.sessions.end.lead')}
        </Confirm>
      )}
    </>
  );
}

function columnsOf(t: Translate, format: Format): Columns<Session> {
  return [
    {
      id: 'device',
      header: t('sessions.device'),
      cell: ({ Device }) => Device,
      sortingField: 'Device',
      isRowHeader: true,
    },
    {
      id: 'address',
      header: t('sessions.address'),
      cell: ({ SourceAddress }) => SourceAddress,
      sortingField: 'SourceAddress',
    },
    {
      id: 'began',
      header: t('sessions.created'),
      cell: ({ CreatedAt }) => format.moment(CreatedAt),
      sortingField: 'CreatedAt',
    },
    {
      id: 'used',
      header: t('iam.lastUsed'),
      cell: ({ LastUsedAt }) => format.moment(LastUsedAt),
      sortingField: 'LastUsedAt',
    },
    {
      id: 'ends',
      header: t('iam.sessions.ends'),
      cell: ({ ExpiresAt }) => format.moment(ExpiresAt),
      sortingField: 'ExpiresAt',
    },
  ];
}
