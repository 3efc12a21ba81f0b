import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { useAction } from '../../shared/api/use-action.ts';
import { useTell } from '../../shared/frame/notices.tsx';
import { FormModal } from '../../shared/shown/form-modal.tsx';
import { call } from '../api/call.ts';
import { useTexts } from '../i18n/texts.tsx';
import { CodeField, isCode } from './code-field.tsx';

/** Asks for a phone number, then for the code that it was sent. */
export function VerifyPhone(props: {
  readonly onClose: () => void;
  readonly onVerified: () => void;
}) {
  const { t, language } = useTexts();
  const tell = useTell();
  const [phone, setPhone] = useState('');
  const [sent, setSent] = useState(false);
  const [code, setCode] = useState('');
  const number = phone.replace(/[\s-]/g, '');
  const start = useAction(async () => {
    const input = { PhoneNumber: number, Language: language };
    await call('gatehouse', 'StartPhoneVerification', input);
    setSent(true);
  });
  const verify = useAction(async () => {
    await call('gatehouse', 'CompletePhoneVerification', { VerificationCode: code });
    tell(t('contact.phone.done'));
    props.onVerified();
  });
  return (
    <FormModal
      key={sent ? 'code' : 'number'}
      title={t('contact.phone.change')}
      submit={sent ? t('contact.verify') : t('contact.send')}
      action={sent ? verify : start}
      ready={sent ? isCode(code) : /^\+\d{6,15}$/.test(number)}
      onClose={props.onClose}
      onDone={sent ? props.onClose : () => undefined}
    >
      {sent ? (
        <CodeField sentTo={number} code={code} onChange={setCode} />
      ) : (
        <FormField label={t('contact.phone')} constraintText={t('contact.phone.form')}>
          <Input
            inputMode="tel"
            autoComplete="tel"
            value={phone}
            onChange={({ detail }) => setPhone(detail.value)}
          />
        </FormField>
      )}
    </FormModal>
  );
}
