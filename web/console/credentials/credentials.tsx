/**
 * web/console/credentials: the caller's own security credentials. Owns: account identifiers, the
 * password, MFA devices, access keys, signed-in devices. Does not own: the credentials of other users
 * (iam/). A role session has none of its own, and is told where they come from.
 */
import Alert from '@cloudscape-design/components/alert';
import { useSession } from '../frame/session.tsx';
import { useTexts } from '../i18n/texts.tsx';
import { Page } from '../shared/page.tsx';
import { AccessKeys } from './access-keys.tsx';
import { Contact } from './contact.tsx';
import { Identifiers } from './identifiers.tsx';
import { MfaDevices } from './mfa-devices.tsx';
import { Password } from './password.tsx';
import { Sessions } from './sessions.tsx';

export function Component() {
  const { t } = useTexts();
  const { kind } = useSession();
  const hasOwn = kind === 'root' || kind === 'user';
  return (
    <Page title={t('credentials.title')} description={t(`credentials.lead.${kind}`)} crumbs={[]}>
      <Identifiers />
      {hasOwn && <Password />}
      {kind === 'root' && <Contact />}
      {hasOwn && <MfaDevices />}
      {hasOwn && <AccessKeys />}
      {!hasOwn && <Alert type="info">{t('credentials.temporary')}</Alert>}
      <Sessions />
    </Page>
  );
}
