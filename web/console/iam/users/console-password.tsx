import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useQuery } from '../../../shared/api/use-query.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { useFormat } from '../../../shared/i18n/format.ts';
import { Copied } from '../../../shared/shown/code-block.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { Loaded } from '../../../shared/shown/loaded.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { loginProfile } from './delete-user.ts';
import { FIRST_CHOICE, isChosen, PasswordFields, passwordOf } from './password-fields.tsx';
import { SignInLink } from './sign-in-link.tsx';

/** Whether a user may sign in to the console, and with which password. */
export function ConsolePassword({ name }: { readonly name: string }) {
  const { t } = useTexts();
  const tell = useTell();
  const [dialog, setDialog] = useState<'set' | 'remove'>();
  const [shown, setShown] = useState<string>();
  const query = useQuery(`password of ${name}`, async (signal) => ({
    profile: await loginProfile(name, signal),
  }));
  const removal = useAction(async () => {
    await call('iam', 'DeleteLoginProfile', { UserName: name });
    tell(t('iam.password.removed', { name }));
    query.reload();
  });
  const profile = query.value?.profile;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('iam.password.lead')}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {profile && (
                <Button onClick={() => setDialog('remove')}>{t('iam.password.remove')}</Button>
              )}
              <Button disabled={query.value === undefined} onClick={() => setDialog('set')}>
                {t(profile ? 'iam.password.change' : 'iam.password.enable')}
              </Button>
            </SpaceBetween>
          }
        >
          {t('iam.password.title')}
        </Header>
      }
    >
      <Loaded query={query}>{() => <PasswordFacts profile={profile} />}</Loaded>
      {dialog === 'set' && (
        <SetPassword
          name={name}
          exists={profile !== undefined}
          onClose={() => setDialog(undefined)}
          onDone={(password) => {
            setShown(password);
            query.reload();
          }}
        />
      )}
      {dialog === 'remove' && (
        <Confirm
          title={t('iam.password.remove')}
          submit={t('iam.password.remove')}
          action={removal}
          word={name}
          onClose={() => setDialog(undefined)}
        >
          {t('iam.password.remove.lead')}
        </Confirm>
      )}
      {shown !== undefined && <ShownOnce password={shown} onClose={() => setShown(undefined)} />}
    </Container>
  );
}

type Profile = Awaited<ReturnType<typeof loginProfile>>;

function PasswordFacts({ profile }: { readonly profile: Profile }) {
  const { t } = useTexts();
  const format = useFormat();
  return (
    <KeyValuePairs
      columns={3}
      items={[
        {
          label: t('iam.password'),
          value: profile
            ? t('iam.password.since', { day: format.day(profile.CreateDate) })
            : t('iam.password.none'),
        },
        {
          label: t('iam.password.reset.short'),
          value: profile ? t(profile.PasswordResetRequired ? 'common.yes' : 'common.no') : '-',
        },
        { label: t('iam.signInUrl'), value: <SignInLink /> },
      ]}
    />
  );
}

function ShownOnce(props: { readonly password: string; readonly onClose: () => void }) {
  const { t } = useTexts();
  return (
    <Modal
      visible
      header={t('iam.password.new')}
      onDismiss={() => props.onClose()}
      closeAriaLabel={t('common.close')}
    >
      <SpaceBetween size="m">
        <Alert type="warning">{t('iam.password.once')}</Alert>
        <Copied text={props.password} label={t('iam.password')} />
      </SpaceBetween>
    </Modal>
  );
}

function SetPassword(props: {
  readonly name: string;
  readonly exists: boolean;
  readonly onClose: () => void;
  /** Given the password where it was made here. */
  readonly onDone: (password: string | undefined) => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { name, exists } = props;
  const [choice, setChoice] = useState(FIRST_CHOICE);
  const action = useAction(async () => {
    const Password = passwordOf(choice);
    const input = { UserName: name, Password, PasswordResetRequired: choice.resetRequired };
    if (exists) await call('iam', 'UpdateLoginProfile', input);
    else await call('iam', 'CreateLoginProfile', input);
    tell(t('iam.password.saved', { name }));
    props.onDone(choice.generated ? Password : undefined);
  });
  return (
    <FormModal
      title={t(exists ? 'iam.password.change' : 'iam.password.enable')}
      submit={t('iam.save')}
      action={action}
      ready={isChosen(choice)}
      onClose={props.onClose}
    >
      <PasswordFields choice={choice} onChange={setChoice} />
    </FormModal>
  );
}
