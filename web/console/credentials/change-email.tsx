import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { useAction } from '../../shared/api/use-action.ts';
import { useTell } from '../../shared/frame/notices.tsx';
import { FormModal } from '../../shared/shown/form-modal.tsx';
import { call } from '../api/call.ts';
import { useRefreshSession } from '../frame/session.tsx';
import { useTexts } from '../i18n/texts.tsx';
import { CodeField, isCode } from './code-field.tsx';

/** Asks for the new address and the password, then for the code that the new address was mailed. */
export function ChangeEmail({ onClose }: { readonly onClose: () => void }) {
  const { t, language } = useTexts();
  const tell = useTell();
  const refresh = useRefreshSession();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [sent, setSent] = useState(false);
  const [code, setCode] = useState('');
  const start = useAction(async () => {
    const input = { NewEmail: email.trim(), Password: password, Language: language };
    await call('gatehouse', 'StartRootEmailUpdate', input);
    setSent(true);
  });
  const accept = useAction(async () => {
    const input = { VerificationCode: code, Language: language };
    await call('gatehouse', 'AcceptRootEmailUpdate', input);
    await refresh();
    tell(t('contact.email.done'));
  });
  if (sent) {
    return (
      <FormModal
        title={t('contact.email.change')}
        submit={t('contact.verify')}
        action={accept}
        ready={isCode(code)}
        onClose={onClose}
      >
        <CodeField sentTo={email.trim()} code={code} onChange={setCode} />
      </FormModal>
    );
  }
  return (
    <FormModal
      title={t('contact.email.change')}
      submit={t('contact.send')}
      action={start}
      ready={/^\S+@\S+$/.test(email.trim()) && password !== ''}
      onClose={onClose}
      onDone={() => undefined}
    >
      <FormField label={t('contact.email.new')}>
        <Input
          type="email"
          autoComplete="email"
          value={email}
          onChange={({ detail }) => setEmail(detail.value)}
        />
      </FormField>
      <FormField label={t('password.old')}>
        <Input
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={({ detail }) => setPassword(detail.value)}
        />
      </FormField>
    </FormModal>
  );
}
