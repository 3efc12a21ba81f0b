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
import { PolicyEditor } from '../../iam/editor/policy-editor.tsx';
import { CreatePage } from '../../iam/shared/create-page.tsx';
import { inApp } from '../../iam/shared/paths.ts';
import { NO_TAGS, TagFields, tagsOf } from '../../iam/shared/tags.tsx';
import { paths } from '../shared/paths.ts';
import { SCP } from '../shared/policies.ts';

/** A policy to begin with: it denies nothing that FullAWSAccess allows until it is filled in. */
const EXAMPLE = JSON.stringify(
  {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: [], Resource: '*' }],
  },
  null,
  2,
);

/** Makes a service control policy. */
export function Component() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const tell = useTell();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [text, setText] = useState(EXAMPLE);
  const [tags, setTags] = useState(NO_TAGS);
  const action = useAction(async () => {
    const { Policy } = await call('organizations', 'CreatePolicy', {
      Name: name.trim(),
      Description: description,
      Type: SCP,
      Content: text,
      Tags: tagsOf(tags),
    });
    tell(t('iam.policies.created', { name: name.trim() }));
    navigate(inApp(paths.policy(Policy?.PolicySummary?.Id ?? '')));
  });
  return (
    <CreatePage
      title={t('org.policies.create')}
      list={{ text: t('org.policies.title'), href: paths.policies }}
      submit={t('org.policies.create')}
      ready={name.trim() !== '' && tags.valid}
      action={action}
    >
      <Container header={<Header variant="h2">{t('iam.policies.basics')}</Header>}>
        <SpaceBetween size="m">
          <FormField label={t('iam.name')}>
            <Input value={name} onChange={({ detail }) => setName(detail.value)} />
          </FormField>
          <FormField label={t('iam.description')} description={t('iam.optional')}>
            <Input value={description} onChange={({ detail }) => setDescription(detail.value)} />
          </FormField>
        </SpaceBetween>
      </Container>
      <Container
        header={
          <Header variant="h2" description={t('org.policies.document.lead')}>
            {t('iam.policies.document')}
          </Header>
        }
      >
        <PolicyEditor
          value={text}
          onChange={setText}
          type="ServiceControl"
          label={t('iam.policies.document')}
        />
      </Container>
      <Container header={<Header variant="h2">{t('iam.tags')}</Header>}>
        <TagFields tags={tags} onChange={setTags} />
      </Container>
    </CreatePage>
  );
}
