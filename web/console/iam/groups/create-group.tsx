import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { CreatePage } from '../shared/create-page.tsx';
import { attachPolicy } from '../shared/owner.ts';
import { inApp, paths } from '../shared/paths.ts';
import { type ListedPolicy, PolicyPicker } from '../shared/policy-picker.tsx';

/** Makes a group and attaches policies. */
export function Component() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const tell = useTell();
  const [given, setName] = useState('');
  const [policies, setPolicies] = useState<readonly ListedPolicy[]>([]);
  const name = given.trim();
  const action = useAction(async () => {
    await call('iam', 'CreateGroup', { GroupName: name });
    for (const { Arn = '' } of policies) await attachPolicy({ kind: 'group', name }, Arn);
    tell(t('iam.groups.created', { name }));
    navigate(inApp(paths.group(name)));
  });
  return (
    <CreatePage
      title={t('iam.groups.create')}
      list={{ text: t('iam.groups.title'), href: paths.groups }}
      submit={t('iam.groups.create')}
      ready={name !== ''}
      action={action}
    >
      <Container>
        <FormField label={t('iam.groups.name')} description={t('iam.name.lead')}>
          <Input value={given} onChange={({ detail }) => setName(detail.value)} />
        </FormField>
      </Container>
      <PolicyPicker title={t('iam.policies.title')} selected={policies} onSelect={setPolicies} />
    </CreatePage>
  );
}
