import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { useColumns } from './columns.tsx';

/** A group of a list. */
export type ListedGroup = NonNullable<OutputOf<'iam', 'ListGroups'>['Groups']>[number];

/** The account's groups, page by page. */
export function useGroups() {
  return usePages<ListedGroup>('groups', async (Marker, signal) => {
    const answer = await call('iam', 'ListGroups', { Marker, MaxItems: 200 }, signal);
    return { items: answer.Groups, next: answer.Marker };
  });
}

/** A table in which groups are chosen, without those that are `present` already. */
export function GroupPicker(props: {
  readonly selected: readonly ListedGroup[];
  readonly present?: readonly ListedGroup[];
  readonly onSelect: (groups: readonly ListedGroup[]) => void;
}) {
  const { t } = useTexts();
  const { path } = useColumns();
  const pages = useGroups();
  const present = new Set(props.present?.map(({ GroupName }) => GroupName));
  const others = pages.items.filter(({ GroupName }) => !present.has(GroupName));
  return (
    <ResourceTable
      title={t('iam.groups.title')}
      pages={{ ...pages, items: others }}
      idOf={({ GroupName }) => GroupName}
      searched={({ GroupName, Path }) => `${Path}${GroupName}`}
      empty={t(present.size === 0 ? 'iam.groups.none' : 'iam.groups.none.other')}
      selectionType="multi"
      selected={props.selected}
      onSelect={props.onSelect}
      columns={[
        {
          id: 'name',
          header: t('iam.groups.name'),
          cell: ({ GroupName }) => GroupName,
          sortingField: 'GroupName',
          isRowHeader: true,
        },
        path,
      ]}
    />
  );
}
