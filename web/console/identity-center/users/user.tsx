import Tabs from '@cloudscape-design/components/tabs';
import { useParams } from 'react-router';
import { type Query, useQuery } from '../../../shared/api/use-query.ts';
import { useFormat } from '../../../shared/i18n/format.ts';
import { Loaded } from '../../../shared/shown/loaded.tsx';
import { call } from '../../api/call.ts';
import type { TextKey } from '../../i18n/messages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { EntityPage } from '../../iam/shared/entity-page.tsx';
import { Facts } from '../../iam/shared/facts.tsx';
import { PrincipalAssignments } from '../assign/principal-assignments.tsx';
import { useInstance } from '../shared/instance.tsx';
import { paths } from '../shared/paths.ts';
import { emailOf, type User } from '../shared/people.ts';
import { UserStatus } from '../shared/user-status.tsx';
import { UserActs } from './acts.tsx';
import { deletableUser } from './delete-user.ts';
import { EmailFact } from './email-fact.tsx';
import { MfaDevices } from './mfa-devices.tsx';
import { Profile } from './profile.tsx';
import { Sessions } from './sessions.tsx';
import { UserGroups } from './user-groups.tsx';
import type { WorkforceUser } from './workforce.ts';

const PASSWORDS: Readonly<Record<string, TextKey>> = {
  none: 'idc.password.none',
  'one-time': 'idc.password.oneTime',
  set: 'idc.password.set',
};

/** One person of the directory. */
export function Component() {
  const { t } = useTexts();
  const { storeId: IdentityStoreId } = useInstance();
  const { id: UserId = '' } = useParams();
  const person = { IdentityStoreId, UserId };
  const query = useQuery(UserId, (signal) => call('identitystore', 'DescribeUser', person, signal));
  const more = useQuery(`password of ${UserId}`, async (signal) => {
    return (await call('gatehouse', 'DescribeWorkforceUser', person, signal)).User;
  });
  const name = query.value?.UserName ?? UserId;
  const reload = (): void => {
    query.reload();
    more.reload();
  };
  return (
    <EntityPage
      name={name}
      id={UserId}
      description={query.value?.DisplayName}
      list={{ text: t('frame.idc.users'), href: paths.users }}
      deletion={query.value && deletableUser(IdentityStoreId)}
      actions={query.value && <UserActs user={query.value} onChange={reload} />}
    >
      <Loaded query={query}>
        {(user) => <Details user={user} more={more} onChange={reload} />}
      </Loaded>
    </EntityPage>
  );
}

function Details(props: {
  readonly user: User;
  readonly more: Query<WorkforceUser>;
  readonly onChange: () => void;
}) {
  const { t } = useTexts();
  const format = useFormat();
  const { user, more, onChange } = props;
  const { UserId: id, UserName: name = '' } = user;
  const told = more.value;
  const principal = { kind: 'USER', id } as const;
  return (
    <>
      <Facts
        items={[
          [t('org.state'), <UserStatus key="state" user={user} />],
          [
            t('org.email'),
            <EmailFact key="email" email={emailOf(user)} isVerified={told?.EmailVerified} />,
          ],
          [t('idc.users.id'), id],
          [t('idc.password'), told && t(PASSWORDS[told.PasswordState] ?? 'common.unknown')],
          [t('iam.users.lastSignIn'), told && format.moment(told.LastSignInAt)],
          [t('iam.created'), format.moment(user.CreatedAt)],
        ]}
      />
      <Tabs
        tabs={[
          {
            id: 'profile',
            label: t('idc.users.profile'),
            content: <Profile user={user} onChange={onChange} />,
          },
          {
            id: 'groups',
            label: t('frame.idc.groups'),
            content: <UserGroups id={id} name={name} />,
          },
          {
            id: 'accounts',
            label: t('frame.idc.accounts'),
            content: <PrincipalAssignments principal={principal} />,
          },
          {
            id: 'mfa',
            label: t('idc.mfa.devices'),
            content: <MfaDevices id={id} name={name} />,
          },
          {
            id: 'sessions',
            label: t('idc.sessions'),
            content: <Sessions id={id} name={name} />,
          },
        ]}
      />
    </>
  );
}
