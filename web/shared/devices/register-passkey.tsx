import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import { useState } from 'react';
import { useAction } from '../api/use-action.ts';
import { useTell } from '../frame/notices.tsx';
import { useTexts } from '../i18n/texts.tsx';
import { FormModal } from '../shown/form-modal.tsx';
import { askAuthenticator } from './ask-authenticator.ts';
import type { PasskeyProblem } from './passkey-problem.ts';

/** Registers a passkey or security key with the browser's own dialogue. */
export function RegisterPasskey(props: {
  readonly name: string;
  /** Answers what the browser is asked, as JSON. */
  readonly start: () => Promise<string>;
  /** Takes what the browser answered, as JSON. */
  readonly complete: (response: string) => Promise<unknown>;
  readonly onClose: () => void;
  readonly onRegistered: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { name, start, complete, onClose, onRegistered } = props;
  const [problem, setProblem] = useState<PasskeyProblem>();
  const register = useAction(async () => {
    setProblem(undefined);
    const response = await askAuthenticator(await start(), setProblem);
    if (response === undefined) return;
    await complete(response);
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
