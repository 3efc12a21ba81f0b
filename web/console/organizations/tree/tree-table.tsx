import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Icon from '@cloudscape-design/components/icon';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import { type ReactNode, useState } from 'react';
import { useQuery } from '../../../shared/api/use-query.ts';
import { FailureAlert } from '../../../shared/shown/failure-alert.tsx';
import { matches } from '../../../shared/shown/matches.ts';
import { type Translate, useTexts } from '../../i18n/texts.tsx';
import { AccountState } from '../shared/account-state.tsx';
import { listAccounts } from './nodes.ts';
import type { TreeNode } from './tree-node.ts';
import { type Tree, useTree } from './use-tree.ts';

/**
 * The organization as a tree, which opens level by level; a search lists matching accounts instead.
 * With `onSelect` accounts are chosen.
 */
export function TreeTable(props: {
  readonly title: string;
  readonly description?: string;
  /** Where a node leads; undefined shows its name alone. */
  readonly linkOf?: (node: TreeNode) => string | undefined;
  readonly actions?: ReactNode;
  readonly selected?: readonly TreeNode[];
  readonly onSelect?: (accounts: readonly TreeNode[]) => void;
  readonly single?: boolean;
}) {
  const { t } = useTexts();
  const tree = useTree();
  const [words, setWords] = useState('');
  const isSearch = words.trim() !== '';
  const found = useQuery(isSearch ? 'accounts' : undefined, listAccounts);
  const items = isSearch
    ? (found.value ?? []).filter(({ id, name, account }) =>
        matches(`${name} ${id} ${account?.Email ?? ''}`, words),
      )
    : tree.roots;
  const failure = tree.failure ?? found.failure;
  return (
    <SpaceBetween size="m">
      {failure && <FailureAlert failure={failure} retry={tree.reload} />}
      <Table
        items={items}
        trackBy="id"
        variant="container"
        wrapLines
        loading={isSearch ? found.loading : tree.loading && tree.roots.length === 0}
        loadingText={t('table.loading')}
        columnDefinitions={columnsOf(t, props.linkOf)}
        {...(isSearch ? {} : { expandableRows: expandable(tree) })}
        {...selectionOf(props, t)}
        enableKeyboardNavigation
        empty={
          <Box textAlign="center" color="inherit">
            {isSearch ? t('table.noMatch') : t('org.tree.none')}
          </Box>
        }
        filter={
          <TextFilter
            filteringText={words}
            filteringPlaceholder={t('org.tree.search')}
            filteringAriaLabel={t('org.tree.search')}
            {...(isSearch && { countText: t('table.matches', { count: items.length }) })}
            onChange={({ detail }) => setWords(detail.filteringText)}
          />
        }
        header={
          <Header
            description={props.description}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button
                  iconName="refresh"
                  formAction="none"
                  ariaLabel={t('table.refresh')}
                  onClick={tree.reload}
                />
                {props.actions}
              </SpaceBetween>
            }
          >
            {props.title}
          </Header>
        }
      />
    </SpaceBetween>
  );
}

function expandable(tree: Tree): TableProps.ExpandableRows<TreeNode> {
  const all = (nodes: readonly TreeNode[]): TreeNode[] =>
    nodes.flatMap((node) => [node, ...all(tree.childrenOf(node) ?? [])]);
  return {
    getItemChildren: (node) => [...(tree.childrenOf(node) ?? [])],
    isItemExpandable: ({ kind }) => kind !== 'account',
    expandedItems: all(tree.roots).filter(tree.isOpen),
    onExpandableItemToggle: ({ detail }) => tree.toggle(detail.item, detail.expanded),
  };
}

function selectionOf(props: Parameters<typeof TreeTable>[0], t: Translate) {
  const { selected = [], onSelect, single = false, title } = props;
  if (!onSelect) return { ariaLabels: labelsOf(title, t) };
  return {
    selectionType: single ? ('single' as const) : ('multi' as const),
    selectedItems: selected,
    isItemDisabled: ({ kind }: TreeNode) => kind !== 'account',
    onSelectionChange: ({ detail }: { detail: TableProps.SelectionChangeDetail<TreeNode> }) =>
      onSelect(detail.selectedItems.filter(({ kind }) => kind === 'account')),
    ariaLabels: {
      ...labelsOf(title, t),
      selectionGroupLabel: t('table.selection'),
      allItemsSelectionLabel: () => t('table.selection.all'),
      itemSelectionLabel: (_: unknown, { name, id }: TreeNode) => `${name} ${id}`,
    },
  };
}

const labelsOf = (title: string, t: Translate) => ({
  tableLabel: title,
  expandButtonLabel: ({ name }: TreeNode) => t('org.tree.open', { name }),
  collapseButtonLabel: ({ name }: TreeNode) => t('org.tree.close', { name }),
});

function columnsOf(
  t: Translate,
  linkOf: ((node: TreeNode) => string | undefined) | undefined,
): TableProps.ColumnDefinition<TreeNode>[] {
  return [
    {
      id: 'name',
      header: t('iam.name'),
      isRowHeader: true,
      minWidth: 180,
      cell: (node) => <NodeName node={node} href={linkOf?.(node)} />,
    },
    {
      id: 'id',
      header: 'ID',
      minWidth: 150,
      cell: ({ id }) => <span className="value">{id}</span>,
    },
    {
      id: 'email',
      header: t('org.email'),
      minWidth: 220,
      cell: ({ account }) => <span className="value">{account?.Email ?? '-'}</span>,
    },
    {
      id: 'state',
      header: t('org.state'),
      minWidth: 90,
      cell: ({ account }) => (account ? <AccountState account={account} /> : '-'),
    },
  ];
}

function NodeName({ node, href }: { readonly node: TreeNode; readonly href: string | undefined }) {
  const icon = node.kind === 'account' ? 'user-profile' : 'folder';
  return (
    <>
      <Icon name={icon} /> {href === undefined ? node.name : <Link href={href}>{node.name}</Link>}
    </>
  );
}
