import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useNavigate } from 'react-router';
import { Copied } from '../../../shared/shown/code-block.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { inApp, paths } from '../shared/paths.ts';
import type { NewUser } from './new-user.ts';
import { SignInLink } from './sign-in-link.tsx';

/** What a new user needs to sign in; a password that was made is shown here only. */
export function CreatedUser(props: {
  readonly user: NewUser;
  readonly password: string | undefined;
}) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { user, password } = props;
  const name = user.name.trim();
  const isMade = password !== undefined && user.password.generated;
  return (
    <SpaceBetween size="l">
      <Alert type="success">{t('iam.users.created', { name })}</Alert>
      {user.hasPassword && (
        <Container>
          <SpaceBetween size="m">
            {isMade && <Alert type="warning">{t('iam.password.once')}</Alert>}
            <KeyValuePairs
              columns={1}
              items={[
                { label: t('iam.signInUrl'), value: <SignInLink /> },
                {
                  label: t('iam.users.name'),
                  value: <Copied text={name} label={t('iam.users.name')} />,
                },
                ...(isMade
                  ? [
                      {
                        label: t('iam.password'),
                        value: <Copied text={password} label={t('iam.password')} />,
                      },
                    ]
                  : []),
              ]}
            />
          </SpaceBetween>
        </Container>
      )}
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={() => navigate(inApp(paths.users))}>{t('iam.users.back')}</Button>
        <Button variant="primary" onClick={() => navigate(inApp(paths.user(name)))}>
          {t('iam.users.view', { name })}
        </Button>
      </SpaceBetween>
    </SpaceBetween>
  );
}
