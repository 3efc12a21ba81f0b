import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useFormat } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Page } from '../../shared/page.tsx';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { type ListedGroup, useGroups } from '../shared/group-picker.tsx';
import { inApp, paths } from '../shared/paths.ts';
import { DeleteGroup } from './delete-group.tsx';

/** The account's groups. */
export function Component() {
  const { t } = useTexts();
  const format = useFormat();
  const navigate = useNavigate();
  const [selected, setSelected] = useState<readonly ListedGroup[]>([]);
  const [deleting, setDeleting] = useState(false);
  const pages = useGroups();
  const name = selected[0]?.GroupName ?? '';
  return (
    <Page title={t('iam.groups.title')} description={t('iam.groups.lead')}>
      <ResourceTable
        title={t('iam.groups.list')}
        pages={pages}
        idOf={({ GroupName }) => GroupName}
        searched={({ GroupName, Path, GroupId }) => `${Path}${GroupName} ${GroupId}`}
        searchLabel={t('iam.groups.search')}
        empty={t('iam.groups.none')}
        selectionType="single"
        selected={selected}
        onSelect={setSelected}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={name === ''} onClick={() => setDeleting(true)}>
              {t('iam.delete')}
            </Button>
            <Button variant="primary" onClick={() => navigate(inApp(`${paths.groups}/create`))}>
              {t('iam.groups.create')}
            </Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'name',
            header: t('iam.groups.name'),
            cell: ({ GroupName }) => <Link href={paths.group(GroupName)}>{GroupName}</Link>,
            sortingField: 'GroupName',
            isRowHeader: true,
          },
          { id: 'path', header: t('iam.path'), cell: ({ Path }) => Path, sortingField: 'Path' },
          {
            id: 'created',
            header: t('iam.created'),
            cell: ({ CreateDate }) => format.day(CreateDate),
            sortingField: 'CreateDate',
          },
        ]}
      />
      {deleting && (
        <DeleteGroup
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
