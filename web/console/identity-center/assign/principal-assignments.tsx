import Link from '@cloudscape-design/components/link';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { onePage } from '../../iam/shared/all-pages.ts';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { AccessNotice } from '../shared/access-notice.tsx';
import { useInstance } from '../shared/instance.tsx';
import { paths } from '../shared/paths.ts';
import type { Principal } from '../shared/people.ts';
import { listOfPrincipal } from './assignments.ts';
import { PrincipalName } from './principal-name.tsx';

/** The accounts that a user or group comes into, and with what. */
export function PrincipalAssignments({ principal }: { readonly principal: Principal }) {
  const { t } = useTexts();
  const { arn, storeId } = useInstance();
  const pages = usePages(`assignments of ${principal.id}`, (_token, signal) =>
    onePage(listOfPrincipal({ arn, storeId }, principal, signal)),
  );
  return (
    <>
      <AccessNotice />
      <ResourceTable
        title={t('frame.idc.accounts')}
        description={t('idc.assigned.lead')}
        pages={pages}
        idOf={({ key }) => key}
        searched={({ account, permissionSetName }) => `${account} ${permissionSetName}`}
        empty={t('idc.assigned.none')}
        columns={[
          {
            id: 'account',
            header: t('org.account'),
            cell: ({ account }) => <Link href={paths.account(account)}>{account}</Link>,
            sortingField: 'account',
            isRowHeader: true,
          },
          {
            id: 'set',
            header: t('idc.permissionSet'),
            cell: ({ permissionSet, permissionSetName }) => (
              <Link href={paths.permissionSet(permissionSet)}>{permissionSetName}</Link>
            ),
            sortingField: 'permissionSetName',
          },
          {
            id: 'by',
            header: t('idc.assigned.by'),
            cell: (one) =>
              one.principal.id === principal.id ? (
                t('idc.assigned.directly')
              ) : (
                <PrincipalName assignment={one} />
              ),
          },
        ]}
      />
    </>
  );
}
