import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Link from '@cloudscape-design/components/link';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAction } from '../../../shared/api/use-action.ts';
import { useQuery } from '../../../shared/api/use-query.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { ActionForm } from '../../../shared/shown/action-form.tsx';
import { Loaded } from '../../../shared/shown/loaded.tsx';
import { call } from '../../api/call.ts';
import { chosenRegion } from '../../api/region.ts';
import { useSession } from '../../frame/session.tsx';
import type { TextKey } from '../../i18n/messages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { findOrganization } from '../../organizations/shared/organization.tsx';
import { Page } from '../../shared/page.tsx';

/** What the account can enable: for its organization, or for itself. */
type Scope = 'organization' | 'account';

const LEADS: Readonly<Record<Scope, TextKey>> = {
  organization: 'idc.enable.organization',
  account: 'idc.enable.account',
};

/** What IAM Identity Center is, and how to enable it. */
export function NotEnabled({ onEnabled }: { readonly onEnabled: () => void }) {
  const { t } = useTexts();
  const { account } = useSession();
  const query = useQuery('organization', async (signal) => {
    const organization = await findOrganization(signal);
    const scope: Scope = organization?.MasterAccountId === account ? 'organization' : 'account';
    return { organization, scope };
  });
  return (
    <Page title={t('frame.idc')} description={t('idc.lead')}>
      <Container header={<Header variant="h2">{t('idc.about')}</Header>}>
        <ul>
          <li>{t('idc.about.portal')}</li>
          <li>{t('idc.about.access')}</li>
          <li>{t('idc.about.credentials')}</li>
        </ul>
      </Container>
      <Loaded query={query}>
        {({ organization, scope }) => (
          <Container header={<Header variant="h2">{t('idc.enable')}</Header>}>
            {!organization && (
              <Box variant="p">
                {t('idc.enable.noOrganization')}{' '}
                <Link href="/console/organizations/accounts">{t('org.create')}</Link>
              </Box>
            )}
            <Enable scope={scope} onEnabled={onEnabled} />
          </Container>
        )}
      </Loaded>
    </Page>
  );
}

function Enable({ scope, onEnabled }: { readonly scope: Scope; readonly onEnabled: () => void }) {
  const { t } = useTexts();
  const tell = useTell();
  const navigate = useNavigate();
  const session = useSession();
  const region = chosenRegion() ?? session.region;
  const [name, setName] = useState('');
  const action = useAction(async () => {
    const named = name.trim() === '' ? {} : { Name: name.trim() };
    if (scope === 'organization') await call('gatehouse', 'EnableIdentityCenter', named);
    else await call('sso-admin', 'CreateInstance', named);
    tell(t('idc.enabled'));
    onEnabled();
  });
  return (
    <ActionForm
      submit={t('idc.enable.submit')}
      action={action}
      spacing="m"
      onCancel={() => navigate('/')}
    >
      <Box>{t(LEADS[scope])}</Box>
      <Box>{t('idc.enable.region', { region })}</Box>
      <FormField label={t('idc.instance.name')} description={t('iam.optional')}>
        <Input value={name} onChange={({ detail }) => setName(detail.value)} />
      </FormField>
    </ActionForm>
  );
}
