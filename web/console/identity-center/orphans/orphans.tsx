import Alert from '@cloudscape-design/components/alert';
import Badge from '@cloudscape-design/components/badge';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import { useState } from 'react';
import { usePages } from '../../api/use-pages.ts';
import { type Translate, useTexts } from '../../i18n/texts.tsx';
import { Page } from '../../shared/page.tsx';
import { type Columns, ResourceTable } from '../../shared/resource-table.tsx';
import { useInstance } from '../shared/instance.tsx';
import { paths } from '../shared/paths.ts';
import { listOrphans } from './list-orphans.ts';
import { type Orphan, orphanKey } from './orphan.ts';
import { RepairOrphans } from './repair-orphans.tsx';

/** Assignments to users and groups that are gone, and their repair (R031–R034). */
export function Component() {
  const { t } = useTexts();
  const { arn } = useInstance();
  const [selected, setSelected] = useState<readonly Orphan[]>([]);
  const [repairing, setRepairing] = useState(false);
  const pages = usePages('orphans', async (_token, signal) => ({
    items: await listOrphans(arn, signal),
    next: undefined,
  }));
  return (
    <Page title={t('frame.idc.orphans')} description={t('idc.orphans.lead')} crumbs={[]}>
      <Alert>{t('idc.orphans.about')}</Alert>
      <ResourceTable
        title={t('frame.idc.orphans')}
        pages={pages}
        idOf={(one) => `${one.PrincipalName} ${one.TargetId} ${one.setName}`}
        searched={(one) => `${one.PrincipalName} ${one.TargetId} ${one.setName}`}
        empty={t('idc.orphans.none')}
        selectionType="multi"
        selected={selected}
        onSelect={setSelected}
        actions={
          <Button
            variant="primary"
            disabled={selected.length === 0}
            onClick={() => setRepairing(true)}
          >
            {t('idc.orphans.repair')}
          </Button>
        }
        columns={columnsOf(t)}
      />
      {repairing && (
        <RepairOrphans
          key={selected.map(orphanKey).join()}
          orphans={selected}
          onClose={() => setRepairing(false)}
          onDone={() => {
            setSelected([]);
            pages.reload();
          }}
        />
      )}
    </Page>
  );
}

function columnsOf(t: Translate): Columns<Orphan> {
  return [
    {
      id: 'who',
      header: t('idc.principal'),
      cell: (one) => (
        <>
          <span className="value">{one.PrincipalName}</span>{' '}
          <Badge color="red">{t('idc.orphan')}</Badge>
        </>
      ),
      sortingField: 'PrincipalName',
      isRowHeader: true,
    },
    {
      id: 'kind',
      header: t('iam.type'),
      cell: (one) => t(one.PrincipalType === 'USER' ? 'idc.user' : 'idc.group'),
    },
    {
      id: 'account',
      header: t('org.account'),
      cell: ({ TargetId }) => <Link href={paths.account(TargetId)}>{TargetId}</Link>,
      sortingField: 'TargetId',
    },
    {
      id: 'set',
      header: t('idc.permissionSet'),
      cell: (one) => <Link href={paths.permissionSet(one.PermissionSetArn)}>{one.setName}</Link>,
    },
    {
      id: 'candidates',
      header: t('idc.orphans.candidates'),
      cell: ({ Candidates }) =>
        Candidates.map(({ PrincipalName }) => PrincipalName).join(', ') || t('common.none'),
    },
  ];
}
