import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '../../shared/api/use-query.ts';
import { Moment } from '../../shared/shown/moment.tsx';
import { call } from '../api/call.ts';
import { readRecord } from '../events/record.ts';
import { useTexts } from '../i18n/texts.tsx';

const SHOWN = 5;

async function lastSignIns(signal: AbortSignal) {
  const { Events = [] } = await call(
    'cloudtrail',
    'LookupEvents',
    {
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'ConsoleLogin' }],
      MaxResults: SHOWN,
    },
    signal,
  );
  return Events.map((event) => ({ ...event, ...readRecord(event.CloudTrailEvent) }));
}

/** The newest sign-ins of the account. */
export function LastSignIns() {
  const { t } = useTexts();
  const { value, failure, loading } = useQuery('sign-ins', lastSignIns);
  return (
    <Table
      header={
        <Header
          variant="h2"
          actions={
            <Link href="/console/events?by=EventName&value=ConsoleLogin">
              {t('home.signIns.all')}
            </Link>
          }
        >
          {t('home.signIns')}
        </Header>
      }
      items={value ?? []}
      loading={loading && value === undefined}
      loadingText={t('table.loading')}
      trackBy="EventId"
      wrapLines
      empty={
        <Box textAlign="center" color="inherit">
          {failure ? t('home.signIns.denied') : t('home.signIns.none')}
        </Box>
      }
      columnDefinitions={[
        {
          id: 'time',
          header: t('events.time'),
          cell: ({ EventTime }) => <Moment seconds={EventTime} />,
        },
        {
          id: 'who',
          header: t('home.signIns.who'),
          minWidth: 120,
          cell: ({ Username }) => Username ?? '-',
        },
        {
          id: 'outcome',
          header: t('home.signIns.outcome'),
          minWidth: 120,
          cell: ({ login }) =>
            login === undefined ? (
              '-'
            ) : login.succeeded ? (
              <StatusIndicator type="success">{t('home.signIns.success')}</StatusIndicator>
            ) : (
              <StatusIndicator type="error">{t('home.signIns.failure')}</StatusIndicator>
            ),
        },
        {
          id: 'mfa',
          header: t('home.signIns.mfa'),
          minWidth: 110,
          cell: ({ login }) => (login?.mfa ? t('common.yes') : t('common.no')),
        },
        {
          id: 'address',
          header: t('home.signIns.address'),
          minWidth: 120,
          cell: ({ sourceAddress }) => sourceAddress ?? '-',
        },
      ]}
    />
  );
}
