import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { CodeBlock } from '../../shared/shown/code-block.tsx';
import { useSession } from '../frame/session.tsx';
import { useTexts } from '../i18n/texts.tsx';

/** The environment in which AWS's own command line speaks with this server. */
function commands(origin: string, region: string): string {
  return [
    `export AWS_ENDPOINT_URL=${origin}`,
    `export AWS_REGION=${region}`,
    'aws sts get-caller-identity',
  ].join('\n');
}

/** How tools on the reader's machine reach this server. */
export function Tools() {
  const { t } = useTexts();
  const { publicUrl, region } = useSession();
  return (
    <Container
      header={
        <Header variant="h2" description={t('home.tools.lead')}>
          {t('home.tools')}
        </Header>
      }
    >
      <SpaceBetween size="s">
        <CodeBlock text={commands(publicUrl, region)} label={t('home.tools')} />
        <span>{t('home.tools.more')}</span>
      </SpaceBetween>
    </Container>
  );
}
