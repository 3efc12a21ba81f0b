import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { Moment } from '../../../shared/shown/moment.tsx';
import { call } from '../../api/call.ts';
import { usePages } from '../../api/use-pages.ts';
import { type Translate, useTexts } from '../../i18n/texts.tsx';
import { onePage } from '../../iam/shared/all-pages.ts';
import { type Columns, ResourceTable } from '../../shared/resource-table.tsx';
import { useInstance } from '../shared/instance.tsx';
import type { Session } from './workforce.ts';

/** Where somebody is signed in, browsers and command lines, with the power to end it. */
export function Sessions({ id, name }: { readonly id: string; readonly name: string }) {
  const { t } = useTexts();
  const tell = useTell();
  const { storeId: IdentityStoreId } = useInstance();
  const person = { IdentityStoreId, UserId: id };
  const [selected, setSelected] = useState<readonly Session[]>([]);
  const [asking, setAsking] = useState<'some' | 'all'>();
  const pages = usePages<Session>(`sessions of ${id}`, (_token, signal) =>
    onePage(
      call('gatehouse', 'ListWorkforceUserSessions', person, signal).then(
        ({ Sessions }) => Sessions,
      ),
    ),
  );
  const action = useAction(async () => {
    if (asking === 'all') await call('gatehouse', 'EndWorkforceUserSessions', person);
    else {
      for (const { SessionId } of selected) {
        await call('gatehouse', 'EndWorkforceUserSession', { ...person, SessionId });
      }
    }
    tell(t('iam.sessions.ended', { name }));
    setSelected([]);
    pages.reload();
  });
  return (
    <>
      <ResourceTable
        title={t('idc.sessions')}
        description={t('idc.sessions.lead')}
        pages={pages}
        idOf={({ SessionId }) => SessionId}
        empty={t('sessions.none')}
        selectionType="multi"
        selected={selected}
        onSelect={setSelected}
        columns={columnsOf(t)}
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
      />
      {asking && (
        <Confirm
          title={t('iam.sessions.end.title', { name })}
          submit={t(asking === 'all' ? 'iam.sessions.endAll' : 'iam.sessions.end')}
          action={action}
          onClose={() => setAsking(undefined)}
        >
          {t('idc.sessions.end.lead')}
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
      isRowHeader: true,
    },
    {
      id: 'address',
      header: t('sessions.address'),
      cell: ({ SourceAddress }) => SourceAddress,
    },
    {
      id: 'began',
      header: t('sessions.created'),
      cell: ({ CreatedAt }) => <Moment seconds={CreatedAt} />,
    },
    {
      id: 'used',
      header: t('iam.lastUsed'),
      cell: ({ LastUsedAt }) => <Moment seconds={LastUsedAt} />,
    },
    {
      id: 'ends',
      header: t('iam.sessions.ends'),
      cell: ({ ExpiresAt }) => <Moment seconds={ExpiresAt} />,
    },
  ];
}
