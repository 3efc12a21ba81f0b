import Button from '@cloudscape-design/components/button';
import { useNavigate, useParams } from 'react-router';
import { useQuery } from '../../../shared/api/use-query.ts';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { inApp } from '../../iam/shared/paths.ts';
import { Page } from '../../shared/page.tsx';
import { paths } from '../shared/paths.ts';
import { AccountAssignments } from './account-assignments.tsx';
import { ProvisionedSets } from './provisioned-sets.tsx';

/** Who comes into an account, and with what. */
export function Component() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { id = '' } = useParams();
  const { value } = useQuery(id, async (signal) => {
    return (await call('organizations', 'DescribeAccount', { AccountId: id }, signal)).Account;
  });
  const name = value?.Name;
  return (
    <Page
      title={name === undefined ? id : `${name} (${id})`}
      description={value?.Email}
      crumbs={[{ text: t('frame.idc.accounts'), href: paths.accounts }]}
      actions={
        <Button variant="primary" onClick={() => navigate(inApp(paths.assign([id])))}>
          {t('idc.assign')}
        </Button>
      }
    >
      <AccountAssignments account={id} />
      <ProvisionedSets account={id} />
    </Page>
  );
}
