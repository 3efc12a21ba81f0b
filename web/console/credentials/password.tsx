import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import { useState } from 'react';
import { Moment } from '../../shared/shown/moment.tsx';
import { useSession } from '../frame/session.tsx';
import { useTexts } from '../i18n/texts.tsx';
import { ChangePassword } from './change-password.tsx';

/** When the password was changed, and the way to change it. */
export function Password() {
  const { t } = useTexts();
  const { passwordChangedAt, passwordExpiresAt } = useSession();
  const [open, setOpen] = useState(false);
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={<Button onClick={() => setOpen(true)}>{t('password.change')}</Button>}
        >
          {t('password.title')}
        </Header>
      }
    >
      <KeyValuePairs
        columns={2}
        items={[
          {
            label: t('password.changed'),
            value:
              passwordChangedAt === undefined ? (
                t('common.unknown')
              ) : (
                <Moment seconds={passwordChangedAt} />
              ),
          },
          {
            label: t('password.expires'),
            value:
              passwordExpiresAt === undefined ? (
                t('password.never')
              ) : (
                <Moment seconds={passwordExpiresAt} />
              ),
          },
        ]}
      />
      {open && <ChangePassword onClose={() => setOpen(false)} />}
    </Container>
  );
}
