import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { onePage } from '../shared/all-pages.ts';
import { paths } from '../shared/paths.ts';
import { listHolders, type PolicyHolder, takeAway } from './holders.ts';

/** Users, groups and roles that have a policy. */
export function EntitiesPanel(props: { readonly arn: string; readonly onChange: () => void }) {
  const { t } = useTexts();
  const tell = useTell();
  const { arn } = props;
  const [selected, setSelected] = useState<readonly PolicyHolder[]>([]);
  const [asking, setAsking] = useState(false);
  const pages = usePages(`holders of ${arn}`, (_token, signal) =>
    onePage(listHolders(arn, signal)),
  );
  const action = useAction(async () => {
    for (const holder of selected) await takeAway(arn, holder);
    tell(t('iam.policies.detached', { count: selected.length }));
    setSelected([]);
    pages.reload();
    props.onChange();
  });
  return (
    <>
      <ResourceTable
        title={t('iam.policies.entities')}
        pages={pages}
        idOf={({ kind, name, use }) => `${kind} ${name} ${use}`}
        searched={({ name, kind }) => `${name} ${kind}`}
        empty={t('iam.policies.entities.none')}
        selectionType="multi"
        selected={selected}
        onSelect={setSelected}
        actions={
          <Button disabled={selected.length === 0} onClick={() => setAsking(true)}>
            {t('iam.detach')}
          </Button>
        }
        columns={[
          {
            id: 'name',
            header: t('iam.name'),
            cell: (holder) => <Link href={paths[holder.kind](holder.name)}>{holder.name}</Link>,
            sortingField: 'name',
            isRowHeader: true,
          },
          {
            id: 'kind',
            header: t('iam.type'),
            cell: ({ kind }) => t(`iam.kind.${kind}`),
            sortingField: 'kind',
          },
          {
            id: 'use',
            header: t('iam.policies.use'),
            cell: ({ use }) => t(`iam.policies.use.${use}`),
            sortingField: 'use',
          },
        ]}
      />
      {asking && (
        <Confirm
          title={t('iam.policies.detach')}
          submit={t('iam.detach')}
          action={action}
          onClose={() => setAsking(false)}
        >
          {t('iam.policies.detach.lead')}
          <ul>
            {selected.map((holder) => (
              <li key={`${holder.kind} ${holder.name} ${holder.use}`}>
                {t(`iam.kind.${holder.kind}`)} {holder.name}
              </li>
            ))}
          </ul>
        </Confirm>
      )}
    </>
  );
}
