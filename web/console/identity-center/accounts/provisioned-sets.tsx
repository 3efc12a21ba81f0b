import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { onePage } from '../../iam/shared/all-pages.ts';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { JobStatus } from '../assign/job-status.tsx';
import { useJobs } from '../assign/use-jobs.ts';
import { Difference } from '../permission-sets/difference.tsx';
import {
  listSetsOfAccount,
  type ProvisionedSet,
  updating,
} from '../permission-sets/provisioned.ts';
import { ProvisionedState } from '../permission-sets/provisioned-state.tsx';
import { useInstance } from '../shared/instance.tsx';
import { paths } from '../shared/paths.ts';

/** The permission sets of an account, and whether its roles are what the sets say now. */
export function ProvisionedSets({ account }: { readonly account: string }) {
  const { t } = useTexts();
  const { arn } = useInstance();
  const jobs = useJobs();
  const [selected, setSelected] = useState<readonly ProvisionedSet[]>([]);
  const [compared, setCompared] = useState<ProvisionedSet>();
  const pages = usePages(`sets of ${account}`, (_token, signal) =>
    onePage(listSetsOfAccount(arn, account, signal)),
  );
  const update = async (): Promise<void> => {
    await jobs.run(selected.map((one) => updating(arn, one.arn, account)));
    pages.reload();
  };
  const keyOf = (one: ProvisionedSet): string => updating(arn, one.arn, account).key;
  return (
    <>
      <ResourceTable
        title={t('frame.idc.permissionSets')}
        description={t('idc.provisioned.lead')}
        pages={pages}
        idOf={({ name }) => name}
        empty={t('idc.provisioned.none')}
        selectionType="multi"
        selected={selected}
        onSelect={setSelected}
        actions={
          <Button disabled={selected.length === 0} loading={jobs.running} onClick={() => update()}>
            {t('idc.provision')}
          </Button>
        }
        columns={[
          {
            id: 'name',
            header: t('idc.permissionSet'),
            cell: (one) => <Link href={paths.permissionSet(one.arn)}>{one.name}</Link>,
            isRowHeader: true,
          },
          {
            id: 'state',
            header: t('org.state'),
            cell: ({ isCurrent }) => <ProvisionedState isCurrent={isCurrent} />,
          },
          {
            id: 'job',
            header: t('idc.provision.progress'),
            cell: (one) => <JobStatus state={jobs.states.get(keyOf(one))} />,
          },
          {
            id: 'act',
            header: t('common.actions'),
            cell: (one) => (
              <SpaceBetween direction="horizontal" size="s">
                <Button
                  variant="inline-link"
                  ariaLabel={`${t('idc.diff')}: ${one.name}`}
                  onClick={() => setCompared(one)}
                >
                  {t('idc.diff')}
                </Button>
              </SpaceBetween>
            ),
          },
        ]}
      />
      {compared && (
        <Difference
          permissionSet={compared.arn}
          account={account}
          onClose={() => setCompared(undefined)}
        />
      )}
    </>
  );
}
