import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useNavigate } from 'react-router';
import { ApiFailure } from '../../../shared/api/failure.ts';
import { FailureAlert } from '../../../shared/shown/failure-alert.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { inApp } from '../../iam/shared/paths.ts';
import { paths } from '../shared/paths.ts';
import type { NewUser } from './new-user.ts';
import { OneTimePassword } from './one-time-password.tsx';

/** A person that was made, and what came of the first password. */
export interface Made {
  readonly userId: string;
  /** The one-time password, where one was asked for. */
  readonly password: string | undefined;
  /** Seconds since 1970. */
  readonly expiresAt: number | undefined;
  /** What did not succeed after the person was there. */
  readonly failure: unknown;
}

/** What a new person needs to come in; a one-time password is shown here only. */
export function CreatedUser({ user, made }: { readonly user: NewUser; readonly made: Made }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const name = user.userName.trim();
  const isInvited = user.firstPassword === 'invitation' && made.failure === undefined;
  return (
    <SpaceBetween size="l">
      <Alert type="success">{t('idc.users.created', { name })}</Alert>
      {made.failure instanceof ApiFailure && <FailureAlert failure={made.failure} />}
      {isInvited && <Alert>{t('idc.users.invited', { email: user.email.trim() })}</Alert>}
      {made.password !== undefined && (
        <Container>
          <OneTimePassword name={name} password={made.password} expiresAt={made.expiresAt} />
        </Container>
      )}
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={() => navigate(inApp(paths.users))}>{t('idc.users.back')}</Button>
        <Button variant="primary" onClick={() => navigate(inApp(paths.user(made.userId)))}>
          {t('iam.users.view', { name })}
        </Button>
      </SpaceBetween>
    </SpaceBetween>
  );
}
