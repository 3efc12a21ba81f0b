import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import { useState } from 'react';
import { useTexts } from '../../i18n/texts.tsx';
import { emailOf, type User } from '../shared/people.ts';
import { ResetPassword } from './reset-password.tsx';
import { SendMail } from './send-mail.tsx';
import { SetStatus } from './set-status.tsx';

type Act = 'reset' | 'status' | 'invitation' | 'verification';

/** What an administrator does with somebody, besides deleting. */
export function UserActs({
  user,
  onChange,
}: {
  readonly user: User;
  readonly onChange: () => void;
}) {
  const { t } = useTexts();
  const [act, setAct] = useState<Act>();
  const isEnabled = user.UserStatus !== 'DISABLED';
  const hasEmail = emailOf(user) !== undefined;
  const dialog = { user, onClose: () => setAct(undefined), onDone: onChange };
  return (
    <>
      <ButtonDropdown
        items={[
          { id: 'reset', text: t('idc.reset') },
          { id: 'invitation', text: t('idc.mail.invitation'), disabled: !hasEmail },
          { id: 'verification', text: t('idc.mail.verification'), disabled: !hasEmail },
          { id: 'status', text: t(isEnabled ? 'idc.users.disable' : 'idc.users.enable') },
        ]}
        onItemClick={({ detail }) => setAct(detail.id as Act)}
      >
        {t('common.actions')}
      </ButtonDropdown>
      {act === 'reset' && <ResetPassword {...dialog} />}
      {act === 'status' && <SetStatus {...dialog} />}
      {(act === 'invitation' || act === 'verification') && <SendMail {...dialog} kind={act} />}
    </>
  );
}
