import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { EMPTY_POLICY, PolicyEditor } from '../editor/policy-editor.tsx';
import { CreatePage } from '../shared/create-page.tsx';
import { inApp, paths } from '../shared/paths.ts';
import { NO_TAGS, TagFields, tagsOf } from '../shared/tags.tsx';

/** Makes a customer managed policy. */
export function Component() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const tell = useTell();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [text, setText] = useState(EMPTY_POLICY);
  const [tags, setTags] = useState(NO_TAGS);
  const action = useAction(async () => {
    const { Policy } = await call('iam', 'CreatePolicy', {
      PolicyName: name.trim(),
      PolicyDocument: text,
      ...(description === '' ? {} : { Description: description }),
      Tags: tagsOf(tags),
    });
    tell(t('iam.policies.created', { name: name.trim() }));
    navigate(inApp(paths.policy(Policy?.Arn ?? '')));
  });
  return (
    <CreatePage
      title={t('iam.policies.create')}
      list={{ text: t('iam.policies.title'), href: paths.policies }}
      submit={t('iam.policies.create')}
      ready={name.trim() !== '' && tags.valid}
      action={action}
    >
      <Container header={<Header variant="h2">{t('iam.policies.basics')}</Header>}>
        <SpaceBetween size="m">
          <FormField label={t('iam.name')} description={t('iam.name.lead')}>
            <Input value={name} onChange={({ detail }) => setName(detail.value)} />
          </FormField>
          <FormField label={t('iam.description')} description={t('iam.optional')}>
            <Input value={description} onChange={({ detail }) => setDescription(detail.value)} />
          </FormField>
        </SpaceBetween>
      </Container>
      <Container header={<Header variant="h2">{t('iam.policies.document')}</Header>}>
        <PolicyEditor
          value={text}
          onChange={setText}
          type="Identity"
          label={t('iam.policies.document')}
        />
      </Container>
      <Container header={<Header variant="h2">{t('iam.tags')}</Header>}>
        <TagFields tags={tags} onChange={setTags} />
      </Container>
    </CreatePage>
  );
}
