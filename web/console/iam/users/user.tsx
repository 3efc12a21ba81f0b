import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { useQuery } from '../../api/use-query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { Page } from '../../shared/page.tsx';
import { allPages } from '../shared/all-pages.ts';
import { BoundaryPanel } from '../shared/boundary.tsx';
import { Facts } from '../shared/facts.tsx';
import { inApp, paths } from '../shared/paths.ts';
import { PermissionsPanel } from '../shared/permissions.tsx';
import { SessionsPanel } from '../shared/sessions.tsx';
import { TagsPanel } from '../shared/tags.tsx';
import { AccessKeys } from './access-keys.tsx';
import { ConsolePassword } from './console-password.tsx';
import { DeleteUser } from './delete-user.tsx';
import { MfaDevices } from './mfa-devices.tsx';
import { UserGroups } from './user-groups.tsx';

type User = OutputOf<'iam', 'GetUser'>['User'];

/** One user. */
export function Component() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { name = '' } = useParams();
  const [deleting, setDeleting] = useState(false);
  const { value, failure, reload } = useQuery(name, (signal) =>
    call('iam', 'GetUser', { UserName: name }, signal),
  );
  return (
    <Page
      title={name}
      crumbs={[{ text: t('iam.users.title'), href: paths.users }]}
      actions={<Button onClick={() => setDeleting(true)}>{t('iam.delete')}</Button>}
    >
      {failure && <FailureAlert failure={failure} retry={reload} />}
      {!value && !failure && <Spinner size="large" />}
      {value && <Details user={value.User} onChange={reload} />}
      {deleting && (
        <DeleteUser
          name={name}
          onClose={() => setDeleting(false)}
          onDone={() => navigate(inApp(paths.users))}
        />
      )}
    </Page>
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
          [t('iam.users.lastSignIn'), used === undefined ? '-' : format.moment(used)],
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
                <AccessKeys name={name} />
              </SpaceBetween>
            ),
          },
          { id: 'tags', label: t('iam.tags'), content: <UserTags name={name} /> },
          {
            id: 'sessions',
            label: t('iam.sessions'),
            content: <SessionsPanel whose={{ UserName: name }} name={name} />,
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
        list: (signal) =>
          allPages(async (Marker) => {
            const { Tags, Marker: next } = await call(
              'iam',
              'ListUserTags',
              { UserName: name, Marker },
              signal,
            );
            return { items: Tags, next };
          }),
        set: (Tags) => call('iam', 'TagUser', { UserName: name, Tags: [...Tags] }),
        remove: (TagKeys) => call('iam', 'UntagUser', { UserName: name, TagKeys: [...TagKeys] }),
      }}
    />
  );
}
