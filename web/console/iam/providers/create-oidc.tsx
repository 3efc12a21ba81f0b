import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { words } from '../editor/simulate.ts';
import { CreatePage } from '../shared/create-page.tsx';
import { inApp, paths } from '../shared/paths.ts';
import { NO_TAGS, TagsField, tagsOf } from '../shared/tags.tsx';

/** Makes an OpenID Connect provider. */
export function Component() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const tell = useTell();
  const [url, setUrl] = useState('https://');
  const [clients, setClients] = useState('');
  const [thumbprints, setThumbprints] = useState('');
  const [tags, setTags] = useState(NO_TAGS);
  const ready = /^https:\/\/./.test(url) && tags.valid;
  const action = useAction(async () => {
    const ThumbprintList = words(thumbprints);
    const { OpenIDConnectProviderArn = '' } = await call('iam', 'CreateOpenIDConnectProvider', {
      Url: url.trim(),
      ClientIDList: words(clients),
      ...(ThumbprintList.length === 0 ? {} : { ThumbprintList }),
      Tags: tagsOf(tags),
    });
    tell(t('iam.providers.created', { name: url.trim() }));
    navigate(inApp(paths.provider(OpenIDConnectProviderArn)));
  });
  return (
    <CreatePage
      title={t('iam.providers.create.oidc')}
      list={{ text: t('iam.providers.title'), href: paths.providers }}
      submit={t('iam.providers.create')}
      ready={ready}
      action={action}
    >
      <Container>
        <SpaceBetween size="m">
          <FormField label={t('iam.providers.url')} description={t('iam.providers.url.lead')}>
            <Input value={url} inputMode="url" onChange={({ detail }) => setUrl(detail.value)} />
          </FormField>
          <FormField
            label={t('iam.providers.clients')}
            description={t('iam.providers.clients.lead')}
          >
            <Textarea
              value={clients}
              rows={3}
              onChange={({ detail }) => setClients(detail.value)}
            />
          </FormField>
          <FormField
            label={t('iam.providers.thumbprints')}
            description={t('iam.providers.thumbprints.lead')}
          >
            <Textarea
              value={thumbprints}
              rows={2}
              onChange={({ detail }) => setThumbprints(detail.value)}
            />
          </FormField>
          <TagsField tags={tags} onChange={setTags} />
        </SpaceBetween>
      </Container>
    </CreatePage>
  );
}
