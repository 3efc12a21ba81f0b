import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import { useState } from 'react';
import { useAction } from '../../shared/api/use-action.ts';
import { askAuthenticator } from '../../shared/devices/ask-authenticator.ts';
import type { PasskeyProblem } from '../../shared/devices/passkey-problem.ts';
import { useTell } from '../../shared/frame/notices.tsx';
import { FormModal } from '../../shared/shown/form-modal.tsx';
import { call } from '../api/call.ts';
import { useTexts } from '../i18n/texts.ts';

/** Registers a passkey or security key with the browser's own dialogue. */
export function RegisterPasskey(props: {
  readonly name: string;
  readonly onClose: () => void;
  readonly onRegistered: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { name, onClose, onRegistered } = props;
  const [problem, setProblem] = useState<PasskeyProblem>();
  const register = useAction(async () => {
    setProblem(undefined);
    const { Options = '{}' } = await call('StartRegistration', { Type: 'passkey' });
    const Response = await askAuthenticator(Options, setProblem);
    if (Response === undefined) return;
    await call('CompleteRegistration', { Label: name, Response });
    tell(t('mfa.registered', { name }));
    onRegistered();
    onClose();
  });
  return (
    <FormModal
      title={t('mfa.passkey.title')}
      submit={t('mfa.passkey.start')}
      action={register}
      onClose={onClose}
      onDone={() => undefined}
    >
      <Box>{t('mfa.passkey.lead')}</Box>
      {problem && <Alert type="error">{t(`mfa.passkey.problem.${problem}`)}</Alert>}
    </FormModal>
  );
}
