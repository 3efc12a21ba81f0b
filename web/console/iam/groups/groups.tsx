import Link from '@cloudscape-design/components/link';
import { useTexts } from '../../i18n/texts.tsx';
import { useColumns } from '../shared/columns.tsx';
import { useGroups } from '../shared/group-picker.tsx';
import { ListPage } from '../shared/list-page.tsx';
import { paths } from '../shared/paths.ts';
import { GROUP } from './delete-group.ts';

/** The account's groups. */
export function Component() {
  const { t } = useTexts();
  const { path, created } = useColumns();
  return (
    <ListPage
      noun="groups"
      pages={useGroups()}
      idOf={({ GroupName }) => GroupName}
      searched={({ GroupName, Path, GroupId }) => `${Path}${GroupName} ${GroupId}`}
      deletion={GROUP}
      columns={[
        {
          id: 'name',
          header: t('iam.groups.name'),
          cell: ({ GroupName }) => <Link href={paths.group(GroupName)}>{GroupName}</Link>,
          sortingField: 'GroupName',
          isRowHeader: true,
        },
        path,
        created,
      ]}
    />
  );
}
