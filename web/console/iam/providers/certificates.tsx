import Box from '@cloudscape-design/components/box';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useFormat } from '../../../shared/i18n/format.ts';
import { useTexts } from '../../i18n/texts.tsx';
import type { CertificateFacts, MetadataFacts } from './certificate.ts';

/** A certificate that ends within this many seconds is warned of: thirty days. */
const SOON = 30 * 86_400;

/** The entity ID of metadata and its certificates with their ends. */
export function Certificates({ facts }: { readonly facts: MetadataFacts }) {
  const { t } = useTexts();
  return (
    <KeyValuePairs
      columns={1}
      items={[
        {
          label: t('iam.providers.entityId'),
          value: <span className="value">{facts.entityId ?? '-'}</span>,
        },
        {
          label: t('iam.providers.certificates'),
          value:
            facts.certificates.length === 0
              ? t('common.none')
              : facts.certificates.map((certificate) => (
                  <Validity
                    key={`${certificate.subject} ${certificate.notAfter}`}
                    certificate={certificate}
                  />
                )),
        },
      ]}
    />
  );
}

function Validity({ certificate }: { readonly certificate: CertificateFacts }) {
  const { t } = useTexts();
  const format = useFormat();
  const now = Date.now() / 1000;
  const { subject, notAfter, notBefore } = certificate;
  const isOver = notAfter < now || notBefore > now;
  const type = isOver ? 'error' : notAfter - now < SOON ? 'warning' : 'success';
  const day = format.day(notAfter);
  return (
    <Box>
      <StatusIndicator type={type}>
        <span className="value">
          {subject || '-'}{' '}
          {t(isOver ? 'iam.providers.notValid' : 'iam.providers.valid', {
            day,
            distance: format.distance(notAfter, now),
          })}
        </span>
      </StatusIndicator>
    </Box>
  );
}
