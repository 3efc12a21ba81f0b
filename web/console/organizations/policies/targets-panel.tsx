import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { call } from '../../api/call.ts';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { onePage } from '../../iam/shared/all-pages.ts';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { paths } from '../shared/paths.ts';
import { AttachTarget } from './attach-target.tsx';
import { listTargets, type Target } from './targets.ts';

/** What a policy is attached to: root, units, accounts. */
export function TargetsPanel({ id, name }: { readonly id: string; readonly name: string }) {
  const { t } = useTexts();
  const tell = useTell();
  const [dialog, setDialog] = useState<'attach' | 'detach'>();
  const [selected, setSelected] = useState<readonly Target[]>([]);
  const pages = usePages(`targets of ${id}`, (_token, signal) => onePage(listTargets(id, signal)));
  const close = (): void => setDialog(undefined);
  const detach = useAction(async () => {
    for (const { TargetId = '' } of selected) {
      await call('organizations', 'DetachPolicy', { PolicyId: id, TargetId });
    }
    tell(t('org.policies.targets.detached', { name, count: selected.length }));
    setSelected([]);
    pages.reload();
  });
  return (
    <>
      <ResourceTable
        title={t('org.policies.targets')}
        description={t('org.policies.targets.lead')}
        pages={pages}
        idOf={({ TargetId = '', Name = '' }) => `${Name} ${TargetId}`}
        searched={({ TargetId = '', Name = '' }) => `${Name} ${TargetId}`}
        empty={t('org.policies.targets.none')}
        selectionType="multi"
        selected={selected}
        onSelect={setSelected}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={selected.length === 0} onClick={() => setDialog('detach')}>
              {t('org.policies.detach')}
            </Button>
            <Button onClick={() => setDialog('attach')}>
              {t('iam.permissions.attach.submit')}
            </Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'name',
            header: t('iam.name'),
            cell: (target) => <Link href={pathOf(target)}>{target.Name ?? target.TargetId}</Link>,
            sortingField: 'Name',
            isRowHeader: true,
          },
          {
            id: 'kind',
            header: t('iam.type'),
            cell: ({ Type }) => t(Type === 'ACCOUNT' ? 'org.account' : 'org.unit'),
            sortingField: 'Type',
          },
          { id: 'id', header: 'ID', cell: ({ TargetId }) => TargetId },
        ]}
      />
      {dialog === 'attach' && (
        <AttachTarget id={id} name={name} onClose={close} onDone={pages.reload} />
      )}
      {dialog === 'detach' && (
        <Confirm
          title={t('org.policies.targets.detach', { name })}
          submit={t('org.policies.detach')}
          action={detach}
          onClose={close}
        >
          {t('org.policies.detach.lead')}
          <ul>
            {selected.map(({ TargetId, Name }) => (
              <li key={TargetId}>{Name}</li>
            ))}
          </ul>
        </Confirm>
      )}
    </>
  );
}

const pathOf = ({ Type, TargetId = '' }: Target): string =>
  Type === 'ACCOUNT' ? paths.account(TargetId) : paths.unit(TargetId);
