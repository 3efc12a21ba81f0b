import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { CreatePage } from '../../iam/shared/create-page.tsx';
import { inApp } from '../../iam/shared/paths.ts';
import { useInstance } from '../shared/instance.tsx';
import { paths } from '../shared/paths.ts';
import type { User } from '../shared/people.ts';
import { UserPicker } from '../shared/principal-picker.tsx';

/** Makes a group with its first members. */
export function Component() {
  const { t } = useTexts();
  const tell = useTell();
  const navigate = useNavigate();
  const { storeId: IdentityStoreId } = useInstance();
  const [given, setName] = useState('');
  const [description, setDescription] = useState('');
  const [users, setUsers] = useState<readonly User[]>([]);
  const name = given.trim();
  const action = useAction(async () => {
    const about = description.trim() === '' ? {} : { Description: description.trim() };
    const input = { IdentityStoreId, DisplayName: name, ...about };
    const { GroupId } = await call('identitystore', 'CreateGroup', input);
    for (const { UserId } of users) {
      const membership = { IdentityStoreId, GroupId, MemberId: { UserId } };
      await call('identitystore', 'CreateGroupMembership', membership);
    }
    tell(t('iam.groups.created', { name }));
    navigate(inApp(paths.group(GroupId)));
  });
  return (
    <CreatePage
      title={t('idc.groups.create')}
      list={{ text: t('frame.idc.groups'), href: paths.groups }}
      submit={t('idc.groups.create')}
      ready={name !== ''}
      action={action}
    >
      <Container>
        <SpaceBetween size="m">
          <FormField label={t('idc.groups.name')}>
            <Input value={given} onChange={({ detail }) => setName(detail.value)} />
          </FormField>
          <FormField label={t('iam.description')} description={t('iam.optional')}>
            <Input value={description} onChange={({ detail }) => setDescription(detail.value)} />
          </FormField>
        </SpaceBetween>
      </Container>
      <UserPicker selected={users} onSelect={setUsers} />
    </CreatePage>
  );
}
