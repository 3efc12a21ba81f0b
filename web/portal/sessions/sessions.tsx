import Badge from '@cloudscape-design/components/badge';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';
import { useQuery } from '../../shared/api/use-query.ts';
import { EndSession } from '../../shared/shown/end-session.tsx';
import { Loaded } from '../../shared/shown/loaded.tsx';
import { Moment } from '../../shared/shown/moment.tsx';
import { call } from '../api/call.ts';
import type { PortalSession } from '../api/operations.ts';
import { type Translate, useTexts } from '../i18n/texts.ts';

/** What is to be ended: one session, or all but this one. */
type Ending = PortalSession | 'others';

/** Browsers and command lines that are signed in, and ending that. */
export function Sessions() {
  const { t } = useTexts();
  const [ending, setEnding] = useState<Ending>();
  const sessions = useQuery('sessions', (signal) => call('ListSessions', {}, signal));
  return (
    <>
      <Loaded query={sessions}>
        {({ Sessions: items }) => (
          <Table
            variant="container"
            items={items}
            trackBy={({ SessionId }) => SessionId}
            wrapLines
            header={
              <Header
                variant="h2"
                counter={`(${items.length})`}
                description={t('portal.sessions.lead')}
                actions={
                  <Button
                    disabled={!items.some(({ Current }) => !Current)}
                    onClick={() => setEnding('others')}
                  >
                    {t('sessions.endOthers')}
                  </Button>
                }
              >
                {t('portal.sessions')}
              </Header>
            }
            columnDefinitions={columnsOf(t, setEnding)}
          />
        )}
      </Loaded>
      {ending && (
        <EndSession
          device={ending === 'others' ? undefined : ending.Device}
          end={() =>
            call(
              'EndSession',
              ending === 'others' ? { Others: true } : { SessionId: ending.SessionId },
            )
          }
          onClose={() => setEnding(undefined)}
          onEnded={sessions.reload}
        />
      )}
    </>
  );
}

function columnsOf(t: Translate, onEnd: (session: PortalSession) => void) {
  return [
    {
      id: 'device',
      header: t('sessions.device'),
      isRowHeader: true,
      cell: ({ Device, Current }: PortalSession) => (
        <>
          {Device} {Current && <Badge color="green">{t('sessions.current')}</Badge>}
        </>
      ),
    },
    {
      id: 'address',
      header: t('sessions.address'),
      cell: ({ SourceAddress }: PortalSession) => SourceAddress,
    },
    {
      id: 'created',
      header: t('sessions.created'),
      cell: ({ CreatedAt }: PortalSession) => <Moment seconds={CreatedAt} />,
    },
    {
      id: 'used',
      header: t('sessions.used'),
      cell: ({ LastUsedAt }: PortalSession) => <Moment seconds={LastUsedAt} />,
    },
    {
      id: 'act',
      header: t('common.actions'),
      cell: (session: PortalSession) =>
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
