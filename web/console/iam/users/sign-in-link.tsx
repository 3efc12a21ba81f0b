import { Copied } from '../../../shared/shown/code-block.tsx';
import { useSession } from '../../frame/session.tsx';
import { useTexts } from '../../i18n/texts.tsx';

/** Where users of this account sign in: by the account's alias, if it has one. */
export function signInUrl(publicUrl: string, accountOrAlias: string): string {
  return `${publicUrl.replace(/\/$/, '')}/signin?${new URLSearchParams({ account: accountOrAlias })}`;
}

/** The sign-in address of this account. */
export function SignInLink() {
  const { t } = useTexts();
  const { account, alias, publicUrl } = useSession();
  return <Copied text={signInUrl(publicUrl, alias ?? account)} label={t('iam.signInUrl')} />;
}
