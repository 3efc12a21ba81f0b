import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useQuery } from '../../shared/api/use-query.ts';
import { FailureAlert } from '../../shared/shown/failure-alert.tsx';
import { call } from '../api/call.ts';
import { useSession } from '../frame/session.tsx';
import { useTexts } from '../i18n/texts.tsx';
import { ChangeEmail } from './change-email.tsx';
import { RemovePhone } from './remove-phone.tsx';
import { VerifyPhone } from './verify-phone.tsx';

type Open = 'email' | 'phone' | 'remove';

/** Where codes and notices reach the root user, and changing that (R125, R147). */
export function Contact() {
  const { t } = useTexts();
  const { email = '' } = useSession();
  const [open, setOpen] = useState<Open>();
  const { value, failure, reload } = useQuery('contact', async (signal) => {
    return (await call('gatehouse', 'GetContact', {}, signal)).Contact;
  });
  const { VerifiedPhoneNumber: phone, CodeChannel: channel } = value ?? {};
  const close = (): void => setOpen(undefined);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('contact.lead')}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button onClick={() => setOpen('email')}>{t('contact.email.change')}</Button>
              <Button onClick={() => setOpen('phone')}>{t('contact.phone.change')}</Button>
              {phone !== undefined && (
                <Button onClick={() => setOpen('remove')}>{t('contact.phone.remove')}</Button>
              )}
            </SpaceBetween>
          }
        >
          {t('contact.title')}
        </Header>
      }
    >
      {failure && <FailureAlert failure={failure} retry={reload} />}
      <KeyValuePairs
        columns={3}
        minColumnWidth={180}
        items={[
          { label: t('credentials.email'), value: <span className="value">{email}</span> },
          { label: t('contact.phone'), value: phone ?? t('common.none') },
          {
            label: t('contact.channel'),
            value: channel === 'text' ? t('contact.channel.text') : t('contact.channel.email'),
          },
        ]}
      />
      {open === 'email' && <ChangeEmail onClose={close} />}
      {open === 'phone' && <VerifyPhone onClose={close} onVerified={reload} />}
      {open === 'remove' && <RemovePhone onClose={close} onRemoved={reload} />}
    </Container>
  );
}
