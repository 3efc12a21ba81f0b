import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useParams } from 'react-router';
import { useQuery } from '../../shared/api/use-query.ts';
import { useFormat } from '../../shared/i18n/format.ts';
import { CodeBlock, Copied } from '../../shared/shown/code-block.tsx';
import { Loaded } from '../../shared/shown/loaded.tsx';
import { call } from '../api/call.ts';
import { useTexts } from '../i18n/texts.tsx';
import { Page } from '../shared/page.tsx';
import { readRecord } from './record.ts';

async function findEvent(eventId: string, signal: AbortSignal) {
  const { Events = [] } = await call(
    'cloudtrail',
    'LookupEvents',
    { LookupAttributes: [{ AttributeKey: 'EventId', AttributeValue: eventId }] },
    signal,
  );
  return { found: Events[0] };
}

/** One event: what matters of it, and its record as it is kept. */
export function Component() {
  const { t } = useTexts();
  const { eventId = '' } = useParams();
  const query = useQuery(eventId, (signal) => findEvent(eventId, signal));
  const crumbs = [{ text: t('events.title'), href: '/console/events' }];
  return (
    <Page title={query.value?.found?.EventName ?? t('events.one')} crumbs={crumbs}>
      <Loaded query={query}>
        {({ found }) => (found ? <Details event={found} /> : t('events.gone'))}
      </Loaded>
    </Page>
  );
}

type Found = NonNullable<Awaited<ReturnType<typeof findEvent>>['found']>;

function Details({ event }: { readonly event: Found }) {
  const { t } = useTexts();
  const format = useFormat();
  const seen = readRecord(event.CloudTrailEvent);
  const { EventTime, Resources = [], Username } = event;
  const resources = Resources.map(({ ResourceName = '' }) => ResourceName).join(', ');
  const pair = (label: string, value: string | undefined) => ({
    label,
    value: <span className="value">{value || '-'}</span>,
  });
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{t('events.details')}</Header>}>
        <KeyValuePairs
          columns={3}
          minColumnWidth={180}
          items={[
            pair(t('events.time'), format.moment(EventTime)),
            pair(t('events.user'), Username),
            pair(t('events.caller'), seen.caller),
            pair(t('events.source'), event.EventSource),
            pair(t('events.region'), seen.region),
            pair(t('events.address'), seen.sourceAddress),
            pair(t('events.accessKey'), event.AccessKeyId),
            pair(t('events.resources'), resources),
            pair(t('events.error'), [seen.errorCode, seen.errorMessage].filter(Boolean).join(': ')),
            pair(t('events.agent'), seen.userAgent),
            {
              label: t('events.request'),
              value: seen.requestId ? (
                <Copied text={seen.requestId} label={t('events.request')} />
              ) : (
                '-'
              ),
            },
          ]}
        />
      </Container>
      <Container header={<Header variant="h2">{t('events.record')}</Header>}>
        <CodeBlock text={JSON.stringify(seen.record, null, 2)} label={t('events.record')} />
      </Container>
    </SpaceBetween>
  );
}
