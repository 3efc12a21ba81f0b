import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useQuery } from '../../../shared/api/use-query.ts';
import { useFormat } from '../../../shared/i18n/format.ts';
import { Copied } from '../../../shared/shown/code-block.tsx';
import { Loaded } from '../../../shared/shown/loaded.tsx';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { useSession } from '../../frame/session.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { BoundaryPanel } from '../shared/boundary.tsx';
import { EntityPage } from '../shared/entity-page.tsx';
import { Facts } from '../shared/facts.tsx';
import { paths } from '../shared/paths.ts';
import { PermissionsPanel } from '../shared/permissions.tsx';
import { ConsoleSessions } from '../shared/sessions.tsx';
import { TagsPanel } from '../shared/tags.tsx';
import { ROLE } from './delete-role.ts';
import { EditRole } from './edit-role.tsx';
import { RevokePanel } from './revoke-panel.tsx';
import { TrustPanel } from './trust-panel.tsx';

type Role = OutputOf<'iam', 'GetRole'>['Role'];

const SECONDS_PER_HOUR = 3600;

/** One role. */
export function Component() {
  const { t } = useTexts();
  const { name = '' } = useParams();
  const query = useQuery(name, (signal) => call('iam', 'GetRole', { RoleName: name }, signal));
  return (
    <EntityPage
      name={name}
      description={query.value?.Role.Description}
      list={{ text: t('iam.roles.title'), href: paths.roles }}
      deletion={query.value && ROLE}
    >
      <Loaded query={query}>{({ Role }) => <Details role={Role} onChange={query.reload} />}</Loaded>
    </EntityPage>
  );
}

/** The address at which users switch to a role. */
function switchUrl(publicUrl: string, arn: string): string {
  const [, , , , account = '', resource = ''] = arn.split(':');
  const roleName = resource.replace(/^role\//, '');
  return `${publicUrl.replace(/\/$/, '')}/switchrole?${new URLSearchParams({ account, roleName })}`;
}

function Details({ role, onChange }: { readonly role: Role; readonly onChange: () => void }) {
  const { t } = useTexts();
  const format = useFormat();
  const { publicUrl } = useSession();
  const [editing, setEditing] = useState(false);
  const { RoleName: name, Arn: arn, RoleLastUsed: last, MaxSessionDuration: longest = 3600 } = role;
  const used = last?.LastUsedDate;
  const boundary = role.PermissionsBoundary?.PermissionsBoundaryArn;
  return (
    <>
      <Facts
        arn={arn}
        actions={<Button onClick={() => setEditing(true)}>{t('iam.edit')}</Button>}
        items={[
          [t('iam.path'), role.Path],
          [t('iam.id'), role.RoleId],
          [t('iam.created'), format.moment(role.CreateDate)],
          [t('iam.lastUsed'), used === undefined ? t('keys.unused') : format.moment(used)],
          [t('iam.roles.hours'), t('iam.hours', { hours: longest / SECONDS_PER_HOUR })],
          [
            t('iam.roles.switch'),
            <Copied key="switch" text={switchUrl(publicUrl, arn)} label={t('iam.roles.switch')} />,
          ],
        ]}
      />
      {editing && <EditRole role={role} onClose={() => setEditing(false)} onDone={onChange} />}
      <Tabs
        tabs={[
          {
            id: 'permissions',
            label: t('iam.permissions'),
            content: (
              <SpaceBetween size="l">
                <PermissionsPanel owner={{ kind: 'role', name, arn }} />
                <BoundaryPanel kind="role" name={name} boundary={boundary} onChange={onChange} />
              </SpaceBetween>
            ),
          },
          {
            id: 'trust',
            label: t('iam.trust.title'),
            content: <TrustPanel role={role} onSaved={onChange} />,
          },
          { id: 'tags', label: t('iam.tags'), content: <RoleTags name={name} /> },
          {
            id: 'sessions',
            label: t('iam.sessions'),
            content: (
              <SpaceBetween size="l">
                <RevokePanel name={name} />
                <ConsoleSessions whose={{ RoleName: name }} name={name} />
              </SpaceBetween>
            ),
          },
        ]}
      />
    </>
  );
}

function RoleTags({ name }: { readonly name: string }) {
  return (
    <TagsPanel
      name={name}
      calls={{
        list: (Marker, signal) => call('iam', 'ListRoleTags', { RoleName: name, Marker }, signal),
        set: (Tags) => call('iam', 'TagRole', { RoleName: name, Tags }),
        remove: (TagKeys) => call('iam', 'UntagRole', { RoleName: name, TagKeys }),
      }}
    />
  );
}
