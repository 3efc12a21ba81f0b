import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ReactNode, useState } from 'react';
import { usePages } from '../../api/use-pages.ts';
import { type Translate, useTexts } from '../../i18n/texts.tsx';
import { onePage } from '../../iam/shared/all-pages.ts';
import { type Columns, ResourceTable } from '../../shared/resource-table.tsx';
import { JobStatus } from '../assign/job-status.tsx';
import { useJobs } from '../assign/use-jobs.ts';
import { useInstance } from '../shared/instance.tsx';
import { paths } from '../shared/paths.ts';
import { Difference } from './difference.tsx';
import { listAccountsOfSet, type ProvisionedAccount, updating } from './provisioned.ts';
import { ProvisionedState } from './provisioned-state.tsx';

/** The accounts that have a role of the permission set, and whether it is what the set says now. */
export function AccountsPanel({ arn }: { readonly arn: string }) {
  const { t } = useTexts();
  const { arn: instance } = useInstance();
  const jobs = useJobs();
  const [selected, setSelected] = useState<readonly ProvisionedAccount[]>([]);
  const [compared, setCompared] = useState<string>();
  const pages = usePages(`accounts of ${arn}`, (_token, signal) =>
    onePage(listAccountsOfSet(instance, arn, signal)),
  );
  const isOutdated = pages.items.some(({ isCurrent }) => !isCurrent);
  const update = async (accounts: readonly ProvisionedAccount[]): Promise<void> => {
    await jobs.run(accounts.map(({ account }) => updating(instance, arn, account)));
    pages.reload();
  };
  const progressOf = (account: string) => (
    <JobStatus state={jobs.states.get(updating(instance, arn, account).key)} />
  );
  return (
    <SpaceBetween size="m">
      {isOutdated && (
        <Alert
          type="warning"
          action={
            <Button
              loading={jobs.running}
              onClick={() => update(pages.items.filter(({ isCurrent }) => !isCurrent))}
            >
              {t('idc.provision.all')}
            </Button>
          }
        >
          {t('idc.provisioned.outdated.lead')}
        </Alert>
      )}
      <ResourceTable
        title={t('frame.idc.accounts')}
        description={t('idc.provisioned.lead')}
        pages={pages}
        idOf={({ account }) => account}
        searched={({ account }) => account}
        empty={t('idc.provisioned.nowhere')}
        selectionType="multi"
        selected={selected}
        onSelect={setSelected}
        actions={
          <Button
            disabled={selected.length === 0}
            loading={jobs.running}
            onClick={() => update(selected)}
          >
            {t('idc.provision')}
          </Button>
        }
        columns={columnsOf(t, progressOf, setCompared)}
      />
      {compared !== undefined && (
        <Difference permissionSet={arn} account={compared} onClose={() => setCompared(undefined)} />
      )}
    </SpaceBetween>
  );
}

function columnsOf(
  t: Translate,
  progressOf: (account: string) => ReactNode,
  onCompare: (account: string) => void,
): Columns<ProvisionedAccount> {
  return [
    {
      id: 'account',
      header: t('org.account'),
      cell: ({ account }) => <Link href={paths.account(account)}>{account}</Link>,
      sortingField: 'account',
      isRowHeader: true,
    },
    {
      id: 'state',
      header: t('org.state'),
      cell: ({ isCurrent }) => <ProvisionedState isCurrent={isCurrent} />,
      sortingField: 'isCurrent',
    },
    {
      id: 'job',
      header: t('idc.provision.progress'),
      cell: ({ account }) => progressOf(account),
    },
    {
      id: 'act',
      header: t('common.actions'),
      cell: ({ account }) => (
        <Button
          variant="inline-link"
          ariaLabel={`${t('idc.diff')}: ${account}`}
          onClick={() => onCompare(account)}
        >
          {t('idc.diff')}
        </Button>
      ),
    },
  ];
}
