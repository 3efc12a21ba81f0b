import Link from '@cloudscape-design/components/link';
import { call } from '../../api/call.ts';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { useColumns } from '../shared/columns.tsx';
import { GroupPicker, type ListedGroup } from '../shared/group-picker.tsx';
import { Membership } from '../shared/membership.tsx';
import { paths } from '../shared/paths.ts';

/** The groups that a user is in. */
export function UserGroups({ name }: { readonly name: string }) {
  const { t } = useTexts();
  const { path } = useColumns();
  const pages = usePages<ListedGroup>(`groups of ${name}`, async (Marker, signal) => {
    const answer = await call('iam', 'ListGroupsForUser', { UserName: name, Marker }, signal);
    return { items: answer.Groups, next: answer.Marker };
  });
  return (
    <Membership
      pages={pages}
      nameOf={({ GroupName }) => GroupName}
      join={(GroupName) => call('iam', 'AddUserToGroup', { UserName: name, GroupName })}
      leave={(GroupName) => call('iam', 'RemoveUserFromGroup', { UserName: name, GroupName })}
      picker={(chosen, onChoose) => (
        <GroupPicker selected={chosen} present={pages.items} onSelect={onChoose} />
      )}
      texts={{
        title: t('iam.groups.title'),
        lead: t('iam.users.groups.lead'),
        none: t('iam.users.groups.none'),
        add: t('iam.users.groups.add'),
        added: (count) => t('iam.users.groups.joined', { name, count }),
        remove: t('iam.users.groups.remove', { name }),
        removeLead: t('iam.users.groups.remove.lead'),
        removed: (count) => t('iam.users.groups.left', { name, count }),
      }}
      columns={[
        {
          id: 'name',
          header: t('iam.groups.name'),
          cell: ({ GroupName }) => <Link href={paths.group(GroupName)}>{GroupName}</Link>,
          sortingField: 'GroupName',
          isRowHeader: true,
        },
        path,
      ]}
    />
  );
}
