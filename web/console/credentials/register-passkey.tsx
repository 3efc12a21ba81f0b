import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import { startRegistration, WebAuthnError } from '@simplewebauthn/browser';
import { useState } from 'react';
import { call } from '../api/call.ts';
import { useAction } from '../api/use-action.ts';
import { useTell } from '../frame/notices.tsx';
import { useTexts } from '../i18n/texts.tsx';
import { FormModal } from '../shared/form-modal.tsx';
import { type PasskeyProblem, passkeyProblem } from './passkey-problem.ts';

/** What the browser asks the authenticator for; undefined when it was given up or cannot be. */
async function askAuthenticator(
  options: string,
  onProblem: (problem: PasskeyProblem) => void,
): Promise<string | undefined> {
  try {
    return JSON.stringify(await startRegistration({ optionsJSON: JSON.parse(options) }));
  } catch (error) {
    if (!(error instanceof WebAuthnError) && !(error instanceof DOMException)) throw error;
    onProblem(passkeyProblem(error));
    return undefined;
  }
}

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
    const { Options } = await call('gatehouse', 'StartPasskeyRegistration', {});
    const Response = await askAuthenticator(Options, setProblem);
    if (Response === undefined) return;
    await call('gatehouse', 'CompletePasskeyRegistration', { Response, Label: name });
    tell(t('mfa.registered', { name }));
    onRegistered();
    onClose();
  });
  return (
    <FormModal
      title={t('mfa.passkey.title')}
      submit={t('mfa.passkey.start')}
      action={register}
      ready
      onClose={onClose}
      onDone={() => undefined}
    >
      <Box>{t('mfa.passkey.lead')}</Box>
      {problem && <Alert type="error">{t(`mfa.passkey.problem.${problem}`)}</Alert>}
    </FormModal>
  );
}
