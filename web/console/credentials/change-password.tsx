import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { ApiFailure } from '../../shared/api/failure.ts';
import { useAction } from '../../shared/api/use-action.ts';
import { useQuery } from '../../shared/api/use-query.ts';
import { useTell } from '../../shared/frame/notices.tsx';
import type { Language } from '../../shared/i18n/languages.ts';
import { FormModal } from '../../shared/shown/form-modal.tsx';
import { call } from '../api/call.ts';
import { type Session, useRefreshSession, useSession } from '../frame/session.tsx';
import { useTexts } from '../i18n/texts.tsx';
import { defaultRules, type Policy, policyRules, type Rule } from './password-rules.ts';

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

/** Asks for the password and the new one, twice; the rules are checked while it is typed. */
export function ChangePassword({ onClose }: { readonly onClose: () => void }) {
  const { t, language } = useTexts();
  const tell = useTell();
  const session = useSession();
  const refresh = useRefreshSession();
  const rules = useRules(session);
  const [old, setOld] = useState('');
  const [fresh, setFresh] = useState('');
  const [again, setAgain] = useState('');
  const change = useAction(async () => {
    await changePassword(session, old, fresh, language);
    await refresh();
    tell(t('password.done'));
  });
  const differs = again !== '' && again !== fresh;
  const ready =
    old !== '' && fresh !== '' && fresh === again && rules.every(({ met }) => met(fresh));
  return (
    <FormModal
      title={t('password.change')}
      submit={t('password.change')}
      action={change}
      ready={ready}
      onClose={onClose}
    >
      {/* Password managers keep a password by its user. */}
      <input hidden readOnly autoComplete="username" value={session.email ?? session.name ?? ''} />
      <FormField label={t('password.old')}>
        <Input
          type="password"
          autoComplete="current-password"
          value={old}
          onChange={({ detail }) => setOld(detail.value)}
        />
      </FormField>
      <FormField label={t('password.new')} description={<Rules rules={rules} password={fresh} />}>
        <Input
          type="password"
          autoComplete="new-password"
          value={fresh}
          onChange={({ detail }) => setFresh(detail.value)}
        />
      </FormField>
      <FormField label={t('password.again')} errorText={differs ? t('password.differs') : ''}>
        <Input
          type="password"
          autoComplete="new-password"
          value={again}
          onChange={({ detail }) => setAgain(detail.value)}
        />
      </FormField>
      <Box color="text-body-secondary">{t('password.ends')}</Box>
    </FormModal>
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

function Rules({
  rules,
  password,
}: {
  readonly rules: readonly Rule[];
  readonly password: string;
}) {
  const { t } = useTexts();
  if (rules.length === 0) return t('password.rule.unknown');
  return (
    <SpaceBetween size="xxxs">
      {rules.map(({ key, details, met }) => (
        <StatusIndicator key={key} type={met(password) ? 'success' : 'pending'}>
          {t(`password.rule.${key}`, details)}
        </StatusIndicator>
      ))}
    </SpaceBetween>
  );
}
