import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import type { AccountDialog } from './dialog.ts';

/** Opens an account again that was closed. */
export function ReopenAccount({ id, name, onClose, onDone }: AccountDialog) {
  const { t } = useTexts();
  const tell = useTell();
  const action = useAction(async () => {
    await call('gatehouse', 'ReopenAccount', { AccountId: id });
    tell(t('org.accounts.reopened', { name }));
    onDone();
  });
  return (
    <Confirm
      title={t('org.accounts.reopen.title', { name })}
      submit={t('org.accounts.reopen')}
      action={action}
      onClose={onClose}
    >
      {t('org.accounts.reopen.lead')}
    </Confirm>
  );
}
