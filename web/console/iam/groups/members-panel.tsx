import Link from '@cloudscape-design/components/link';
import { call } from '../../api/call.ts';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { onePage } from '../shared/all-pages.ts';
import { useColumns } from '../shared/columns.tsx';
import { Membership } from '../shared/membership.tsx';
import { paths } from '../shared/paths.ts';
import { listMembers } from './members.ts';
import { UserPicker } from './user-picker.tsx';

/** The users of a group. */
export function MembersPanel({ name }: { readonly name: string }) {
  const { t } = useTexts();
  const { path, created } = useColumns();
  const pages = usePages(`members of ${name}`, (_token, signal) =>
    onePage(listMembers(name, signal)),
  );
  return (
    <Membership
      pages={pages}
      nameOf={({ UserName }) => UserName}
      join={(UserName) => call('iam', 'AddUserToGroup', { GroupName: name, UserName })}
      leave={(UserName) => call('iam', 'RemoveUserFromGroup', { GroupName: name, UserName })}
      picker={(chosen, onChoose) => (
        <UserPicker selected={chosen} present={pages.items} onSelect={onChoose} />
      )}
      texts={{
        title: t('iam.groups.members'),
        lead: t('iam.groups.members.lead'),
        none: t('iam.groups.members.none'),
        add: t('iam.groups.members.add'),
        added: (count) => t('iam.groups.added', { name, count }),
        remove: t('iam.groups.members.remove', { name }),
        removeLead: t('iam.groups.members.remove.lead'),
        removed: (count) => t('iam.groups.removed', { name, count }),
      }}
      columns={[
        {
          id: 'name',
          header: t('iam.users.name'),
          cell: ({ UserName }) => <Link href={paths.user(UserName)}>{UserName}</Link>,
          sortingField: 'UserName',
          isRowHeader: true,
        },
        path,
        created,
      ]}
    />
  );
}
