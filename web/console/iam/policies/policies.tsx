import Link from '@cloudscape-design/components/link';
import { useState } from 'react';
import { useFormat } from '../../../shared/i18n/format.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { ListPage } from '../shared/list-page.tsx';
import { paths } from '../shared/paths.ts';
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
  const [scope, setScope] = useState<PolicyScope>('All');
  const type = (arn: string | undefined) =>
    t(isAwsManaged(arn) ? 'iam.policy.aws' : 'iam.policy.customer');
  return (
    <ListPage
      noun="policies"
      pages={useManagedPolicies(scope)}
      idOf={({ Arn = '' }) => Arn}
      searched={({ PolicyName = '', Arn = '' }) => `${PolicyName} ${Arn}`}
      filter={<ScopeChoice scope={scope} onChange={setScope} />}
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
          cell: ({ UpdateDate }) => format.day(UpdateDate),
          sortingField: 'UpdateDate',
        },
      ]}
    />
  );
}
