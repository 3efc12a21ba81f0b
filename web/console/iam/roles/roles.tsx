import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { usePages } from '../../api/use-pages.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Page } from '../../shared/page.tsx';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { inApp, paths } from '../shared/paths.ts';
import { DeleteRole } from './delete-role.tsx';
import { trustedOf } from './trusted.ts';

type Role = NonNullable<OutputOf<'iam', 'ListRoles'>['Roles']>[number];

/** The account's roles. */
export function Component() {
  const { t } = useTexts();
  const format = useFormat();
  const navigate = useNavigate();
  const [selected, setSelected] = useState<readonly Role[]>([]);
  const [deleting, setDeleting] = useState(false);
  const pages = usePages<Role>('roles', async (Marker, signal) => {
    const answer = await call('iam', 'ListRoles', { Marker, MaxItems: 200 }, signal);
    return { items: answer.Roles, next: answer.Marker };
  });
  const name = selected[0]?.RoleName ?? '';
  const trusted = ({ AssumeRolePolicyDocument: text }: Role) => trustedOf(text).join(', ') || '-';
  return (
    <Page title={t('iam.roles.title')} description={t('iam.roles.lead')}>
      <ResourceTable
        title={t('iam.roles.list')}
        pages={pages}
        idOf={({ RoleName }) => RoleName}
        searched={(role) => `${role.Path}${role.RoleName} ${trusted(role)}`}
        searchLabel={t('iam.roles.search')}
        empty={t('iam.roles.none')}
        selectionType="single"
        selected={selected}
        onSelect={setSelected}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={name === ''} onClick={() => setDeleting(true)}>
              {t('iam.delete')}
            </Button>
            <Button variant="primary" onClick={() => navigate(inApp(`${paths.roles}/create`))}>
              {t('iam.roles.create')}
            </Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'name',
            header: t('iam.roles.name'),
            cell: ({ RoleName }) => <Link href={paths.role(RoleName)}>{RoleName}</Link>,
            sortingField: 'RoleName',
            isRowHeader: true,
          },
          { id: 'path', header: t('iam.path'), cell: ({ Path }) => Path, sortingField: 'Path' },
          {
            id: 'trusted',
            header: t('iam.roles.trusted'),
            cell: (role) => <span className="value">{trusted(role)}</span>,
            sortingComparator: (a, b) => trusted(a).localeCompare(trusted(b)),
          },
          {
            id: 'created',
            header: t('iam.created'),
            cell: ({ CreateDate }) => format.day(CreateDate),
            sortingField: 'CreateDate',
          },
        ]}
      />
      {deleting && (
        <DeleteRole
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
