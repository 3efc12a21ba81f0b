import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useAction } from '../../shared/api/use-action.ts';
import { useQuery } from '../../shared/api/use-query.ts';
import { ClockHint } from '../../shared/devices/clock-hint.tsx';
import { Seed } from '../../shared/devices/seed.tsx';
import { useTell } from '../../shared/frame/notices.tsx';
import { FormModal } from '../../shared/shown/form-modal.tsx';
import { Loaded } from '../../shared/shown/loaded.tsx';
import { call } from '../api/call.ts';
import { useTexts } from '../i18n/texts.ts';

/** Registers an authenticator app: its picture or secret key, then one code. */
export function RegisterApp(props: {
  readonly name: string;
  readonly onClose: () => void;
  readonly onRegistered: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { name, onClose, onRegistered } = props;
  const [code, setCode] = useState('');
  const begun = useQuery('authenticator', (signal) =>
    call('StartRegistration', { Type: 'authenticator' }, signal),
  );
  const token = begun.value?.Token;
  const complete = useAction(async () => {
    await call('CompleteRegistration', { Label: name, Token: token ?? '', Code: code });
    tell(t('mfa.registered', { name }));
    onRegistered();
  });
  return (
    <FormModal
      title={t('mfa.app.title')}
      submit={t('mfa.register')}
      action={complete}
      ready={token !== undefined && /^\d{6}$/.test(code)}
      onClose={onClose}
    >
      <Loaded query={begun}>
        {({ Secret = '', Picture = '' }) => (
          <SpaceBetween size="m">
            <Box>{t('devices.app.lead')}</Box>
            <Seed secret={Secret} picture={Picture} />
            <FormField label={t('devices.code')} description={t('mfa.code1.lead')}>
              <Input
                value={code}
                inputMode="numeric"
                autoComplete="one-time-code"
                onChange={({ detail }) => setCode(detail.value.replace(/\D/g, '').slice(0, 6))}
              />
            </FormField>
            <ClockHint failure={complete.failure} />
          </SpaceBetween>
        )}
      </Loaded>
    </FormModal>
  );
}
