import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { call } from '../../api/call.ts';
import type { TextKey } from '../../i18n/messages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { emailOf } from '../shared/people.ts';
import { personOf, type UserDialog } from './dialog.ts';

type Kind = 'invitation' | 'verification';

const TITLES: Readonly<Record<Kind, TextKey>> = {
  invitation: 'idc.mail.invitation',
  verification: 'idc.mail.verification',
};

const LEADS: Readonly<Record<Kind, TextKey>> = {
  invitation: 'idc.mail.invitation.lead',
  verification: 'idc.mail.verification.lead',
};

/** Sends somebody a mail whose link sets a first password, or verifies the address. */
export function SendMail({ user, onClose, onDone, kind }: UserDialog & { readonly kind: Kind }) {
  const { t } = useTexts();
  const tell = useTell();
  const email = emailOf(user) ?? '';
  const action = useAction(async () => {
    const person = personOf(user);
    if (kind === 'invitation') await call('gatehouse', 'SendUserInvitation', person);
    else await call('gatehouse', 'SendEmailVerification', person);
    tell(t('idc.mail.sent', { email }));
    onDone();
  });
  return (
    <Confirm title={t(TITLES[kind])} submit={t('idc.mail.send')} action={action} onClose={onClose}>
      {t(LEADS[kind], { email })}
    </Confirm>
  );
}
