import { useTexts } from '../../i18n/texts.tsx';
import { Page } from '../../shared/page.tsx';
import { MemberNotice } from '../shared/organization.tsx';
import { Delegates } from './delegates.tsx';
import { TrustedServices } from './trusted-services.tsx';

/** Which services work across the organization, and which accounts administer them. */
export function Component() {
  const { t } = useTexts();
  return (
    <Page title={t('frame.org.services')} description={t('org.services.lead')} crumbs={[]}>
      <MemberNotice />
      <TrustedServices />
      <Delegates />
    </Page>
  );
}
