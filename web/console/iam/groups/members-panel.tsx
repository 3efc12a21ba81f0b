import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useAction } from '../../api/use-action.ts';
import { usePages } from '../../api/use-pages.ts';
import { useTell } from '../../frame/notices.tsx';
import { useFormat } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Confirm } from '../../shared/confirm.tsx';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { onePage } from '../shared/all-pages.ts';
import { FormModal } from '../shared/form-modal.tsx';
import { paths } from '../shared/paths.ts';
import { listMembers, type Member } from './members.ts';

/** The users of a group: add and take away. */
export function MembersPanel({ name }: { readonly name: string }) {
  const { t } = useTexts();
  const format = useFormat();
  const tell = useTell();
  const [selected, setSelected] = useState<readonly Member[]>([]);
  const [dialog, setDialog] = useState<'add' | 'remove'>();
  const pages = usePages(`members of ${name}`, (_token, signal) =>
    onePage(listMembers(name, signal)),
  );
  const removal = useAction(async () => {
    for (const { UserName } of selected) {
      await call('iam', 'RemoveUserFromGroup', { GroupName: name, UserName });
    }
    tell(t('iam.groups.removed', { name, count: selected.length }));
    setSelected([]);
    pages.reload();
  });
  return (
    <>
      <ResourceTable
        title={t('iam.groups.members')}
        pages={pages}
        idOf={({ UserName }) => UserName}
        searched={({ UserName, Path }) => `${Path}${UserName}`}
        empty={t('iam.groups.members.none')}
        selectionType="multi"
        selected={selected}
        onSelect={setSelected}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={selected.length === 0} onClick={() => setDialog('remove')}>
              {t('iam.remove')}
            </Button>
            <Button onClick={() => setDialog('add')}>{t('iam.groups.members.add')}</Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'name',
            header: t('iam.users.name'),
            cell: ({ UserName }) => <Link href={paths.user(UserName)}>{UserName}</Link>,
            sortingField: 'UserName',
            isRowHeader: true,
          },
          { id: 'path', header: t('iam.path'), cell: ({ Path }) => Path, sortingField: 'Path' },
          {
            id: 'created',
            header: t('iam.created'),
            cell: ({ CreateDate }) => format.day(CreateDate),
            sortingField: 'CreateDate',
          },
        ]}
      />
      {dialog === 'add' && (
        <AddMembers
          name={name}
          present={pages.items}
          onClose={() => setDialog(undefined)}
          onDone={pages.reload}
        />
      )}
      {dialog === 'remove' && (
        <Confirm
          title={t('iam.groups.members.remove', { name })}
          submit={t('iam.remove')}
          action={removal}
          onClose={() => setDialog(undefined)}
        >
          {t('iam.groups.members.remove.lead')}
          <ul>
            {selected.map(({ UserName }) => (
              <li key={UserName}>{UserName}</li>
            ))}
          </ul>
        </Confirm>
      )}
    </>
  );
}

function AddMembers(props: {
  readonly name: string;
  readonly present: readonly Member[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { name, present } = props;
  const [chosen, setChosen] = useState<readonly Member[]>([]);
  const pages = usePages<Member>(`users beside ${name}`, async (Marker, signal) => {
    const answer = await call('iam', 'ListUsers', { Marker, MaxItems: 500 }, signal);
    const others = answer.Users.filter(
      ({ UserName }) => !present.some((member) => member.UserName === UserName),
    );
    return { items: others, next: answer.Marker };
  });
  const action = useAction(async () => {
    for (const { UserName } of chosen) {
      await call('iam', 'AddUserToGroup', { GroupName: name, UserName });
    }
    tell(t('iam.groups.added', { name, count: chosen.length }));
    props.onDone();
  });
  return (
    <FormModal
      title={t('iam.groups.members.add')}
      submit={t('iam.add')}
      action={action}
      ready={chosen.length > 0}
      size="large"
      onClose={props.onClose}
    >
      <ResourceTable
        title={t('iam.users.title')}
        pages={pages}
        idOf={({ UserName }) => UserName}
        searched={({ UserName, Path }) => `${Path}${UserName}`}
        empty={t('iam.users.none')}
        selectionType="multi"
        selected={chosen}
        onSelect={setChosen}
        columns={[
          {
            id: 'name',
            header: t('iam.users.name'),
            cell: ({ UserName }) => UserName,
            sortingField: 'UserName',
            isRowHeader: true,
          },
          { id: 'path', header: t('iam.path'), cell: ({ Path }) => Path, sortingField: 'Path' },
        ]}
      />
    </FormModal>
  );
}
