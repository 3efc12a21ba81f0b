import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import { Copied } from '../../../shared/shown/code-block.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { useInstance } from '../shared/instance.tsx';
import { paths } from '../shared/paths.ts';

/** Where people sign in: with the subdomain, with the store's id, and in AWS's own form. */
export function PortalAddresses() {
  const { t } = useTexts();
  const { instance } = useInstance();
  const { StartUrl: url, DefaultStartUrl: own, AwsStartUrl: aws } = instance;
  const shown = (label: string, text: string) => ({
    label,
    value: <Copied text={text} label={label} />,
  });
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('idc.portal.lead')}
          actions={
            instance.Subdomain === undefined && (
              <Link href={paths.settings}>{t('idc.subdomain.choose')}</Link>
            )
          }
        >
          {t('idc.portal')}
        </Header>
      }
    >
      <KeyValuePairs
        columns={1}
        items={[
          shown(t('idc.portal.url'), url),
          ...(own === url ? [] : [shown(t('idc.portal.url.id'), own)]),
          shown(t('idc.portal.url.aws'), aws),
        ]}
      />
    </Container>
  );
}
