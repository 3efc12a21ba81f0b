import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { useAction } from '../api/use-action.ts';
import { useTell } from '../frame/notices.tsx';
import { useTexts } from '../i18n/texts.tsx';
import { FormModal } from '../shown/form-modal.tsx';
import type { Rule } from './rule.ts';

/** Asks for the password and the new one, twice; the rules are checked while it is typed. */
export function ChangePasswordForm(props: {
  readonly rules: readonly Rule[];
  /** Whose password it is: password managers keep it by that. */
  readonly userName: string;
  readonly change: (old: string, fresh: string) => Promise<unknown>;
  readonly onClose: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { rules, userName, change, onClose } = props;
  const [old, setOld] = useState('');
  const [fresh, setFresh] = useState('');
  const [again, setAgain] = useState('');
  const action = useAction(async () => {
    await change(old, fresh);
    tell(t('password.done'));
  });
  const differs = again !== '' && again !== fresh;
  const ready =
    old !== '' && fresh !== '' && fresh === again && rules.every(({ met }) => met(fresh));
  return (
    <FormModal
      title={t('password.change')}
      submit={t('password.change')}
      action={action}
      ready={ready}
      onClose={onClose}
    >
      <input hidden readOnly autoComplete="username" value={userName} />
      <FormField label={t('password.old')}>
        <Password kind="current-password" value={old} onChange={setOld} />
      </FormField>
      <FormField label={t('password.new')} description={<Rules rules={rules} password={fresh} />}>
        <Password kind="new-password" value={fresh} onChange={setFresh} />
      </FormField>
      <FormField label={t('password.again')} errorText={differs ? t('password.differs') : ''}>
        <Password kind="new-password" value={again} onChange={setAgain} />
      </FormField>
      <Box color="text-body-secondary">{t('password.ends')}</Box>
    </FormModal>
  );
}

function Password(props: {
  readonly kind: 'current-password' | 'new-password';
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <Input
      type="password"
      autoComplete={props.kind}
      value={props.value}
      onChange={({ detail }) => props.onChange(detail.value)}
    />
  );
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
