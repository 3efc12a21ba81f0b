/**
 * web/console/troubleshooting: why somebody could not sign in. Owns: the list of attempts, the page of
 * one attempt with its checks, and the page that judges a pasted response or token. The server judges
 * and explains in the reader's language; nothing is decided here.
 */
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { Language } from '../../shared/i18n/languages.ts';
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
import { attemptKind } from './attempt-kind.ts';
import { OutcomeStatus } from './outcome.tsx';

/** What ListAttempts can search for. */
const KEYS = ['RequestId', 'Subject', 'Provider', 'Code'] as const;
const OUTCOMES = ['all', 'refused', 'succeeded'] as const;

type Attempt = OutputOf<'gatehouse', 'ListAttempts'>['Attempts'][number];

interface Search {
  readonly lookup: Lookup<(typeof KEYS)[number]>;
  readonly outcome: (typeof OUTCOMES)[number];
  readonly range: TimeRange | undefined;
}

async function listAttempts(
  { lookup, outcome, range }: Search,
  language: Language,
  token: string | undefined,
  signal: AbortSignal,
): Promise<PageOf<Attempt>> {
  const value = lookup.value.trim();
  const { Attempts, NextToken } = await call(
    'gatehouse',
    'ListAttempts',
    {
      ...(value === '' ? {} : { [lookup.key]: value }),
      ...(outcome === 'all' ? {} : { Outcome: outcome }),
      ...boundsOf(range, Date.now() / 1000),
      Language: language,
      ...(token === undefined ? {} : { NextToken: token }),
    },
    signal,
  );
  return { items: Attempts, next: NextToken };
}

const EVERYTHING: Search = {
  lookup: { key: 'RequestId', value: '' },
  outcome: 'all',
  range: undefined,
};

export function Component() {
  const { t, language } = useTexts();
  const [search, setSearch] = useState(EVERYTHING);
  const pages = usePages(JSON.stringify([search, language]), (token, signal) =>
    listAttempts(search, language, token, signal),
  );
  return (
    <Page
      title={t('attempts.title')}
      description={t('attempts.lead')}
      crumbs={[]}
      actions={<Button href="/console/sign-in-attempts/diagnose">{t('diagnose.open')}</Button>}
    >
      <ResourceTable
        title={t('attempts.list')}
        pages={pages}
        columns={columnsOf(t)}
        idOf={({ AttemptId }) => AttemptId}
        empty={t('attempts.none')}
        filter={<Filter search={search} onChange={setSearch} />}
      />
    </Page>
  );
}

function Filter(props: { readonly search: Search; readonly onChange: (search: Search) => void }) {
  const { t } = useTexts();
  const { search, onChange } = props;
  return (
    <SpaceBetween size="xs">
      <LookupField
        keys={KEYS.map((value) => ({ value, label: t(`attempts.by.${value}`) }))}
        lookup={search.lookup}
        onChange={(lookup) => onChange({ ...search, lookup })}
      />
      <SpaceBetween direction="horizontal" size="xs">
        <SegmentedControl
          label={t('attempts.outcome')}
          selectedId={search.outcome}
          options={OUTCOMES.map((id) => ({ id, text: t(`attempts.outcome.${id}`) }))}
          onChange={({ detail }) => {
            const outcome = OUTCOMES.find((each) => each === detail.selectedId) ?? 'all';
            onChange({ ...search, outcome });
          }}
        />
        <TimeRangeField value={search.range} onChange={(range) => onChange({ ...search, range })} />
      </SpaceBetween>
    </SpaceBetween>
  );
}

function columnsOf(t: Translate): Columns<Attempt> {
  return [
    {
      id: 'time',
      header: t('attempts.time'),
      cell: ({ AttemptId, Time }) => (
        <Link href={`/console/sign-in-attempts/${AttemptId}`}>
          <Moment seconds={Time} />
        </Link>
      ),
      sortingField: 'Time',
      isRowHeader: true,
    },
    {
      id: 'outcome',
      header: t('attempts.outcome'),
      cell: ({ Outcome }) => <OutcomeStatus outcome={Outcome} />,
      sortingField: 'Outcome',
    },
    {
      id: 'why',
      header: t('attempts.why'),
      cell: ({ Code, FailedCheck }) =>
        Code === undefined ? '-' : `${Code}${FailedCheck ? `: ${FailedCheck}` : ''}`,
      sortingField: 'Code',
    },
    {
      id: 'kind',
      header: t('attempts.kind'),
      cell: ({ Kind }) => attemptKind(Kind, t),
      sortingField: 'Kind',
    },
    {
      id: 'who',
      header: t('attempts.who'),
      cell: ({ Subject }) => <span className="value">{Subject ?? '-'}</span>,
      sortingField: 'Subject',
    },
    {
      id: 'provider',
      header: t('attempts.provider'),
      cell: ({ Provider }) => <span className="value">{Provider ?? '-'}</span>,
      sortingField: 'Provider',
    },
  ];
}
