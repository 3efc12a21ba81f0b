import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useFormat } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Page } from '../../shared/page.tsx';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { inApp, paths } from '../shared/paths.ts';
import {
  isAwsManaged,
  type PolicyScope,
  ScopeChoice,
  useManagedPolicies,
} from '../shared/policy-picker.tsx';

/** Every managed policy: AWS's and the account's own. */
export function Component() {
  const { t } = useTexts();
  const format = useFormat();
  const navigate = useNavigate();
  const [scope, setScope] = useState<PolicyScope>('All');
  const pages = useManagedPolicies(scope);
  const type = (arn: string | undefined) =>
    t(isAwsManaged(arn) ? 'iam.policy.aws' : 'iam.policy.customer');
  return (
    <Page title={t('iam.policies.title')} description={t('iam.policies.lead')}>
      <ResourceTable
        title={t('iam.policies.list')}
        pages={pages}
        idOf={({ Arn = '' }) => Arn}
        searched={({ PolicyName = '', Arn = '' }) => `${PolicyName} ${Arn}`}
        searchLabel={t('iam.policies.search')}
        empty={t('iam.policies.none')}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <ScopeChoice scope={scope} onChange={setScope} />
            <Button variant="primary" onClick={() => navigate(inApp(`${paths.policies}/create`))}>
              {t('iam.policies.create')}
            </Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'name',
            header: t('iam.policy'),
            cell: ({ Arn = '', PolicyName }) => <Link href={paths.policy(Arn)}>{PolicyName}</Link>,
            sortingField: 'PolicyName',
            isRowHeader: true,
          },
          {
            id: 'type',
            header: t('iam.type'),
            cell: ({ Arn }) => type(Arn),
            sortingComparator: (a, b) => type(a.Arn).localeCompare(type(b.Arn)),
          },
          {
            id: 'attached',
            header: t('iam.policies.attached'),
            cell: ({ AttachmentCount = 0 }) => format.number(AttachmentCount),
            sortingField: 'AttachmentCount',
          },
          {
            id: 'changed',
            header: t('iam.changed'),
            cell: ({ UpdateDate }) => (UpdateDate === undefined ? '-' : format.day(UpdateDate)),
            sortingField: 'UpdateDate',
          },
        ]}
      />
    </Page>
  );
}
