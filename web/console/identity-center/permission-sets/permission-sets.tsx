import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import { useNavigate } from 'react-router';
import { Day } from '../../../shared/shown/moment.tsx';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { inApp } from '../../iam/shared/paths.ts';
import { Page } from '../../shared/page.tsx';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { AccessNotice } from '../shared/access-notice.tsx';
import { useInstance } from '../shared/instance.tsx';
import { paths } from '../shared/paths.ts';
import { listPermissionSets } from '../shared/permission-sets.ts';
import { SessionDuration } from './session-duration.tsx';

/** The permission sets of the instance. */
export function Component() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { arn } = useInstance();
  const pages = usePages('sets', (token, signal) => listPermissionSets(arn, token, signal));
  return (
    <Page title={t('frame.idc.permissionSets')} description={t('idc.sets.lead')} crumbs={[]}>
      <AccessNotice />
      <ResourceTable
        title={t('frame.idc.permissionSets')}
        pages={pages}
        idOf={({ PermissionSetArn = '' }) => PermissionSetArn}
        searched={({ Name = '', Description = '' }) => `${Name} ${Description}`}
        searchLabel={t('idc.sets.search')}
        empty={t('idc.sets.none')}
        actions={
          <Button variant="primary" onClick={() => navigate(inApp(paths.createPermissionSet))}>
            {t('idc.sets.create')}
          </Button>
        }
        columns={[
          {
            id: 'name',
            header: t('iam.name'),
            cell: ({ Name, PermissionSetArn = '' }) => (
              <Link href={paths.permissionSet(PermissionSetArn)}>{Name}</Link>
            ),
            sortingField: 'Name',
            isRowHeader: true,
          },
          { id: 'about', header: t('iam.description'), cell: (set) => set.Description ?? '-' },
          {
            id: 'duration',
            header: t('idc.sets.duration'),
            cell: ({ SessionDuration: duration }) => <SessionDuration duration={duration} />,
          },
          {
            id: 'created',
            header: t('iam.created'),
            cell: ({ CreatedDate }) => <Day seconds={CreatedDate} />,
            sortingField: 'CreatedDate',
          },
        ]}
      />
    </Page>
  );
}
