import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Facts } from '../../iam/shared/facts.tsx';
import { Page } from '../../shared/page.tsx';
import { MemberNotice, useOrganization } from '../shared/organization.tsx';

/** What the organization is, and its end. */
export function Component() {
  const { t } = useTexts();
  const tell = useTell();
  const { organization, isManagement, reload } = useOrganization();
  const [asking, setAsking] = useState(false);
  const { Id: id = '' } = organization;
  const action = useAction(async () => {
    await call('organizations', 'DeleteOrganization', {});
    tell(t('iam.deleted', { name: id }));
    reload();
  });
  return (
    <Page
      title={t('frame.org.settings')}
      crumbs={[]}
      actions={isManagement && <Button onClick={() => setAsking(true)}>{t('org.delete')}</Button>}
    >
      <MemberNotice />
      <Facts
        arn={organization.Arn}
        items={[
          [t('org.id'), id],
          [t('org.management'), organization.MasterAccountId],
          [t('org.management.email'), organization.MasterAccountEmail],
          [
            t('org.features'),
            t(organization.FeatureSet === 'ALL' ? 'org.features.all' : 'org.features.billing'),
          ],
        ]}
      />
      {asking && (
        <Confirm
          title={t('org.delete')}
          submit={t('org.delete')}
          action={action}
          word={id}
          onClose={() => setAsking(false)}
        >
          {t('org.delete.lead')}
        </Confirm>
      )}
    </Page>
  );
}
