import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { call } from '../../api/call.ts';
import { useAction } from '../../api/use-action.ts';
import { useTell } from '../../frame/notices.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { Confirm } from '../../shared/confirm.tsx';
import { Page } from '../../shared/page.tsx';
import { inApp, paths } from '../shared/paths.ts';
import { providerName } from './list-providers.ts';
import { OidcProvider } from './oidc-provider.tsx';
import { SamlProvider } from './saml-provider.tsx';

/** One identity provider. */
export function Component() {
  const { t } = useTexts();
  const arn = useSearchParams()[0].get('arn') ?? '';
  const [deleting, setDeleting] = useState(false);
  const isSaml = arn.includes(':saml-provider/');
  return (
    <Page
      title={providerName(arn)}
      crumbs={[{ text: t('iam.providers.title'), href: paths.providers }]}
      actions={<Button onClick={() => setDeleting(true)}>{t('iam.delete')}</Button>}
    >
      {isSaml ? <SamlProvider key={arn} arn={arn} /> : <OidcProvider key={arn} arn={arn} />}
      {deleting && <DeleteProvider arn={arn} isSaml={isSaml} onClose={() => setDeleting(false)} />}
    </Page>
  );
}

function DeleteProvider(props: {
  readonly arn: string;
  readonly isSaml: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const navigate = useNavigate();
  const { arn, isSaml } = props;
  const name = providerName(arn);
  const action = useAction(async () => {
    if (isSaml) await call('iam', 'DeleteSAMLProvider', { SAMLProviderArn: arn });
    else await call('iam', 'DeleteOpenIDConnectProvider', { OpenIDConnectProviderArn: arn });
    tell(t('iam.deleted', { name }));
    navigate(inApp(paths.providers));
  });
  return (
    <Confirm
      title={t('iam.providers.delete', { name })}
      submit={t('iam.delete')}
      action={action}
      word={name}
      onClose={props.onClose}
    >
      {t('iam.providers.delete.lead')}
    </Confirm>
  );
}
