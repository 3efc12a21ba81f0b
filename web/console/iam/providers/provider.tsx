import { useSearchParams } from 'react-router';
import { useTexts } from '../../i18n/texts.tsx';
import { EntityPage } from '../shared/entity-page.tsx';
import { paths } from '../shared/paths.ts';
import { OIDC_PROVIDER, SAML_PROVIDER } from './delete-provider.ts';
import { providerName } from './list-providers.ts';
import { OidcProvider } from './oidc-provider.tsx';
import { SamlProvider } from './saml-provider.tsx';

/** One identity provider. */
export function Component() {
  const { t } = useTexts();
  const arn = useSearchParams()[0].get('arn') ?? '';
  const isSaml = arn.includes(':saml-provider/');
  return (
    <EntityPage
      name={providerName(arn)}
      id={arn}
      list={{ text: t('iam.providers.title'), href: paths.providers }}
      deletion={isSaml ? SAML_PROVIDER : OIDC_PROVIDER}
    >
      {isSaml ? <SamlProvider key={arn} arn={arn} /> : <OidcProvider key={arn} arn={arn} />}
    </EntityPage>
  );
}
