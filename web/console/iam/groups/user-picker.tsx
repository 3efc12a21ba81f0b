import { call } from '../../api/call.ts';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { useColumns } from '../shared/columns.tsx';
import type { Member } from './members.ts';

/** A table in which users are chosen, without those who are `present` already. */
export function UserPicker(props: {
  readonly selected: readonly Member[];
  readonly present: readonly Member[];
  readonly onSelect: (users: readonly Member[]) => void;
}) {
  const { t } = useTexts();
  const { path } = useColumns();
  const present = new Set(props.present.map(({ UserName }) => UserName));
  const pages = usePages<Member>('users to add', async (Marker, signal) => {
    const answer = await call('iam', 'ListUsers', { Marker, MaxItems: 500 }, signal);
    const others = answer.Users.filter(({ UserName }) => !present.has(UserName));
    return { items: others, next: answer.Marker };
  });
  return (
    <ResourceTable
      title={t('iam.users.title')}
      pages={pages}
      idOf={({ UserName }) => UserName}
      searched={({ UserName, Path }) => `${Path}${UserName}`}
      empty={t('iam.users.none.other')}
      selectionType="multi"
      selected={props.selected}
      onSelect={props.onSelect}
      columns={[
        {
          id: 'name',
          header: t('iam.users.name'),
          cell: ({ UserName }) => UserName,
          sortingField: 'UserName',
          isRowHeader: true,
        },
        path,
      ]}
    />
  );
}
