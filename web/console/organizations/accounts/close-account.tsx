import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import type { AccountDialog } from './dialog.ts';

/** Closes an account; its id has to be typed. */
export function CloseAccount({ id, name, onClose, onDone }: AccountDialog) {
  const { t } = useTexts();
  const tell = useTell();
  const action = useAction(async () => {
    await call('organizations', 'CloseAccount', { AccountId: id });
    tell(t('org.accounts.closed', { name }));
    onDone();
  });
  return (
    <Confirm
      title={t('org.accounts.close.title', { name })}
      submit={t('org.accounts.close')}
      action={action}
      word={id}
      onClose={onClose}
    >
      {t('org.accounts.close.lead')}
    </Confirm>
  );
}
