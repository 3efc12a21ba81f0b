import Link from '@cloudscape-design/components/link';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { useInstance } from '../shared/instance.tsx';
import { paths } from '../shared/paths.ts';
import type { PermissionSet } from '../shared/permission-set.ts';
import { listPermissionSets } from '../shared/permission-sets.ts';

/** A table in which permission sets are chosen. */
export function SetPicker(props: {
  readonly selected: readonly PermissionSet[];
  readonly onSelect: (sets: readonly PermissionSet[]) => void;
}) {
  const { t } = useTexts();
  const { arn } = useInstance();
  const pages = usePages('sets to choose', (token, signal) =>
    listPermissionSets(arn, token, signal),
  );
  return (
    <ResourceTable
      title={t('frame.idc.permissionSets')}
      pages={pages}
      idOf={({ Name = '' }) => Name}
      searched={({ Name = '', Description = '' }) => `${Name} ${Description}`}
      empty={
        <>
          {t('idc.sets.none')} <Link href={paths.createPermissionSet}>{t('idc.sets.create')}</Link>
        </>
      }
      selectionType="multi"
      selected={props.selected}
      onSelect={props.onSelect}
      columns={[
        {
          id: 'name',
          header: t('iam.name'),
          cell: ({ Name }) => Name,
          sortingField: 'Name',
          isRowHeader: true,
        },
        { id: 'about', header: t('iam.description'), cell: (set) => set.Description ?? '-' },
      ]}
    />
  );
}
