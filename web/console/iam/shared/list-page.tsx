import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Pages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Page } from '../../shared/page.tsx';
import { type Columns, ResourceTable } from '../../shared/resource-table.tsx';
import { type Deletable, Deletion } from './deletion.tsx';
import { inApp, paths } from './paths.ts';

/** The page of everything that an account has of one kind: a table, and the way to something new. */
export function ListPage<Item>(props: {
  /** What is listed; its texts are those of `iam.{noun}`. */
  readonly noun: 'groups' | 'policies' | 'providers' | 'roles' | 'users';
  readonly pages: Pages<Item>;
  readonly columns: Columns<NoInfer<Item>>;
  readonly idOf: (item: Item) => string;
  readonly searched: (item: Item) => string;
  /** Where rows are chosen to be deleted; their id is then their name. */
  readonly deletion?: Deletable;
  readonly filter?: ReactNode;
  /** In place of the button that leads to the form of something new. */
  readonly create?: ReactNode;
}) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { noun, pages, deletion } = props;
  const [selected, setSelected] = useState<readonly Item[]>([]);
  const [deleting, setDeleting] = useState(false);
  const name = selected[0] === undefined ? undefined : props.idOf(selected[0]);
  return (
    <Page title={t(`iam.${noun}.title`)} description={t(`iam.${noun}.lead`)} crumbs={[]}>
      <ResourceTable
        title={t(`iam.${noun}.list`)}
        pages={pages}
        columns={props.columns}
        idOf={props.idOf}
        searched={props.searched}
        searchLabel={t(`iam.${noun}.search`)}
        empty={t(`iam.${noun}.none`)}
        {...(deletion && { selectionType: 'single', selected, onSelect: setSelected })}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            {props.filter}
            {deletion && (
              <Button disabled={name === undefined} onClick={() => setDeleting(true)}>
                {t('iam.delete')}
              </Button>
            )}
            {props.create ?? (
              <Button variant="primary" onClick={() => navigate(inApp(`${paths[noun]}/create`))}>
                {t(`iam.${noun}.create`)}
              </Button>
            )}
          </SpaceBetween>
        }
      />
      {deletion && deleting && name !== undefined && (
        <Deletion
          of={deletion}
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
