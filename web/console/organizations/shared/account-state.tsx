import StatusIndicator, {
  type StatusIndicatorProps,
} from '@cloudscape-design/components/status-indicator';
import type { TextKey } from '../../i18n/messages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import type { Account } from '../tree/tree-node.ts';

const STATES: Readonly<Record<string, readonly [StatusIndicatorProps.Type, TextKey]>> = {
  PENDING_ACTIVATION: ['pending', 'org.state.PENDING_ACTIVATION'],
  ACTIVE: ['success', 'org.state.ACTIVE'],
  SUSPENDED: ['stopped', 'org.state.SUSPENDED'],
  PENDING_CLOSURE: ['in-progress', 'org.state.PENDING_CLOSURE'],
  CLOSED: ['stopped', 'org.state.CLOSED'],
};

/** What an account is: `State`, or the older `Status` where that is all that is told. */
export function stateOf({ State, Status }: Account): string {
  return State ?? Status ?? 'ACTIVE';
}

/** Whether an account is active, suspended or closed. */
export function AccountState({ account }: { readonly account: Account }) {
  const { t } = useTexts();
  const [type, text] = STATES[stateOf(account)] ?? (['info', 'common.unknown'] as const);
  return <StatusIndicator type={type}>{t(text)}</StatusIndicator>;
}
