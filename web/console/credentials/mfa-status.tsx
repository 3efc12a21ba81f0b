import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useTexts } from '../i18n/texts.tsx';
import { type Device, isApp } from './mfa-device.ts';

/** What kind of device it is, and whether it is still accepted. */
export function MfaStatus({ device }: { readonly device: Device }) {
  const { t } = useTexts();
  const { MarkedAsCopied, Synced } = device;
  if (MarkedAsCopied) {
    return <StatusIndicator type="error">{t('mfa.copied')}</StatusIndicator>;
  }
  if (isApp(device)) return t('mfa.kind.app');
  return Synced ? t('mfa.kind.synced') : t('mfa.kind.passkey');
}
