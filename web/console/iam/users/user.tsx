import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useParams } from 'react-router';
import { useQuery } from '../../../shared/api/use-query.ts';
import { useFormat } from '../../../shared/i18n/format.ts';
import { Loaded } from '../../../shared/shown/loaded.tsx';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { AccessKeys } from '../../credentials/access-keys.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { BoundaryPanel } from '../shared/boundary.tsx';
import { EntityPage } from '../shared/entity-page.tsx';
import { Facts } from '../shared/facts.tsx';
import { paths } from '../shared/paths.ts';
import { PermissionsPanel } from '../shared/permissions.tsx';
import { ConsoleSessions } from '../shared/sessions.tsx';
import { TagsPanel } from '../shared/tags.tsx';
import { ConsolePassword } from './console-password.tsx';
import { USER } from './delete-user.ts';
import { MfaDevices } from './mfa-devices.tsx';
import { UserGroups } from './user-groups.tsx';

type User = OutputOf<'iam', 'GetUser'>['User'];

/** One user. */
export function Component() {
  const { t } = useTexts();
  const { name = '' } = useParams();
  const query = useQuery(name, (signal) => call('iam', 'GetUser', { UserName: name }, signal));
  return (
    <EntityPage
      name={name}
      list={{ text: t('iam.users.title'), href: paths.users }}
      deletion={query.value && USER}
    >
      <Loaded query={query}>{({ User }) => <Details user={User} onChange={query.reload} />}</Loaded>
    </EntityPage>
  );
}

function Details({ user, onChange }: { readonly user: User; readonly onChange: () => void }) {
  const { t } = useTexts();
  const format = useFormat();
  const { UserName: name, Arn: arn, PasswordLastUsed: used } = user;
  const boundary = user.PermissionsBoundary?.PermissionsBoundaryArn;
  return (
    <>
      <Facts
        arn={arn}
        items={[
          [t('iam.path'), user.Path],
          [t('iam.id'), user.UserId],
          [t('iam.created'), format.moment(user.CreateDate)],
          [t('iam.users.lastSignIn'), format.moment(used)],
        ]}
      />
      <Tabs
        tabs={[
          {
            id: 'permissions',
            label: t('iam.permissions'),
            content: (
              <SpaceBetween size="l">
                <PermissionsPanel owner={{ kind: 'user', name, arn }} />
                <BoundaryPanel kind="user" name={name} boundary={boundary} onChange={onChange} />
              </SpaceBetween>
            ),
          },
          { id: 'groups', label: t('iam.groups.title'), content: <UserGroups name={name} /> },
          {
            id: 'credentials',
            label: t('iam.users.credentials'),
            content: (
              <SpaceBetween size="l">
                <ConsolePassword name={name} />
                <MfaDevices name={name} />
                <AccessKeys owner={{ UserName: name }} />
              </SpaceBetween>
            ),
          },
          { id: 'tags', label: t('iam.tags'), content: <UserTags name={name} /> },
          {
            id: 'sessions',
            label: t('iam.sessions'),
            content: <ConsoleSessions whose={{ UserName: name }} name={name} />,
          },
        ]}
      />
    </>
  );
}

function UserTags({ name }: { readonly name: string }) {
  return (
    <TagsPanel
      name={name}
      calls={{
        list: (Marker, signal) => call('iam', 'ListUserTags', { UserName: name, Marker }, signal),
        set: (Tags) => call('iam', 'TagUser', { UserName: name, Tags }),
        remove: (TagKeys) => call('iam', 'UntagUser', { UserName: name, TagKeys }),
      }}
    />
  );
}
