import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useTexts } from '../../i18n/texts.tsx';
import type { User } from './people.ts';

/** Whether somebody may sign in. */
export function UserStatus({ user }: { readonly user: Pick<User, 'UserStatus'> }) {
  const { t } = useTexts();
  const isEnabled = user.UserStatus !== 'DISABLED';
  return (
    <StatusIndicator type={isEnabled ? 'success' : 'stopped'}>
      {t(isEnabled ? 'idc.users.enabled' : 'idc.users.disabled')}
    </StatusIndicator>
  );
}
