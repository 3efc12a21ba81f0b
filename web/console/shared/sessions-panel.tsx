import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useAction } from '../../shared/api/use-action.ts';
import { useTell } from '../../shared/frame/notices.tsx';
import { Confirm } from '../../shared/shown/confirm.tsx';
import { Moment } from '../../shared/shown/moment.tsx';
import { type PageOf, usePages } from '../api/use-pages.ts';
import { type Translate, useTexts } from '../i18n/texts.tsx';
import { type Columns, ResourceTable } from './resource-table.tsx';

/** A session as operations of `gatehouse` list it; times in seconds since 1970. */
interface Session {
  readonly SessionId: string;
  readonly Device: string;
  readonly SourceAddress: string;
  readonly CreatedAt: number;
  readonly LastUsedAt: number;
  readonly ExpiresAt: number;
}

/** Where somebody is signed in, with the power to end it. */
export function SessionsPanel(props: {
  readonly title: string;
  readonly lead: string;
  /** Whose they are. */
  readonly name: string;
  /** The key under which the list is kept. */
  readonly listing: string;
  readonly list: (signal: AbortSignal) => Promise<PageOf<Session>>;
  readonly end: (sessionId: string) => Promise<unknown>;
  readonly endAll: () => Promise<unknown>;
  /** What ends with a session. */
  readonly warning: string;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { title, lead, name, listing, list, end, endAll, warning } = props;
  const [selected, setSelected] = useState<readonly Session[]>([]);
  const [asking, setAsking] = useState<'some' | 'all'>();
  const pages = usePages<Session>(listing, (_token, signal) => list(signal));
  const action = useAction(async () => {
    if (asking === 'all') await endAll();
    else for (const { SessionId } of selected) await end(SessionId);
    tell(t('iam.sessions.ended', { name }));
    setSelected([]);
    pages.reload();
  });
  return (
    <>
      <ResourceTable
        title={title}
        description={lead}
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
        columns={columnsOf(t)}
      />
      {asking && (
        <Confirm
          title={t('iam.sessions.end.title', { name })}
          submit={t(asking === 'all' ? 'iam.sessions.endAll' : 'iam.sessions.end')}
          action={action}
          onClose={() => setAsking(undefined)}
        >
          {warning}
        </Confirm>
      )}
    </>
  );
}

function columnsOf(t: Translate): Columns<Session> {
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
      cell: ({ CreatedAt }) => <Moment seconds={CreatedAt} />,
      sortingField: 'CreatedAt',
    },
    {
      id: 'used',
      header: t('iam.lastUsed'),
      cell: ({ LastUsedAt }) => <Moment seconds={LastUsedAt} />,
      sortingField: 'LastUsedAt',
    },
    {
      id: 'ends',
      header: t('iam.sessions.ends'),
      cell: ({ ExpiresAt }) => <Moment seconds={ExpiresAt} />,
      sortingField: 'ExpiresAt',
    },
  ];
}
