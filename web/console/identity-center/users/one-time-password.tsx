import Alert from '@cloudscape-design/components/alert';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useFormat } from '../../../shared/i18n/format.ts';
import { Copied, CopyButton } from '../../../shared/shown/code-block.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { useInstance } from '../shared/instance.tsx';

/** A one-time password beside the portal's address, to be handed over; it is shown only now. */
export function OneTimePassword(props: {
  readonly name: string;
  readonly password: string;
  /** Seconds since 1970. */
  readonly expiresAt: number | undefined;
}) {
  const { t } = useTexts();
  const format = useFormat();
  const { instance } = useInstance();
  const { name, password, expiresAt } = props;
  const url = instance.StartUrl;
  const lines = [
    [t('idc.portal.url'), url],
    [t('idc.users.name'), name],
    [t('idc.oneTime'), password],
  ] as const;
  return (
    <SpaceBetween size="m">
      <Alert type="warning">{t('idc.oneTime.once', { time: format.moment(expiresAt) })}</Alert>
      <KeyValuePairs
        columns={1}
        items={lines.map(([label, text]) => ({
          label,
          value: <Copied text={text} label={label} />,
        }))}
      />
      <CopyButton
        text={lines.map(([label, text]) => `${label}: ${text}`).join('\n')}
        label={t('idc.oneTime.copy')}
      />
    </SpaceBetween>
  );
}
