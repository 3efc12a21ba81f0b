import Badge from '@cloudscape-design/components/badge';
import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import { EndSession } from '../../shared/shown/end-session.tsx';
import { Moment } from '../../shared/shown/moment.tsx';
import { call } from '../api/call.ts';
import type { OutputOf } from '../api/operations.ts';
import { usePages } from '../api/use-pages.ts';
import { type Translate, useTexts } from '../i18n/texts.tsx';
import { type Columns, ResourceTable } from '../shared/resource-table.tsx';

type SignedIn = OutputOf<'gatehouse', 'ListSessions'>['Sessions'][number];

/** What is to be ended: one session, or all but this one. */
type Ending = SignedIn | 'others';

/** Where the caller is signed in, and ending that. */
export function Sessions() {
  const { t } = useTexts();
  const [ending, setEnding] = useState<Ending>();
  const pages = usePages('sessions', async (_, signal) => ({
    items: (await call('gatehouse', 'ListSessions', {}, signal)).Sessions,
    next: undefined,
  }));
  const hasOthers = pages.items.some(({ Current }) => !Current);
  return (
    <>
      <ResourceTable
        title={t('sessions.title')}
        description={t('sessions.lead')}
        pages={pages}
        columns={columnsOf(t, setEnding)}
        idOf={({ SessionId }) => SessionId}
        empty={t('sessions.none')}
        actions={
          <Button disabled={!hasOthers} onClick={() => setEnding('others')}>
            {t('sessions.endOthers')}
          </Button>
        }
      />
      {ending && (
        <EndSession
          device={ending === 'others' ? undefined : ending.Device}
          end={() =>
            ending === 'others'
              ? call('gatehouse', 'EndSessions', { KeepCurrent: true })
              : call('gatehouse', 'EndSession', { SessionId: ending.SessionId })
          }
          onClose={() => setEnding(undefined)}
          onEnded={pages.reload}
        />
      )}
    </>
  );
}

function columnsOf(t: Translate, onEnd: (session: SignedIn) => void): Columns<SignedIn> {
  return [
    {
      id: 'device',
      header: t('sessions.device'),
      isRowHeader: true,
      minWidth: 160,
      cell: ({ Current, Device }) => (
        <>
          {Device} {Current && <Badge color="green">{t('sessions.current')}</Badge>}
        </>
      ),
    },
    {
      id: 'address',
      header: t('sessions.address'),
      cell: ({ SourceAddress }) => SourceAddress,
    },
    {
      id: 'created',
      header: t('sessions.created'),
      cell: ({ CreatedAt }) => <Moment seconds={CreatedAt} />,
      sortingField: 'CreatedAt',
    },
    {
      id: 'used',
      header: t('sessions.used'),
      cell: ({ LastUsedAt }) => <Moment seconds={LastUsedAt} />,
      sortingField: 'LastUsedAt',
    },
    {
      id: 'act',
      header: t('common.actions'),
      cell: (session) =>
        session.Current ? (
          '-'
        ) : (
          <Button
            variant="inline-link"
            ariaLabel={t('sessions.end.named', { device: session.Device })}
            onClick={() => onEnd(session)}
          >
            {t('sessions.end')}
          </Button>
        ),
    },
  ];
}
