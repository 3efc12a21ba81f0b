import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { listGroups, listUsers } from './directory.ts';
import { useInstance } from './instance.tsx';
import { emailOf, type Group, type User } from './people.ts';

interface PickerProps<Item> {
  readonly selected: readonly Item[];
  /** Ids that are not offered. */
  readonly present?: ReadonlySet<string>;
  readonly onSelect: (items: readonly Item[]) => void;
}

/** A table in which users of the directory are chosen. */
export function UserPicker({ selected, present, onSelect }: PickerProps<User>) {
  const { t } = useTexts();
  const { storeId } = useInstance();
  const pages = usePages('users to choose', (token, signal) => listUsers(storeId, token, signal));
  const items = pages.items.filter(({ UserId }) => !present?.has(UserId));
  return (
    <ResourceTable
      title={t('frame.idc.users')}
      pages={{ ...pages, items }}
      idOf={({ UserName, UserId }) => UserName ?? UserId}
      searched={(user) => `${user.UserName} ${user.DisplayName} ${emailOf(user) ?? ''}`}
      empty={t(pages.items.length === 0 ? 'idc.users.none' : 'idc.users.none.other')}
      selectionType="multi"
      selected={selected}
      onSelect={onSelect}
      columns={[
        {
          id: 'name',
          header: t('idc.users.name'),
          cell: ({ UserName }) => <span className="value">{UserName}</span>,
          sortingField: 'UserName',
          isRowHeader: true,
        },
        { id: 'shown', header: t('idc.users.displayName'), cell: (user) => user.DisplayName },
        { id: 'email', header: t('org.email'), cell: (user) => emailOf(user) ?? '-' },
      ]}
    />
  );
}

/** A table in which groups of the directory are chosen. */
export function GroupPicker({ selected, present, onSelect }: PickerProps<Group>) {
  const { t } = useTexts();
  const { storeId } = useInstance();
  const pages = usePages('groups to choose', (token, signal) => listGroups(storeId, token, signal));
  const items = pages.items.filter(({ GroupId }) => !present?.has(GroupId));
  return (
    <ResourceTable
      title={t('frame.idc.groups')}
      pages={{ ...pages, items }}
      idOf={({ DisplayName, GroupId }) => DisplayName ?? GroupId}
      searched={({ DisplayName, Description = '' }) => `${DisplayName} ${Description}`}
      empty={t(pages.items.length === 0 ? 'idc.groups.none' : 'idc.groups.none.other')}
      selectionType="multi"
      selected={selected}
      onSelect={onSelect}
      columns={[
        {
          id: 'name',
          header: t('idc.groups.name'),
          cell: ({ DisplayName }) => <span className="value">{DisplayName}</span>,
          sortingField: 'DisplayName',
          isRowHeader: true,
        },
        { id: 'about', header: t('iam.description'), cell: (group) => group.Description ?? '-' },
      ]}
    />
  );
}
