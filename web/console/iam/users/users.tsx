import Link from '@cloudscape-design/components/link';
import { useFormat } from '../../../shared/i18n/format.ts';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import type { Columns } from '../../shared/resource-table.tsx';
import { useColumns } from '../shared/columns.tsx';
import { ListPage } from '../shared/list-page.tsx';
import { paths } from '../shared/paths.ts';
import { USER } from './delete-user.ts';
import { UserFact, UserFactsProvider } from './user-facts.tsx';

type User = NonNullable<OutputOf<'iam', 'ListUsers'>['Users']>[number];

/** The account's users. */
export function Component() {
  const pages = usePages<User>('users', async (Marker, signal) => {
    const answer = await call('iam', 'ListUsers', { Marker, MaxItems: 200 }, signal);
    return { items: answer.Users, next: answer.Marker };
  });
  return (
    <UserFactsProvider turn={pages.items}>
      <ListPage
        noun="users"
        pages={pages}
        idOf={({ UserName }) => UserName}
        searched={({ UserName, Path, UserId }) => `${Path}${UserName} ${UserId}`}
        deletion={USER}
        columns={useUserColumns()}
      />
    </UserFactsProvider>
  );
}

function useUserColumns(): Columns<User> {
  const { t } = useTexts();
  const format = useFormat();
  const { path, created } = useColumns();
  const now = Date.now() / 1000;
  const age = (time: number | undefined) => (time === undefined ? '-' : format.distance(time, now));
  return [
    {
      id: 'name',
      header: t('iam.users.name'),
      cell: ({ UserName }) => <Link href={paths.user(UserName)}>{UserName}</Link>,
      sortingField: 'UserName',
      isRowHeader: true,
    },
    path,
    {
      id: 'groups',
      header: t('iam.groups.title'),
      minWidth: 80,
      cell: ({ UserName }) => <UserFact name={UserName} show={({ groups }) => groups} />,
    },
    {
      id: 'password',
      header: t('iam.users.passwordAge'),
      minWidth: 100,
      cell: ({ UserName }) => (
        <UserFact name={UserName} show={({ passwordSince }) => age(passwordSince)} />
      ),
    },
    {
      id: 'used',
      header: t('iam.users.lastSignIn'),
      minWidth: 100,
      cell: ({ PasswordLastUsed }) => age(PasswordLastUsed),
      sortingField: 'PasswordLastUsed',
    },
    {
      id: 'mfa',
      header: 'MFA',
      minWidth: 60,
      cell: ({ UserName }) => <UserFact name={UserName} show={({ mfaDevices }) => mfaDevices} />,
    },
    {
      id: 'key',
      header: t('iam.users.keyAge'),
      minWidth: 110,
      cell: ({ UserName }) => <UserFact name={UserName} show={({ oldestKey }) => age(oldestKey)} />,
    },
    created,
  ];
}
