import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { ChangePasswordForm } from '../../shared/password/change-password-form.tsx';
import { Moment } from '../../shared/shown/moment.tsx';
import { call } from '../api/call.ts';
import { usePortal } from '../frame/portal.tsx';
import { useTexts } from '../i18n/texts.ts';
import { RULES } from './rules.ts';

/** Who is signed in, and their password. */
export function Profile() {
  const { t } = useTexts();
  const { User, ExpiresAt } = usePortal();
  const [changing, setChanging] = useState(false);
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{t('profile.person')}</Header>}>
        <KeyValuePairs
          columns={2}
          items={[
            { label: t('profile.name'), value: User.DisplayName },
            { label: t('profile.userName'), value: <span className="value">{User.UserName}</span> },
            {
              label: t('profile.email'),
              value: <span className="value">{User.Email ?? '-'}</span>,
            },
            { label: t('profile.until'), value: <Moment seconds={ExpiresAt} /> },
          ]}
        />
      </Container>
      <Container
        header={
          <Header
            variant="h2"
            description={t('profile.password.lead')}
            actions={<Button onClick={() => setChanging(true)}>{t('password.change')}</Button>}
          >
            {t('profile.password')}
          </Header>
        }
      />
      {changing && (
        <ChangePasswordForm
          rules={RULES}
          userName={User.UserName}
          change={(OldPassword, NewPassword) =>
            call('ChangePassword', { OldPassword, NewPassword })
          }
          onClose={() => setChanging(false)}
        />
      )}
    </SpaceBetween>
  );
}
