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
import { CreatePage } from '../shared/create-page.tsx';
import { inApp, paths } from '../shared/paths.ts';
import { NO_TAGS, TagsField, tagsOf } from '../shared/tags.tsx';
import { MetadataField } from './metadata-field.tsx';

/** Makes a SAML provider from a metadata document. */
export function Component() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const tell = useTell();
  const [given, setName] = useState('');
  const [metadata, setMetadata] = useState('');
  const [tags, setTags] = useState(NO_TAGS);
  const name = given.trim();
  const ready = name !== '' && metadata !== '' && tags.valid;
  const action = useAction(async () => {
    const { SAMLProviderArn = '' } = await call('iam', 'CreateSAMLProvider', {
      Name: name,
      SAMLMetadataDocument: metadata,
      Tags: tagsOf(tags),
    });
    tell(t('iam.providers.created', { name }));
    navigate(inApp(paths.provider(SAMLProviderArn)));
  });
  return (
    <CreatePage
      title={t('iam.providers.create.saml')}
      list={{ text: t('iam.providers.title'), href: paths.providers }}
      submit={t('iam.providers.create')}
      ready={ready}
      action={action}
    >
      <Container>
        <SpaceBetween size="m">
          <FormField label={t('iam.name')} description={t('iam.providers.name.lead')}>
            <Input value={given} onChange={({ detail }) => setName(detail.value)} />
          </FormField>
          <MetadataField text={metadata} onChange={setMetadata} />
          <TagsField tags={tags} onChange={setTags} />
        </SpaceBetween>
      </Container>
    </CreatePage>
  );
}
