import Wizard from '@cloudscape-design/components/wizard';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAction } from '../../../shared/api/use-action.ts';
import { FailureAlert } from '../../../shared/shown/failure-alert.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Page } from '../../shared/page.tsx';
import { attachPolicy } from '../shared/owner.ts';
import { inApp, paths } from '../shared/paths.ts';
import { tagsOf } from '../shared/tags.tsx';
import { useSteps } from '../shared/use-steps.ts';
import { BasicsStep, PermissionsStep, ReviewStep, TagsStep } from './create-user-steps.tsx';
import { CreatedUser } from './created-user.tsx';
import { type NewUser, NOBODY } from './new-user.ts';
import { isChosen, passwordOf } from './password-fields.tsx';

/** Makes the user and what hangs on it; answers the password, if one was made. */
async function create(user: NewUser): Promise<string | undefined> {
  const UserName = user.name.trim();
  await call('iam', 'CreateUser', { UserName, Tags: tagsOf(user.tags) });
  let password: string | undefined;
  if (user.hasPassword) {
    password = passwordOf(user.password);
    const PasswordResetRequired = user.password.resetRequired;
    const input = { UserName, Password: password, PasswordResetRequired };
    try {
      await call('iam', 'CreateLoginProfile', input);
    } catch (error) {
      // Refused for its password the user is not there at all, and the form can be sent again.
      await call('iam', 'DeleteUser', { UserName }).catch(() => undefined);
      throw error;
    }
  }
  for (const { GroupName } of user.groups) {
    await call('iam', 'AddUserToGroup', { UserName, GroupName });
  }
  for (const { Arn = '' } of user.policies) {
    await attachPolicy({ kind: 'user', name: UserName }, Arn);
  }
  return password;
}

/** Makes a user, step by step. */
export function Component() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const [user, setUser] = useState(NOBODY);
  const [made, setMade] = useState<{ readonly password: string | undefined }>();
  const action = useAction(async () => setMade({ password: await create(user) }));
  const crumbs = [{ text: t('iam.users.title'), href: paths.users }];
  const change = (part: Partial<NewUser>): void => setUser((before) => ({ ...before, ...part }));
  const isNamed = user.name.trim() !== '' && (!user.hasPassword || isChosen(user.password));
  const steps = useSteps([isNamed, true, user.tags.valid, true]);
  if (made) {
    return (
      <Page title={t('iam.users.created.title')} crumbs={crumbs}>
        <CreatedUser user={user} password={made.password} />
      </Page>
    );
  }
  return (
    <Page title={t('iam.users.create')} crumbs={crumbs}>
      <Wizard
        activeStepIndex={steps.step}
        isLoadingNextStep={action.busy}
        submitButtonText={t('iam.users.create')}
        onCancel={() => navigate(inApp(paths.users))}
        onNavigate={({ detail }) => steps.go(detail.requestedStepIndex)}
        onSubmit={() => action.run()}
        steps={[
          {
            title: t('iam.users.step.basics'),
            content: <BasicsStep user={user} isStopped={steps.isStopped} onChange={change} />,
          },
          {
            title: t('iam.users.step.permissions'),
            isOptional: true,
            content: <PermissionsStep user={user} onChange={change} />,
          },
          {
            title: t('iam.tags'),
            isOptional: true,
            content: <TagsStep user={user} onChange={change} />,
          },
          {
            title: t('iam.review'),
            content: (
              <>
                <ReviewStep user={user} />
                {action.failure && <FailureAlert failure={action.failure} />}
              </>
            ),
          },
        ]}
      />
    </Page>
  );
}
