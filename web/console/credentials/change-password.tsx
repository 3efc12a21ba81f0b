import { ApiFailure } from '../../shared/api/failure.ts';
import { useQuery } from '../../shared/api/use-query.ts';
import type { Language } from '../../shared/i18n/languages.ts';
import { ChangePasswordForm } from '../../shared/password/change-password-form.tsx';
import type { Rule } from '../../shared/password/rule.ts';
import { call } from '../api/call.ts';
import { type Session, useRefreshSession, useSession } from '../frame/session.tsx';
import { useTexts } from '../i18n/texts.tsx';
import { defaultRules, type Policy, policyRules } from './password-rules.ts';

/** The account's own policy; undefined where it has none. */
async function findPolicy(signal: AbortSignal): Promise<Policy | undefined> {
  try {
    return (await call('iam', 'GetAccountPasswordPolicy', {}, signal)).PasswordPolicy;
  } catch (error) {
    if (error instanceof ApiFailure && error.code === 'NoSuchEntity') return undefined;
    throw error;
  }
}

/** Rules that can be shown; empty while they are unknown or may not be read. */
function useRules({ accountName, email, kind }: Session): readonly Rule[] {
  const isRoot = kind === 'root';
  const { value, failure, loading } = useQuery(isRoot ? undefined : 'password-policy', findPolicy);
  const names = [accountName, ...(email === undefined ? [] : [email])];
  if (isRoot) return defaultRules(names);
  if (loading || failure) return [];
  return value ? policyRules(value) : defaultRules(names);
}

/** Changes the password of whoever is signed in. */
export function ChangePassword({ onClose }: { readonly onClose: () => void }) {
  const { language } = useTexts();
  const session = useSession();
  const refresh = useRefreshSession();
  return (
    <ChangePasswordForm
      rules={useRules(session)}
      userName={session.email ?? session.name ?? ''}
      change={async (old, fresh) => {
        await changePassword(session, old, fresh, language);
        await refresh();
      }}
      onClose={onClose}
    />
  );
}

/** The root user's password is no IAM user's, and changed by another operation. */
async function changePassword(
  { kind }: Session,
  OldPassword: string,
  NewPassword: string,
  Language: Language,
): Promise<void> {
  if (kind === 'root') {
    await call('gatehouse', 'ChangeRootPassword', { OldPassword, NewPassword, Language });
  } else {
    await call('iam', 'ChangePassword', { OldPassword, NewPassword });
  }
}
