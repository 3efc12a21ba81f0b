import Button from '@cloudscape-design/components/button';
import Spinner from '@cloudscape-design/components/spinner';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { call } from '../../api/call.ts';
import { useQuery } from '../../api/use-query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { Page } from '../../shared/page.tsx';
import { Facts } from '../shared/facts.tsx';
import { inApp, paths } from '../shared/paths.ts';
import { PermissionsPanel } from '../shared/permissions.tsx';
import { DeleteGroup } from './delete-group.tsx';
import { MembersPanel } from './members-panel.tsx';

/** One group: its users and its permissions. */
export function Component() {
  const { t } = useTexts();
  const format = useFormat();
  const navigate = useNavigate();
  const { name = '' } = useParams();
  const [deleting, setDeleting] = useState(false);
  const { value, failure, reload } = useQuery(name, (signal) =>
    call('iam', 'GetGroup', { GroupName: name, MaxItems: 1 }, signal),
  );
  const group = value?.Group;
  return (
    <Page
      title={name}
      crumbs={[{ text: t('iam.groups.title'), href: paths.groups }]}
      actions={<Button onClick={() => setDeleting(true)}>{t('iam.delete')}</Button>}
    >
      {failure && <FailureAlert failure={failure} retry={reload} />}
      {!value && !failure && <Spinner size="large" />}
      {group && (
        <>
          <Facts
            arn={group.Arn}
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
                content: <PermissionsPanel owner={{ kind: 'group', name, arn: group.Arn }} />,
              },
            ]}
          />
        </>
      )}
      {deleting && (
        <DeleteGroup
          name={name}
          onClose={() => setDeleting(false)}
          onDone={() => navigate(inApp(paths.groups))}
        />
      )}
    </Page>
  );
}
