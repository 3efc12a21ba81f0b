import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { useAction } from '../../api/use-action.ts';
import { usePages } from '../../api/use-pages.ts';
import { useTell } from '../../frame/notices.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { Confirm } from '../../shared/confirm.tsx';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { FormModal } from '../shared/form-modal.tsx';
import { GroupPicker, type ListedGroup } from '../shared/group-picker.tsx';
import { paths } from '../shared/paths.ts';

type Group = NonNullable<OutputOf<'iam', 'ListGroupsForUser'>['Groups']>[number];

/** The groups that a user is in. */
export function UserGroups({ name }: { readonly name: string }) {
  const { t } = useTexts();
  const tell = useTell();
  const [selected, setSelected] = useState<readonly Group[]>([]);
  const [dialog, setDialog] = useState<'add' | 'remove'>();
  const pages = usePages<Group>(`groups of ${name}`, async (Marker, signal) => {
    const answer = await call('iam', 'ListGroupsForUser', { UserName: name, Marker }, signal);
    return { items: answer.Groups, next: answer.Marker };
  });
  const removal = useAction(async () => {
    for (const { GroupName } of selected) {
      await call('iam', 'RemoveUserFromGroup', { UserName: name, GroupName });
    }
    tell(t('iam.users.groups.left', { name, count: selected.length }));
    setSelected([]);
    pages.reload();
  });
  return (
    <>
      <ResourceTable
        title={t('iam.groups.title')}
        description={t('iam.users.groups.lead')}
        pages={pages}
        idOf={({ GroupName }) => GroupName}
        searched={({ GroupName, Path }) => `${Path}${GroupName}`}
        empty={t('iam.users.groups.none')}
        selectionType="multi"
        selected={selected}
        onSelect={setSelected}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={selected.length === 0} onClick={() => setDialog('remove')}>
              {t('iam.remove')}
            </Button>
            <Button onClick={() => setDialog('add')}>{t('iam.users.groups.add')}</Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'name',
            header: t('iam.groups.name'),
            cell: ({ GroupName }) => <Link href={paths.group(GroupName)}>{GroupName}</Link>,
            sortingField: 'GroupName',
            isRowHeader: true,
          },
          { id: 'path', header: t('iam.path'), cell: ({ Path }) => Path, sortingField: 'Path' },
        ]}
      />
      {dialog === 'add' && (
        <AddToGroups name={name} onClose={() => setDialog(undefined)} onDone={pages.reload} />
      )}
      {dialog === 'remove' && (
        <Confirm
          title={t('iam.users.groups.remove', { name })}
          submit={t('iam.remove')}
          action={removal}
          onClose={() => setDialog(undefined)}
        >
          {t('iam.users.groups.remove.lead')}
          <ul>
            {selected.map(({ GroupName }) => (
              <li key={GroupName}>{GroupName}</li>
            ))}
          </ul>
        </Confirm>
      )}
    </>
  );
}

function AddToGroups(props: {
  readonly name: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const [chosen, setChosen] = useState<readonly ListedGroup[]>([]);
  const action = useAction(async () => {
    for (const { GroupName } of chosen) {
      await call('iam', 'AddUserToGroup', { UserName: props.name, GroupName });
    }
    tell(t('iam.users.groups.joined', { name: props.name, count: chosen.length }));
    props.onDone();
  });
  return (
    <FormModal
      title={t('iam.users.groups.add')}
      submit={t('iam.add')}
      action={action}
      ready={chosen.length > 0}
      size="large"
      onClose={props.onClose}
    >
      <GroupPicker selected={chosen} onSelect={setChosen} />
    </FormModal>
  );
}
