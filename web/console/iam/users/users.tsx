import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { usePages } from '../../api/use-pages.ts';
import { useFormat } from '../../i18n/format.ts';
import { type Translate, useTexts } from '../../i18n/texts.tsx';
import type { Format } from '../../i18n/time-format.ts';
import { Page } from '../../shared/page.tsx';
import { type Columns, ResourceTable } from '../../shared/resource-table.tsx';
import { inApp, paths } from '../shared/paths.ts';
import { DeleteUser } from './delete-user.tsx';
import { UserFact, UserFactsProvider } from './user-facts.tsx';

type User = NonNullable<OutputOf<'iam', 'ListUsers'>['Users']>[number];

/** The account's users. */
export function Component() {
  const { t } = useTexts();
  const format = useFormat();
  const navigate = useNavigate();
  const [selected, setSelected] = useState<readonly User[]>([]);
  const [deleting, setDeleting] = useState(false);
  const pages = usePages<User>('users', async (Marker, signal) => {
    const answer = await call('iam', 'ListUsers', { Marker, MaxItems: 200 }, signal);
    return { items: answer.Users, next: answer.Marker };
  });
  const name = selected[0]?.UserName ?? '';
  return (
    <Page title={t('iam.users.title')} description={t('iam.users.lead')}>
      <UserFactsProvider turn={pages.items}>
        <ResourceTable
          title={t('iam.users.list')}
          pages={pages}
          idOf={({ UserName }) => UserName}
          searched={({ UserName, Path, UserId }) => `${Path}${UserName} ${UserId}`}
          searchLabel={t('iam.users.search')}
          empty={t('iam.users.none')}
          selectionType="single"
          selected={selected}
          onSelect={setSelected}
          columns={columnsOf(t, format)}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button disabled={name === ''} onClick={() => setDeleting(true)}>
                {t('iam.delete')}
              </Button>
              <Button variant="primary" onClick={() => navigate(inApp(`${paths.users}/create`))}>
                {t('iam.users.create')}
              </Button>
            </SpaceBetween>
          }
        />
      </UserFactsProvider>
      {deleting && (
        <DeleteUser
          name={name}
          onClose={() => setDeleting(false)}
          onDone={() => {
            setSelected([]);
            pages.reload();
          }}
        />
      )}
    </Page>
  );
}

function columnsOf(t: Translate, format: Format): Columns<User> {
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
    {
      id: 'path',
      header: t('iam.path'),
      cell: ({ Path }) => Path,
      sortingField: 'Path',
      minWidth: 90,
    },
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
    {
      id: 'created',
      header: t('iam.created'),
      minWidth: 110,
      cell: ({ CreateDate }) => format.day(CreateDate),
      sortingField: 'CreateDate',
    },
  ];
}
