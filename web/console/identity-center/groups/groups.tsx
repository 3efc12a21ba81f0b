import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import { useNavigate } from 'react-router';
import { Day } from '../../../shared/shown/moment.tsx';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { inApp } from '../../iam/shared/paths.ts';
import { Page } from '../../shared/page.tsx';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { listGroups } from '../shared/directory.ts';
import { useInstance } from '../shared/instance.tsx';
import { paths } from '../shared/paths.ts';

/** The groups of the directory. */
export function Component() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { storeId } = useInstance();
  const pages = usePages('groups', (token, signal) => listGroups(storeId, token, signal));
  return (
    <Page title={t('frame.idc.groups')} description={t('idc.groups.lead')} crumbs={[]}>
      <ResourceTable
        title={t('frame.idc.groups')}
        pages={pages}
        idOf={({ GroupId }) => GroupId}
        searched={(group) => `${group.DisplayName} ${group.Description ?? ''} ${group.GroupId}`}
        searchLabel={t('idc.groups.search')}
        empty={t('idc.groups.none')}
        actions={
          <Button variant="primary" onClick={() => navigate(inApp(paths.createGroup))}>
            {t('idc.groups.create')}
          </Button>
        }
        columns={[
          {
            id: 'name',
            header: t('idc.groups.name'),
            cell: ({ DisplayName, GroupId }) => (
              <Link href={paths.group(GroupId)}>
                <span className="value">{DisplayName}</span>
              </Link>
            ),
            sortingField: 'DisplayName',
            isRowHeader: true,
          },
          { id: 'about', header: t('iam.description'), cell: (group) => group.Description ?? '-' },
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
