import Button from '@cloudscape-design/components/button';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useQuery } from '../../../shared/api/use-query.ts';
import { useFormat } from '../../../shared/i18n/format.ts';
import { Loaded } from '../../../shared/shown/loaded.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { EntityPage } from '../../iam/shared/entity-page.tsx';
import { Facts } from '../../iam/shared/facts.tsx';
import { useInstance } from '../shared/instance.tsx';
import { paths } from '../shared/paths.ts';
import type { PermissionSet } from '../shared/permission-set.ts';
import { findPermissionSet } from '../shared/permission-sets.ts';
import { AccountsPanel } from './accounts-panel.tsx';
import { deletableSet } from './delete-set.ts';
import { EditSet } from './edit-set.tsx';
import { PoliciesPanel } from './policies-panel.tsx';
import { SessionDuration } from './session-duration.tsx';
import { SetTags } from './set-tags.tsx';

/** One permission set. */
export function Component() {
  const { t } = useTexts();
  const { arn: instance } = useInstance();
  const [search] = useSearchParams();
  const arn = search.get('arn') ?? '';
  const [editing, setEditing] = useState(false);
  const query = useQuery(arn, (signal) => findPermissionSet(instance, arn, signal));
  const set = query.value;
  return (
    <EntityPage
      name={set?.Name ?? arn}
      id={arn}
      description={set?.Description}
      list={{ text: t('frame.idc.permissionSets'), href: paths.permissionSets }}
      deletion={set && deletableSet(instance)}
      actions={set && <Button onClick={() => setEditing(true)}>{t('iam.edit')}</Button>}
    >
      <Loaded query={query}>{(value) => <Details arn={arn} set={value} />}</Loaded>
      {editing && set && (
        <EditSet arn={arn} set={set} onClose={() => setEditing(false)} onDone={query.reload} />
      )}
    </EntityPage>
  );
}

function Details({ arn, set }: { readonly arn: string; readonly set: PermissionSet }) {
  const { t } = useTexts();
  const format = useFormat();
  return (
    <>
      <Facts
        arn={arn}
        items={[
          [t('idc.sets.duration'), <SessionDuration key="time" duration={set.SessionDuration} />],
          [t('idc.sets.relayState'), set.RelayState],
          [t('iam.created'), format.moment(set.CreatedDate)],
        ]}
      />
      <Tabs
        tabs={[
          {
            id: 'permissions',
            label: t('iam.permissions'),
            content: <PoliciesPanel arn={arn} />,
          },
          {
            id: 'accounts',
            label: t('frame.idc.accounts'),
            content: <AccountsPanel arn={arn} />,
          },
          { id: 'tags', label: t('iam.tags'), content: <SetTags arn={arn} /> },
        ]}
      />
    </>
  );
}
