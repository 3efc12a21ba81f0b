import Link from '@cloudscape-design/components/link';
import { call } from '../../api/call.ts';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { listMembers } from '../shared/directory.ts';
import { useInstance } from '../shared/instance.tsx';
import { paths } from '../shared/paths.ts';
import type { User } from '../shared/people.ts';
import { UserPicker } from '../shared/principal-picker.tsx';
import { UserStatus } from '../shared/user-status.tsx';
import { Members } from './members.tsx';

/** The users of a group. */
export function GroupMembers({ id, name }: { readonly id: string; readonly name: string }) {
  const { t } = useTexts();
  const { storeId: IdentityStoreId } = useInstance();
  const pages = usePages(`members of ${id}`, (token, signal) =>
    listMembers(IdentityStoreId, id, token, signal),
  );
  const present = new Set(pages.items.map(({ item }) => item.UserId));
  return (
    <Members<User>
      pages={pages}
      nameOf={({ UserName, UserId }) => UserName ?? UserId}
      join={({ UserId }) => {
        const input = { IdentityStoreId, GroupId: id, MemberId: { UserId } };
        return call('identitystore', 'CreateGroupMembership', input);
      }}
      picker={(chosen, onChoose) => (
        <UserPicker selected={chosen} present={present} onSelect={onChoose} />
      )}
      texts={{
        title: t('iam.groups.members'),
        lead: t('idc.groups.members.lead'),
        none: t('idc.groups.members.none'),
        add: t('idc.groups.members.add'),
        added: (count) => t('idc.groups.members.added', { name, count }),
        remove: t('idc.groups.members.remove', { name }),
        removeLead: t('idc.groups.members.remove.lead'),
        removed: (count) => t('idc.groups.members.removed', { name, count }),
      }}
      columns={[
        {
          id: 'name',
          header: t('idc.users.name'),
          cell: ({ item }) => (
            <Link href={paths.user(item.UserId)}>
              <span className="value">{item.UserName}</span>
            </Link>
          ),
          isRowHeader: true,
        },
        { id: 'shown', header: t('idc.users.displayName'), cell: ({ item }) => item.DisplayName },
        { id: 'status', header: t('org.state'), cell: ({ item }) => <UserStatus user={item} /> },
      ]}
    />
  );
}
