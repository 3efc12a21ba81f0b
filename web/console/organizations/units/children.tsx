import Link from '@cloudscape-design/components/link';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { onePage } from '../../iam/shared/all-pages.ts';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { AccountState } from '../shared/account-state.tsx';
import { paths } from '../shared/paths.ts';
import { listChildren } from '../tree/nodes.ts';
import type { TreeNode } from '../tree/tree-node.ts';

/** The units and accounts directly below a unit. */
export function Children({ id }: { readonly id: string }) {
  const { t } = useTexts();
  const pages = usePages(`children of ${id}`, (_token, signal) =>
    onePage(listChildren(id, signal)),
  );
  const linkOf = (node: TreeNode): string =>
    node.kind === 'account' ? paths.account(node.id) : paths.unit(node.id);
  return (
    <ResourceTable
      title={t('org.units.children')}
      pages={pages}
      idOf={(node) => node.id}
      searched={({ name, id: own, account }) => `${name} ${own} ${account?.Email ?? ''}`}
      empty={t('org.units.empty')}
      columns={[
        {
          id: 'name',
          header: t('iam.name'),
          cell: (node) => <Link href={linkOf(node)}>{node.name}</Link>,
          sortingField: 'name',
          isRowHeader: true,
        },
        {
          id: 'kind',
          header: t('iam.type'),
          cell: ({ kind }) => t(kind === 'account' ? 'org.account' : 'org.unit'),
          sortingField: 'kind',
        },
        { id: 'id', header: 'ID', cell: (node) => node.id },
        {
          id: 'state',
          header: t('org.state'),
          cell: ({ account }) => (account ? <AccountState account={account} /> : '-'),
        },
      ]}
    />
  );
}
