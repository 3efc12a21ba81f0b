import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { personOf, type UserDialog } from './dialog.ts';

/** Keeps somebody out, with an end to all sessions, or lets somebody in again. */
export function SetStatus({ user, onClose, onDone }: UserDialog) {
  const { t } = useTexts();
  const tell = useTell();
  const { UserName: name = '' } = user;
  const isEnabled = user.UserStatus !== 'DISABLED';
  const action = useAction(async () => {
    const Status = isEnabled ? 'DISABLED' : 'ENABLED';
    await call('gatehouse', 'SetWorkforceUserStatus', { ...personOf(user), Status });
    tell(t(isEnabled ? 'idc.users.nowDisabled' : 'idc.users.nowEnabled', { name }));
    onDone();
  });
  return (
    <Confirm
      title={t(isEnabled ? 'idc.users.disable.title' : 'idc.users.enable.title', { name })}
      submit={t(isEnabled ? 'idc.users.disable' : 'idc.users.enable')}
      action={action}
      onClose={onClose}
    >
      {t(isEnabled ? 'idc.users.disable.lead' : 'idc.users.enable.lead')}
    </Confirm>
  );
}
