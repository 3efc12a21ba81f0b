import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../i18n/texts.tsx';
import { Facts } from '../../iam/shared/facts.tsx';
import { Page } from '../../shared/page.tsx';
import { useInstance } from '../shared/instance.tsx';
import { Counts } from './counts.tsx';
import { PortalAddresses } from './portal-addresses.tsx';
import { QuickSteps } from './quick-steps.tsx';

/** What the instance is, where its portal is, and what is there to do. */
export function Component() {
  const { t } = useTexts();
  const { instance } = useInstance();
  const isOrganization = instance.Kind === 'organization';
  return (
    <Page title={t('frame.idc')} description={t('idc.lead')} crumbs={[]}>
      <PortalAddresses />
      <SpaceBetween size="l">
        <Counts />
        <QuickSteps />
        <Facts
          arn={instance.InstanceArn}
          items={[
            [t('idc.instance.name'), instance.Name],
            [t('idc.storeId'), instance.IdentityStoreId],
            [t('idc.source'), t('idc.source.directory')],
            [t('idc.kind'), t(isOrganization ? 'idc.kind.organization' : 'idc.kind.account')],
            [t('idc.owner'), instance.OwnerAccountId],
            [t('idc.region'), instance.Region],
          ]}
        />
      </SpaceBetween>
    </Page>
  );
}
