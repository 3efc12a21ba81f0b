import Tabs from '@cloudscape-design/components/tabs';
import { useParams } from 'react-router';
import { useQuery } from '../../../shared/api/use-query.ts';
import { useFormat } from '../../../shared/i18n/format.ts';
import { Loaded } from '../../../shared/shown/loaded.tsx';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { EntityPage } from '../shared/entity-page.tsx';
import { Facts } from '../shared/facts.tsx';
import { paths } from '../shared/paths.ts';
import { PermissionsPanel } from '../shared/permissions.tsx';
import { GROUP } from './delete-group.ts';
import { MembersPanel } from './members-panel.tsx';

type Group = OutputOf<'iam', 'GetGroup'>['Group'];

/** One group: its users and its permissions. */
export function Component() {
  const { t } = useTexts();
  const { name = '' } = useParams();
  const query = useQuery(name, (signal) =>
    call('iam', 'GetGroup', { GroupName: name, MaxItems: 1 }, signal),
  );
  return (
    <EntityPage
      name={name}
      list={{ text: t('iam.groups.title'), href: paths.groups }}
      deletion={query.value && GROUP}
    >
      <Loaded query={query}>{({ Group }) => <Details group={Group} />}</Loaded>
    </EntityPage>
  );
}

function Details({ group }: { readonly group: Group }) {
  const { t } = useTexts();
  const format = useFormat();
  const { GroupName: name, Arn: arn } = group;
  return (
    <>
      <Facts
        arn={arn}
        items={[
          [t('iam.path'), group.Path],
          [t('iam.id'), group.GroupId],
          [t('iam.created'), format.moment(group.CreateDate)],
        ]}
      />
      <Tabs
        tabs={[
          {
            id: 'members',
            label: t('iam.groups.members'),
            content: <MembersPanel name={name} />,
          },
          {
            id: 'permissions',
            label: t('iam.permissions'),
            content: <PermissionsPanel owner={{ kind: 'group', name, arn }} />,
          },
        ]}
      />
    </>
  );
}
