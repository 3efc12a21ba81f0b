import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useTexts } from '../i18n/texts.tsx';

/** Whether an attempt succeeded, or a response would be accepted. */
export function OutcomeStatus({ outcome }: { readonly outcome: string }) {
  const { t } = useTexts();
  const isGood = outcome === 'succeeded' || outcome === 'accepted';
  return isGood ? (
    <StatusIndicator type="success">{t('attempts.outcome.succeeded')}</StatusIndicator>
  ) : (
    <StatusIndicator type="error">{t('attempts.outcome.refused')}</StatusIndicator>
  );
}
