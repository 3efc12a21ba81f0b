import FileUpload from '@cloudscape-design/components/file-upload';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../i18n/texts.tsx';
import { metadataFacts } from './certificate.ts';
import { Certificates } from './certificates.tsx';

/** A metadata document from a file, with what it says before it is sent. */
export function MetadataField(props: {
  readonly text: string;
  readonly onChange: (text: string) => void;
}) {
  const { t } = useTexts();
  const [files, setFiles] = useState<File[]>([]);
  const { text, onChange } = props;
  const facts = text === '' ? undefined : metadataFacts(text);
  return (
    <SpaceBetween size="m">
      <FormField
        label={t('iam.providers.metadata')}
        description={t('iam.providers.metadata.lead')}
        errorText={facts && !facts.entityId ? t('iam.providers.metadata.wrong') : undefined}
      >
        <FileUpload
          value={files}
          accept=".xml,application/xml,text/xml,application/samlmetadata+xml"
          i18nStrings={{
            uploadButtonText: () => t('iam.providers.metadata.choose'),
            dropzoneText: () => t('iam.providers.metadata.drop'),
            removeFileAriaLabel: () => t('iam.remove'),
          }}
          showFileSize
          onChange={async ({ detail }) => {
            setFiles(detail.value);
            onChange((await detail.value[0]?.text()) ?? '');
          }}
        />
      </FormField>
      {facts?.entityId && <Certificates facts={facts} />}
    </SpaceBetween>
  );
}
