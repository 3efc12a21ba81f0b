import Link from '@cloudscape-design/components/link';
import { call } from '../../api/call.ts';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Members } from '../groups/members.tsx';
import { listGroupsOf } from '../shared/directory.ts';
import { useInstance } from '../shared/instance.tsx';
import { paths } from '../shared/paths.ts';
import type { Group } from '../shared/people.ts';
import { GroupPicker } from '../shared/principal-picker.tsx';

/** The groups that somebody is in. */
export function UserGroups({ id, name }: { readonly id: string; readonly name: string }) {
  const { t } = useTexts();
  const { storeId: IdentityStoreId } = useInstance();
  const pages = usePages(`groups of ${id}`, (token, signal) =>
    listGroupsOf(IdentityStoreId, id, token, signal),
  );
  const present = new Set(pages.items.map(({ item }) => item.GroupId));
  return (
    <Members<Group>
      pages={pages}
      nameOf={({ DisplayName, GroupId }) => DisplayName ?? GroupId}
      join={({ GroupId }) => {
        const input = { IdentityStoreId, GroupId, MemberId: { UserId: id } };
        return call('identitystore', 'CreateGroupMembership', input);
      }}
      picker={(chosen, onChoose) => (
        <GroupPicker selected={chosen} present={present} onSelect={onChoose} />
      )}
      texts={{
        title: t('frame.idc.groups'),
        lead: t('idc.users.groups.lead'),
        none: t('iam.users.groups.none'),
        add: t('iam.users.groups.add'),
        added: (count) => t('iam.users.groups.joined', { name, count }),
        remove: t('iam.users.groups.remove', { name }),
        removeLead: t('idc.users.groups.remove.lead'),
        removed: (count) => t('iam.users.groups.left', { name, count }),
      }}
      columns={[
        {
          id: 'name',
          header: t('idc.groups.name'),
          cell: ({ item }) => <Link href={paths.group(item.GroupId)}>{item.DisplayName}</Link>,
          isRowHeader: true,
        },
        { id: 'about', header: t('iam.description'), cell: ({ item }) => item.Description ?? '-' },
      ]}
    />
  );
}
