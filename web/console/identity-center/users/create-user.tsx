import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import RadioGroup from '@cloudscape-design/components/radio-group';
import { useState } from 'react';
import { ApiFailure } from '../../../shared/api/failure.ts';
import { useAction } from '../../../shared/api/use-action.ts';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { CreatePage } from '../../iam/shared/create-page.tsx';
import { Page } from '../../shared/page.tsx';
import { useInstance } from '../shared/instance.tsx';
import { paths } from '../shared/paths.ts';
import type { Group } from '../shared/people.ts';
import { GroupPicker } from '../shared/principal-picker.tsx';
import { CreatedUser, type Made } from './created-user.tsx';
import { createInput, isComplete, type NewUser, NOBODY } from './new-user.ts';
import { UserFields } from './user-fields.tsx';

/** Makes a person, who then sets a password by mail or gets a one-time password (R139). */
export function Component() {
  const { t, language } = useTexts();
  const { storeId } = useInstance();
  const [user, setUser] = useState<NewUser>({ ...NOBODY, language });
  const [groups, setGroups] = useState<readonly Group[]>([]);
  const [made, setMade] = useState<Made>();
  const action = useAction(async () => {
    const taken = (text: 'userName' | 'email') => t(`idc.users.taken.${text}`);
    setMade(await create(storeId, user, groups).catch((thrown) => tellTaken(thrown, taken)));
  });
  const change = (part: Partial<NewUser>): void => setUser((before) => ({ ...before, ...part }));
  const list = { text: t('frame.idc.users'), href: paths.users };
  if (made) {
    return (
      <Page title={t('idc.users.created.title')} crumbs={[list]}>
        <CreatedUser user={user} made={made} />
      </Page>
    );
  }
  return (
    <CreatePage
      title={t('idc.users.create')}
      list={list}
      submit={t('idc.users.create')}
      ready={isComplete(user)}
      action={action}
    >
      <Container header={<Header variant="h2">{t('idc.users.who')}</Header>}>
        <UserFields user={user} onChange={change} />
      </Container>
      <Container header={<Header variant="h2">{t('idc.users.first')}</Header>}>
        <RadioGroup
          ariaLabel={t('idc.users.first')}
          value={user.firstPassword}
          items={[
            {
              value: 'invitation',
              label: t('idc.users.first.invitation'),
              description: t('idc.users.first.invitation.lead'),
            },
            {
              value: 'one-time',
              label: t('idc.users.first.oneTime'),
              description: t('idc.users.first.oneTime.lead'),
            },
          ]}
          onChange={({ detail }) =>
            change({ firstPassword: detail.value === 'one-time' ? 'one-time' : 'invitation' })
          }
        />
      </Container>
      <GroupPicker selected={groups} onSelect={setGroups} />
    </CreatePage>
  );
}

/** What is taken, by the text of AWS. */
const TAKEN: ReadonlyMap<string, 'userName' | 'email'> = new Map([
  ['Duplicate UserName', 'userName'],
  ['Duplicate Email', 'email'],
]);

/** Throws what was thrown, in words where it is a name or an address that somebody has. */
function tellTaken(thrown: unknown, text: (what: 'userName' | 'email') => string): never {
  const what = thrown instanceof ApiFailure ? TAKEN.get(thrown.message) : undefined;
  if (!(thrown instanceof ApiFailure) || !what) throw thrown;
  const { code, status, operation, requestId } = thrown;
  throw new ApiFailure({ code, status, operation, requestId, message: text(what) });
}

/** Makes the person and what goes with it. What fails after the person is there is told, not thrown. */
async function create(
  IdentityStoreId: string,
  user: NewUser,
  groups: readonly Group[],
): Promise<Made> {
  const input = createInput(IdentityStoreId, user);
  const { UserId } = await call('identitystore', 'CreateUser', input);
  const MemberId = { UserId };
  let failure: unknown;
  for (const { GroupId } of groups) {
    const membership = { IdentityStoreId, GroupId, MemberId };
    await call('identitystore', 'CreateGroupMembership', membership).catch((thrown: unknown) => {
      failure ??= thrown;
    });
  }
  const person = { IdentityStoreId, UserId };
  try {
    if (user.firstPassword === 'invitation') {
      await call('gatehouse', 'SendUserInvitation', person);
      return { userId: UserId, password: undefined, expiresAt: undefined, failure };
    }
    const answer = await call('gatehouse', 'CreateOneTimePassword', person);
    return { userId: UserId, password: answer.Password, expiresAt: answer.ExpiresAt, failure };
  } catch (thrown) {
    failure ??= thrown;
    return { userId: UserId, password: undefined, expiresAt: undefined, failure };
  }
}
