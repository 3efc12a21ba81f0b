import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import { useState } from 'react';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { onePage } from '../../iam/shared/all-pages.ts';
import { ResourceTable } from '../../shared/resource-table.tsx';
import type { NamedAssignment } from '../assign/assignment.ts';
import { listOfAccount } from '../assign/assignments.ts';
import { PrincipalName } from '../assign/principal-name.tsx';
import { useInstance } from '../shared/instance.tsx';
import { paths } from '../shared/paths.ts';
import { RemoveAccess } from './remove-access.tsx';

/** The users and groups that are assigned to an account, each with its permission sets. */
export function AccountAssignments({ account }: { readonly account: string }) {
  const { t } = useTexts();
  const { arn, storeId } = useInstance();
  const [selected, setSelected] = useState<readonly NamedAssignment[]>([]);
  const [removing, setRemoving] = useState(false);
  const pages = usePages(`assignments in ${account}`, (_token, signal) =>
    onePage(listOfAccount({ arn, storeId }, account, signal)),
  );
  return (
    <>
      <ResourceTable
        title={t('idc.assigned.who')}
        pages={pages}
        idOf={(one) => `${one.principalName} ${one.permissionSetName} ${one.principal.id}`}
        searched={(one) => `${one.principalName} ${one.permissionSetName}`}
        empty={t('idc.assigned.nobody')}
        selectionType="multi"
        selected={selected}
        onSelect={setSelected}
        actions={
          <Button disabled={selected.length === 0} onClick={() => setRemoving(true)}>
            {t('idc.removeAccess')}
          </Button>
        }
        columns={[
          {
            id: 'who',
            header: t('idc.principal'),
            cell: (one) => <PrincipalName assignment={one} />,
            sortingField: 'principalName',
            isRowHeader: true,
          },
          {
            id: 'kind',
            header: t('iam.type'),
            cell: ({ principal }) => t(principal.kind === 'USER' ? 'idc.user' : 'idc.group'),
          },
          {
            id: 'set',
            header: t('idc.permissionSet'),
            cell: ({ permissionSet, permissionSetName }) => (
              <Link href={paths.permissionSet(permissionSet)}>{permissionSetName}</Link>
            ),
            sortingField: 'permissionSetName',
          },
        ]}
      />
      {removing && (
        <RemoveAccess
          assignments={selected}
          onClose={() => setRemoving(false)}
          onDone={() => {
            setSelected([]);
            pages.reload();
          }}
        />
      )}
    </>
  );
}
