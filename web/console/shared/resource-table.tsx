import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import type { ReactNode } from 'react';
import { useFormat } from '../../shared/i18n/format.ts';
import { FailureAlert } from '../../shared/shown/failure-alert.tsx';
import { matches } from '../../shared/shown/matches.ts';
import type { Pages } from '../api/use-pages.ts';
import { type Translate, useTexts } from '../i18n/texts.tsx';

const PAGE_SIZE = 25;
/** Of a column in pixels, so that words stay whole. */
const LEAST_WIDTH = 120;

/** The columns of a table; one with `sortingField` or `sortingComparator` sorts. */
export type Columns<Item> = readonly TableProps.ColumnDefinition<Item>[];

interface ResourceTableProps<Item> {
  readonly title: string;
  readonly description?: ReactNode;
  readonly pages: Pages<Item>;
  readonly columns: Columns<NoInfer<Item>>;
  /** A name that no other item has. */
  readonly idOf: (item: Item) => string;
  /** The text in which the search looks; without it there is no search field. */
  readonly searched?: (item: Item) => string;
  readonly searchLabel?: string;
  /** In place of the search field, where the server filters. */
  readonly filter?: ReactNode;
  readonly actions?: ReactNode;
  readonly empty: ReactNode;
  readonly variant?: 'full-page' | 'container';
  readonly selected?: readonly Item[];
  readonly onSelect?: (items: readonly Item[]) => void;
  readonly selectionType?: 'single' | 'multi';
}

/**
 * A list of the server. It pages there; searching and sorting happen among the items that have come,
 * which the header says while there are more.
 */
export function ResourceTable<Item>(props: ResourceTableProps<Item>) {
  const { t } = useTexts();
  const { pages, searched, idOf } = props;
  const shown = useCollection(pages.items, {
    filtering: {
      filteringFunction: (item, words) => matches(searched?.(item) ?? '', words),
      empty: <Nothing>{pages.failure ? t('table.failed') : props.empty}</Nothing>,
      noMatch: <Nothing>{t('table.noMatch')}</Nothing>,
    },
    pagination: { pageSize: PAGE_SIZE },
    sorting: {},
  });
  const { items, collectionProps, filterProps, filteredItemsCount, actions } = shown;
  return (
    <SpaceBetween size="m">
      {pages.failure && <FailureAlert failure={pages.failure} retry={pages.reload} />}
      <Table
        {...collectionProps}
        items={items}
        columnDefinitions={props.columns.map((column) => ({ minWidth: LEAST_WIDTH, ...column }))}
        trackBy={idOf}
        variant={props.variant ?? 'container'}
        loading={pages.loading && pages.items.length === 0}
        loadingText={t('table.loading')}
        wrapLines
        enableKeyboardNavigation
        ariaLabels={ariaLabelsOf(props, t)}
        {...selectionOf(props)}
        header={<TableHeader {...props} />}
        filter={
          props.filter ??
          (searched && (
            <TextFilter
              {...filterProps}
              filteringPlaceholder={props.searchLabel ?? t('table.search')}
              filteringAriaLabel={props.searchLabel ?? t('table.search')}
              countText={t('table.matches', { count: filteredItemsCount ?? 0 })}
              onChange={(event) => {
                filterProps.onChange(event);
                actions.setCurrentPage(1);
              }}
            />
          ))
        }
        pagination={<Paging pages={pages} paging={shown.paginationProps} />}
      />
    </SpaceBetween>
  );
}

function selectionOf<Item>(props: ResourceTableProps<Item>) {
  const { selectionType, selected, onSelect } = props;
  if (!selectionType || !onSelect) return {};
  return {
    selectionType,
    selectedItems: selected ?? [],
    onSelectionChange: ({ detail }: { detail: TableProps.SelectionChangeDetail<Item> }) =>
      onSelect(detail.selectedItems),
  };
}

function ariaLabelsOf<Item>(
  { title, idOf, selectionType }: ResourceTableProps<Item>,
  t: Translate,
): TableProps.AriaLabels<Item> {
  if (!selectionType) return { tableLabel: title };
  return {
    tableLabel: title,
    selectionGroupLabel: t('table.selection'),
    allItemsSelectionLabel: () => t('table.selection.all'),
    itemSelectionLabel: (_, item) => idOf(item),
  };
}

function TableHeader<Item>(props: ResourceTableProps<Item>) {
  const { t } = useTexts();
  const format = useFormat();
  const { items, hasMore, loading, reload, more } = props.pages;
  const count = format.number(items.length);
  return (
    <Header
      counter={hasMore ? `(${count}+)` : `(${count})`}
      description={props.description}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button
            iconName="refresh"
            ariaLabel={t('table.refresh')}
            loading={loading}
            onClick={reload}
          />
          {hasMore && (
            <Button onClick={more} disabled={loading}>
              {t('table.more')}
            </Button>
          )}
          {props.actions}
        </SpaceBetween>
      }
    >
      {props.title}
    </Header>
  );
}

/** Turning past the last page that has come asks for the next one. */
function Paging<Item>(props: {
  readonly pages: Pages<Item>;
  readonly paging: ReturnType<typeof useCollection<Item>>['paginationProps'];
}) {
  const { t } = useTexts();
  const { pages, paging } = props;
  if (paging.pagesCount <= 1 && !pages.hasMore) return null;
  const isLast = paging.currentPageIndex >= paging.pagesCount;
  return (
    <Pagination
      {...paging}
      openEnd={pages.hasMore}
      disabled={pages.loading}
      ariaLabels={{
        nextPageLabel: t('table.next'),
        previousPageLabel: t('table.previous'),
        pageLabel: (page) => t('table.page', { page }),
      }}
      onNextPageClick={() => {
        if (isLast && pages.hasMore) pages.more();
      }}
    />
  );
}

function Nothing({ children }: { readonly children: ReactNode }) {
  return (
    <Box textAlign="center" color="inherit" padding={{ vertical: 's' }}>
      {children}
    </Box>
  );
}
