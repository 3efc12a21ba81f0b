import Link from '@cloudscape-design/components/link';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { useColumns } from '../shared/columns.tsx';
import { ListPage } from '../shared/list-page.tsx';
import { paths } from '../shared/paths.ts';
import { ROLE } from './delete-role.ts';
import { trustedOf } from './trusted.ts';

type Role = NonNullable<OutputOf<'iam', 'ListRoles'>['Roles']>[number];

const trusted = ({ AssumeRolePolicyDocument: text }: Role) => trustedOf(text).join(', ') || '-';

/** The account's roles. */
export function Component() {
  const { t } = useTexts();
  const { path, created } = useColumns();
  const pages = usePages<Role>('roles', async (Marker, signal) => {
    const answer = await call('iam', 'ListRoles', { Marker, MaxItems: 200 }, signal);
    return { items: answer.Roles, next: answer.Marker };
  });
  return (
    <ListPage
      noun="roles"
      pages={pages}
      idOf={({ RoleName }) => RoleName}
      searched={(role) => `${role.Path}${role.RoleName} ${trusted(role)}`}
      deletion={ROLE}
      columns={[
        {
          id: 'name',
          header: t('iam.roles.name'),
          cell: ({ RoleName }) => <Link href={paths.role(RoleName)}>{RoleName}</Link>,
          sortingField: 'RoleName',
          isRowHeader: true,
        },
        path,
        {
          id: 'trusted',
          header: t('iam.roles.trusted'),
          cell: (role) => <span className="value">{trusted(role)}</span>,
          sortingComparator: (a, b) => trusted(a).localeCompare(trusted(b)),
        },
        created,
      ]}
    />
  );
}
