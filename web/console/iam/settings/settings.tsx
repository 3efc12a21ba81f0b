import { useTexts } from '../../i18n/texts.tsx';
import { Page } from '../../shared/page.tsx';
import { Alias } from './alias.tsx';
import { PasswordPolicy } from './password-policy.tsx';

/** What holds for the account as a whole: its alias and the rules of passwords. */
export function Component() {
  const { t } = useTexts();
  return (
    <Page title={t('iam.settings.title')} description={t('iam.settings.lead')} crumbs={[]}>
      <Alias />
      <PasswordPolicy />
    </Page>
  );
}
