import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useQuery } from '../../../shared/api/use-query.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { useFormat } from '../../../shared/i18n/format.ts';
import { CodeBlock, Copied } from '../../../shared/shown/code-block.tsx';
import { FailureAlert } from '../../../shared/shown/failure-alert.tsx';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { call } from '../../api/call.ts';
import { useSession } from '../../frame/session.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { Facts } from '../shared/facts.tsx';
import { metadataFacts } from './certificate.ts';
import { Certificates } from './certificates.tsx';
import { MetadataField } from './metadata-field.tsx';
import { ProviderTags } from './provider-tags.tsx';
import { SamlKeys } from './saml-keys.tsx';

/** A SAML provider: where it sends responses, its metadata, keys and tags. */
export function SamlProvider({ arn }: { readonly arn: string }) {
  const { t } = useTexts();
  const format = useFormat();
  const { publicUrl } = useSession();
  const { value, failure, reload } = useQuery(arn, (signal) =>
    call('iam', 'GetSAMLProvider', { SAMLProviderArn: arn }, signal),
  );
  if (failure) return <FailureAlert failure={failure} retry={reload} />;
  if (!value) return <Spinner size="large" />;
  const { SAMLMetadataDocument: metadata = '', SAMLProviderUUID: uuid, ValidUntil: until } = value;
  const base = publicUrl.replace(/\/$/, '');
  const address = uuid === undefined ? `${base}/saml` : `${base}/saml/acs/${uuid}`;
  return (
    <>
      <Facts
        arn={arn}
        items={[
          [t('iam.type'), t('iam.providers.saml')],
          [
            t('iam.providers.acs'),
            <Copied key="acs" text={address} label={t('iam.providers.acs')} />,
          ],
          [t('iam.providers.validUntil'), format.day(until)],
          [t('iam.created'), format.moment(value.CreateDate)],
        ]}
      />
      <Tabs
        tabs={[
          {
            id: 'metadata',
            label: t('iam.providers.metadata'),
            content: <Metadata arn={arn} text={metadata} onChange={reload} />,
          },
          {
            id: 'keys',
            label: t('iam.providers.keys'),
            content: (
              <SamlKeys
                arn={arn}
                mode={value.AssertionEncryptionMode}
                keys={value.PrivateKeyList ?? []}
                onChange={reload}
              />
            ),
          },
          { id: 'tags', label: t('iam.tags'), content: <ProviderTags kind="saml" arn={arn} /> },
        ]}
      />
    </>
  );
}

interface MetadataProps {
  readonly arn: string;
  readonly text: string;
  readonly onChange: () => void;
}

function Metadata({ arn, text, onChange }: MetadataProps) {
  const { t } = useTexts();
  const [replacing, setReplacing] = useState(false);
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <Button onClick={() => setReplacing(true)}>
              {t('iam.providers.metadata.replace')}
            </Button>
          }
        >
          {t('iam.providers.metadata')}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Certificates facts={metadataFacts(text)} />
        <CodeBlock text={text} label={t('iam.providers.metadata')} />
      </SpaceBetween>
      {replacing && <Replace arn={arn} onClose={() => setReplacing(false)} onChange={onChange} />}
    </Container>
  );
}

function Replace(props: Omit<MetadataProps, 'text'> & { readonly onClose: () => void }) {
  const { t } = useTexts();
  const tell = useTell();
  const { arn } = props;
  const [text, setText] = useState('');
  const action = useAction(async () => {
    const input = { SAMLProviderArn: arn, SAMLMetadataDocument: text };
    await call('iam', 'UpdateSAMLProvider', input);
    tell(t('iam.providers.metadata.saved'));
    props.onChange();
  });
  return (
    <FormModal
      title={t('iam.providers.metadata.replace')}
      submit={t('iam.save')}
      action={action}
      ready={text !== ''}
      onClose={props.onClose}
    >
      <MetadataField text={text} onChange={setText} />
    </FormModal>
  );
}
