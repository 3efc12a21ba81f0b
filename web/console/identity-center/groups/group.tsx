import Button from '@cloudscape-design/components/button';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useQuery } from '../../../shared/api/use-query.ts';
import { useFormat } from '../../../shared/i18n/format.ts';
import { Loaded } from '../../../shared/shown/loaded.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { EntityPage } from '../../iam/shared/entity-page.tsx';
import { Facts } from '../../iam/shared/facts.tsx';
import { PrincipalAssignments } from '../assign/principal-assignments.tsx';
import { useInstance } from '../shared/instance.tsx';
import { paths } from '../shared/paths.ts';
import type { Group } from '../shared/people.ts';
import { deletableGroup } from './delete-group.ts';
import { EditGroup } from './edit-group.tsx';
import { GroupMembers } from './group-members.tsx';

/** One group of the directory. */
export function Component() {
  const { t } = useTexts();
  const { storeId: IdentityStoreId } = useInstance();
  const { id: GroupId = '' } = useParams();
  const [editing, setEditing] = useState(false);
  const query = useQuery(GroupId, (signal) =>
    call('identitystore', 'DescribeGroup', { IdentityStoreId, GroupId }, signal),
  );
  const group = query.value;
  return (
    <EntityPage
      name={group?.DisplayName ?? GroupId}
      id={GroupId}
      description={group?.Description}
      list={{ text: t('frame.idc.groups'), href: paths.groups }}
      deletion={group && deletableGroup(IdentityStoreId)}
      actions={group && <Button onClick={() => setEditing(true)}>{t('iam.edit')}</Button>}
    >
      <Loaded query={query}>{(value) => <Details group={value} />}</Loaded>
      {editing && group && (
        <EditGroup group={group} onClose={() => setEditing(false)} onDone={query.reload} />
      )}
    </EntityPage>
  );
}

function Details({ group }: { readonly group: Group }) {
  const { t } = useTexts();
  const format = useFormat();
  const { GroupId: id, DisplayName: name = '' } = group;
  const principal = { kind: 'GROUP', id } as const;
  return (
    <>
      <Facts
        items={[
          [t('idc.groups.id'), id],
          [t('iam.created'), format.moment(group.CreatedAt)],
        ]}
      />
      <Tabs
        tabs={[
          {
            id: 'members',
            label: t('iam.groups.members'),
            content: <GroupMembers id={id} name={name} />,
          },
          {
            id: 'accounts',
            label: t('frame.idc.accounts'),
            content: <PrincipalAssignments principal={principal} />,
          },
        ]}
      />
    </>
  );
}
