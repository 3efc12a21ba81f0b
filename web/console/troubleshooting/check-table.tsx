import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import StatusIndicator, {
  type StatusIndicatorProps,
} from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import Toggle from '@cloudscape-design/components/toggle';
import { useState } from 'react';
import type { TextKey } from '../i18n/messages.ts';
import { useTexts } from '../i18n/texts.tsx';
import type { Judged } from './judged.ts';

type Check = Judged['Checks'][number];

const OUTCOMES: Readonly<
  Record<string, { readonly type: StatusIndicatorProps.Type; readonly text: TextKey }>
> = {
  passed: { type: 'success', text: 'check.passed' },
  failed: { type: 'error', text: 'check.failed' },
  skipped: { type: 'stopped', text: 'check.skipped' },
};

/** Every check in the order in which they were made, with what it expected and what there was. */
export function CheckTable({ checks }: { readonly checks: readonly Check[] }) {
  const { t } = useTexts();
  const [all, setAll] = useState(false);
  const looked = checks.filter(({ Outcome }) => Outcome !== 'skipped');
  const shown = all ? checks : looked;
  return (
    <Table
      header={
        <Header
          variant="h2"
          counter={`(${shown.length}/${checks.length})`}
          description={t('check.lead')}
          actions={
            <Toggle checked={all} onChange={({ detail }) => setAll(detail.checked)}>
              {t('check.all')}
            </Toggle>
          }
        >
          {t('check.title')}
        </Header>
      }
      items={shown}
      trackBy="Name"
      wrapLines
      columnDefinitions={[
        {
          id: 'outcome',
          header: t('check.outcome'),
          minWidth: 130,
          cell: (check) => <Result check={check} />,
        },
        {
          id: 'title',
          header: t('check.check'),
          isRowHeader: true,
          minWidth: 200,
          cell: ({ Code, Title }) => (
            <>
              {Title}
              <Box variant="small" display="block">
                {Code}
              </Box>
            </>
          ),
        },
        {
          id: 'expected',
          header: t('check.expected'),
          minWidth: 180,
          cell: ({ Expected }) => <span className="value">{Expected ?? '-'}</span>,
        },
        {
          id: 'received',
          header: t('check.received'),
          minWidth: 180,
          cell: ({ Received }) => <span className="value">{Received ?? '-'}</span>,
        },
      ]}
    />
  );
}

function Result({ check: { Outcome } }: { readonly check: Check }) {
  const { t } = useTexts();
  const { type, text } = OUTCOMES[Outcome] ?? { type: 'info', text: 'check.skipped' };
  return <StatusIndicator type={type}>{t(text)}</StatusIndicator>;
}
