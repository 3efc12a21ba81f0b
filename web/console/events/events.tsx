/**
 * web/console/events: the event history of the account. Owns: the list of LookupEvents with what it
 * can search for, and the page of one event with its raw record. The server searches and pages.
 */
import Box from '@cloudscape-design/components/box';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router';
import { Moment } from '../../shared/shown/moment.tsx';
import { call } from '../api/call.ts';
import type { OutputOf } from '../api/operations.ts';
import { type PageOf, usePages } from '../api/use-pages.ts';
import { type Translate, useTexts } from '../i18n/texts.tsx';
import { type Lookup, LookupField } from '../shared/lookup-field.tsx';
import { Page } from '../shared/page.tsx';
import { type Columns, ResourceTable } from '../shared/resource-table.tsx';
import { boundsOf, type TimeRange } from '../shared/time-bounds.ts';
import { TimeRangeField } from '../shared/time-range.tsx';
import { type EventRecord, readRecord } from './record.ts';

/** What LookupEvents can search for, one at a time. */
const KEYS = [
  'EventName',
  'Username',
  'EventSource',
  'ResourceName',
  'ResourceType',
  'AccessKeyId',
  'ReadOnly',
  'EventId',
] as const;

type Key = (typeof KEYS)[number];

type Event = NonNullable<OutputOf<'cloudtrail', 'LookupEvents'>['Events']>[number] & EventRecord;

async function listEvents(
  { key, value }: Lookup<Key>,
  range: TimeRange | undefined,
  token: string | undefined,
  signal: AbortSignal,
): Promise<PageOf<Event>> {
  const { Events = [], NextToken } = await call(
    'cloudtrail',
    'LookupEvents',
    {
      ...(value === '' ? {} : { LookupAttributes: [{ AttributeKey: key, AttributeValue: value }] }),
      ...boundsOf(range, Date.now() / 1000),
      ...(token === undefined ? {} : { NextToken: token }),
    },
    signal,
  );
  const items = Events.map((event) => ({ ...event, ...readRecord(event.CloudTrailEvent) }));
  return { items, next: NextToken };
}

/** What is searched for stands in the address, so that the way back finds it again. */
function useLookup(): [Lookup<Key>, (lookup: Lookup<Key>) => void] {
  const [search, setSearch] = useSearchParams();
  const key = KEYS.find((each) => each === search.get('by')) ?? 'EventName';
  const setLookup = useCallback(
    (next: Lookup<Key>) => setSearch({ by: next.key, value: next.value }, { replace: true }),
    [setSearch],
  );
  return [{ key, value: search.get('value') ?? '' }, setLookup];
}

export function Component() {
  const { t } = useTexts();
  const [lookup, setLookup] = useLookup();
  const [range, setRange] = useState<TimeRange>();
  const pages = usePages(JSON.stringify([lookup, range]), (token, signal) =>
    listEvents(lookup, range, token, signal),
  );
  return (
    <Page title={t('events.title')} description={t('events.lead')} crumbs={[]}>
      <ResourceTable
        title={t('events.list')}
        pages={pages}
        columns={columnsOf(t)}
        idOf={({ EventId = '' }) => EventId}
        empty={t('events.none')}
        filter={
          <SpaceBetween size="xs">
            <LookupField
              keys={KEYS.map((value) => ({ value, label: t(`events.by.${value}`) }))}
              lookup={lookup}
              onChange={setLookup}
            />
            <TimeRangeField value={range} onChange={setRange} />
          </SpaceBetween>
        }
      />
    </Page>
  );
}

function columnsOf(t: Translate): Columns<Event> {
  return [
    {
      id: 'name',
      header: t('events.name'),
      cell: ({ EventId, EventName }) => (
        <Link href={`/console/events/${EventId}`}>{EventName}</Link>
      ),
      sortingField: 'EventName',
      isRowHeader: true,
    },
    {
      id: 'time',
      header: t('events.time'),
      cell: ({ EventTime }) => <Moment seconds={EventTime} />,
      sortingField: 'EventTime',
    },
    {
      id: 'user',
      header: t('events.user'),
      cell: ({ Username }) => Username ?? '-',
      sortingField: 'Username',
    },
    {
      id: 'source',
      header: t('events.source'),
      cell: ({ EventSource }) => EventSource ?? '-',
      sortingField: 'EventSource',
    },
    {
      id: 'error',
      header: t('events.error'),
      cell: ({ errorCode }) =>
        errorCode === undefined ? '-' : <Box color="text-status-error">{errorCode}</Box>,
      sortingField: 'errorCode',
    },
  ];
}
