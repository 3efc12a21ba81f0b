import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useQuery } from '../../../shared/api/use-query.ts';
import { call } from '../../api/call.ts';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { onePage } from '../../iam/shared/all-pages.ts';
import { inApp } from '../../iam/shared/paths.ts';
import { Page } from '../../shared/page.tsx';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { MemberNotice } from '../shared/organization.tsx';
import { paths } from '../shared/paths.ts';
import { listPolicies, SCP } from '../shared/policies.ts';
import { PolicyTypeDialog } from './policy-type.tsx';

/** The organization's service control policies, and whether they have any effect. */
export function Component() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const pages = usePages('policies', (_token, signal) => onePage(listPolicies(signal)));
  const root = useQuery('root', findRoot);
  const [asking, setAsking] = useState(false);
  return (
    <Page
      title={t('org.policies.title')}
      description={t('org.policies.lead')}
      crumbs={[]}
      actions={
        root.value?.isEnabled && (
          <Button onClick={() => setAsking(true)}>{t('org.policies.disable')}</Button>
        )
      }
    >
      <MemberNotice />
      {root.value?.isEnabled === false && (
        <Alert
          type="warning"
          action={<Button onClick={() => setAsking(true)}>{t('org.policies.enable')}</Button>}
        >
          {t('org.policies.disabled')}
        </Alert>
      )}
      <ResourceTable
        title={t('org.policies.list')}
        pages={pages}
        idOf={({ Name = '' }) => Name}
        searched={({ Name = '', Description = '', Id = '' }) => `${Name} ${Description} ${Id}`}
        searchLabel={t('iam.policies.search')}
        empty={t('iam.policies.none')}
        actions={
          <Button variant="primary" onClick={() => navigate(inApp(paths.createPolicy))}>
            {t('org.policies.create')}
          </Button>
        }
        columns={[
          {
            id: 'name',
            header: t('iam.policy'),
            cell: ({ Name, Id = '' }) => <Link href={paths.policy(Id)}>{Name}</Link>,
            sortingField: 'Name',
            isRowHeader: true,
          },
          {
            id: 'type',
            header: t('iam.type'),
            cell: ({ AwsManaged }) => t(AwsManaged ? 'iam.policy.aws' : 'iam.policy.customer'),
            sortingField: 'AwsManaged',
          },
          { id: 'about', header: t('iam.description'), cell: ({ Description }) => Description },
        ]}
      />
      {asking && root.value && (
        <PolicyTypeDialog
          rootId={root.value.id}
          isEnabled={root.value.isEnabled}
          onClose={() => setAsking(false)}
          onDone={() => {
            root.reload();
            pages.reload();
          }}
        />
      )}
    </Page>
  );
}

/** The root, and whether service control policies are on there. */
async function findRoot(signal: AbortSignal) {
  const { Roots = [] } = await call('organizations', 'ListRoots', {}, signal);
  const { Id: id = '', PolicyTypes = [] } = Roots[0] ?? {};
  const isEnabled = PolicyTypes.some(({ Type, Status }) => Type === SCP && Status === 'ENABLED');
  return { id, isEnabled };
}
