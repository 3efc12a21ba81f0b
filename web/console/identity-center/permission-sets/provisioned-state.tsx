import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useTexts } from '../../i18n/texts.tsx';

/** Whether a role is what its permission set says now. */
export function ProvisionedState({ isCurrent }: { readonly isCurrent: boolean }) {
  const { t } = useTexts();
  return (
    <StatusIndicator type={isCurrent ? 'success' : 'warning'}>
      {t(isCurrent ? 'idc.provisioned.current' : 'idc.provisioned.outdated')}
    </StatusIndicator>
  );
}
