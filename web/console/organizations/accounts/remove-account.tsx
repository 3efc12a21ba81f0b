import { useNavigate } from 'react-router';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { inApp } from '../../iam/shared/paths.ts';
import { paths } from '../shared/paths.ts';
import type { AccountDialog } from './dialog.ts';

/** Lets an account leave the organization; it goes on by itself. */
export function RemoveAccount({ id, name, onClose }: AccountDialog) {
  const { t } = useTexts();
  const tell = useTell();
  const navigate = useNavigate();
  const action = useAction(async () => {
    await call('organizations', 'RemoveAccountFromOrganization', { AccountId: id });
    tell(t('org.accounts.removed', { name }));
  });
  return (
    <Confirm
      title={t('org.accounts.remove.title', { name })}
      submit={t('org.accounts.remove')}
      action={action}
      word={id}
      onClose={onClose}
      onDone={() => navigate(inApp(paths.accounts))}
    >
      {t('org.accounts.remove.lead')}
    </Confirm>
  );
}
