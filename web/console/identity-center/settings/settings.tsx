import { useTexts } from '../../i18n/texts.tsx';
import { Delegates } from '../../organizations/services/delegates.tsx';
import { Page } from '../../shared/page.tsx';
import { useInstance } from '../shared/instance.tsx';
import { AttributesPanel } from './attributes.tsx';
import { InstancePanel } from './instance-panel.tsx';
import { MfaPanel } from './mfa-panel.tsx';
import { PortalPanel } from './portal-panel.tsx';
import { SourcePanel } from './source-panel.tsx';

/** The service whose administration is delegated here. */
const SERVICE = 'sso.amazonaws.com';

/** What an administrator decides for the whole of the instance. */
export function Component() {
  const { t } = useTexts();
  const { instance } = useInstance();
  return (
    <Page title={t('idc.settings.title')} crumbs={[]}>
      <SourcePanel />
      <PortalPanel />
      <MfaPanel />
      <AttributesPanel />
      {instance.Kind === 'organization' && <Delegates service={SERVICE} />}
      <InstancePanel />
    </Page>
  );
}
