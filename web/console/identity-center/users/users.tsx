import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import { useNavigate } from 'react-router';
import { Day } from '../../../shared/shown/moment.tsx';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { inApp } from '../../iam/shared/paths.ts';
import { Page } from '../../shared/page.tsx';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { listUsers } from '../shared/directory.ts';
import { useInstance } from '../shared/instance.tsx';
import { paths } from '../shared/paths.ts';
import { emailOf } from '../shared/people.ts';
import { UserStatus } from '../shared/user-status.tsx';

/** The people of the directory. */
export function Component() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { storeId } = useInstance();
  const pages = usePages('users', (token, signal) => listUsers(storeId, token, signal));
  return (
    <Page title={t('frame.idc.users')} description={t('idc.users.lead')} crumbs={[]}>
      <ResourceTable
        title={t('frame.idc.users')}
        pages={pages}
        idOf={({ UserId }) => UserId}
        searched={(user) =>
          `${user.UserName} ${user.DisplayName} ${emailOf(user) ?? ''} ${user.UserId}`
        }
        searchLabel={t('idc.users.search')}
        empty={t('idc.users.none')}
        actions={
          <Button variant="primary" onClick={() => navigate(inApp(paths.createUser))}>
            {t('idc.users.create')}
          </Button>
        }
        columns={[
          {
            id: 'name',
            header: t('idc.users.name'),
            cell: ({ UserName, UserId }) => (
              <Link href={paths.user(UserId)}>
                <span className="value">{UserName}</span>
              </Link>
            ),
            sortingField: 'UserName',
            isRowHeader: true,
          },
          {
            id: 'shown',
            header: t('idc.users.displayName'),
            cell: ({ DisplayName }) => DisplayName,
            sortingField: 'DisplayName',
          },
          {
            id: 'email',
            header: t('org.email'),
            minWidth: 220,
            cell: (user) => <span className="value">{emailOf(user) ?? '-'}</span>,
            sortingComparator: (one, other) =>
              (emailOf(one) ?? '').localeCompare(emailOf(other) ?? ''),
          },
          {
            id: 'status',
            header: t('org.state'),
            cell: (user) => <UserStatus user={user} />,
            sortingField: 'UserStatus',
          },
          {
            id: 'created',
            header: t('iam.created'),
            cell: ({ CreatedAt }) => <Day seconds={CreatedAt} />,
            sortingField: 'CreatedAt',
          },
        ]}
      />
    </Page>
  );
}
