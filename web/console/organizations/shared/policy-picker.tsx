import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { onePage } from '../../iam/shared/all-pages.ts';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { listPolicies, type Summary } from './policies.ts';

/** A table in which service control policies are chosen, without those that are `present` already. */
export function PolicyPicker(props: {
  readonly selected: readonly Summary[];
  readonly present: readonly Summary[];
  readonly onSelect: (policies: readonly Summary[]) => void;
}) {
  const { t } = useTexts();
  const pages = usePages('policies', (_token, signal) => onePage(listPolicies(signal)));
  const present = new Set(props.present.map(({ Id }) => Id));
  return (
    <ResourceTable
      title={t('org.policies.title')}
      pages={{ ...pages, items: pages.items.filter(({ Id }) => !present.has(Id)) }}
      idOf={({ Name = '' }) => Name}
      searched={({ Name = '', Description = '' }) => `${Name} ${Description}`}
      empty={t('org.policies.none.other')}
      selectionType="multi"
      selected={props.selected}
      onSelect={props.onSelect}
      columns={[
        {
          id: 'name',
          header: t('iam.policy'),
          cell: ({ Name }) => Name,
          sortingField: 'Name',
          isRowHeader: true,
        },
        { id: 'about', header: t('iam.description'), cell: ({ Description }) => Description },
      ]}
    />
  );
}
