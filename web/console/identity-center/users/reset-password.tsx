import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import RadioGroup from '@cloudscape-design/components/radio-group';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { emailOf } from '../shared/people.ts';
import { personOf, type UserDialog } from './dialog.ts';
import { OneTimePassword } from './one-time-password.tsx';

type Made = OutputOf<'gatehouse', 'CreateOneTimePassword'>;

/** Gives somebody a way to a new password: a mail, or a one-time password that is shown once. */
export function ResetPassword({ user, onClose, onDone }: UserDialog) {
  const { t } = useTexts();
  const tell = useTell();
  const email = emailOf(user);
  const [way, setWay] = useState(email === undefined ? 'one-time' : 'mail');
  const [made, setMade] = useState<Made>();
  const { UserName: name = '' } = user;
  const action = useAction(async () => {
    if (way === 'one-time') {
      setMade(await call('gatehouse', 'CreateOneTimePassword', personOf(user)));
    } else {
      await call('gatehouse', 'SendPasswordReset', personOf(user));
      tell(t('idc.mail.sent', { email: email ?? '' }));
      onClose();
    }
    onDone();
  });
  if (made) return <Shown name={name} made={made} onClose={onClose} />;
  return (
    <FormModal
      title={t('idc.reset.title', { name })}
      submit={t('idc.reset')}
      action={action}
      onClose={onClose}
      // What was made is shown first, and what was sent closes itself.
      onDone={() => undefined}
    >
      <RadioGroup
        ariaLabel={t('idc.reset.way')}
        value={way}
        items={[
          {
            value: 'mail',
            label: t('idc.reset.mail'),
            description: t('idc.reset.mail.lead', { email: email ?? '-' }),
            disabled: email === undefined,
          },
          {
            value: 'one-time',
            label: t('idc.users.first.oneTime'),
            description: t('idc.reset.oneTime.lead'),
          },
        ]}
        onChange={({ detail }) => setWay(detail.value)}
      />
    </FormModal>
  );
}

function Shown(props: {
  readonly name: string;
  readonly made: Made;
  readonly onClose: () => void;
}) {
  const { t } = useTexts();
  const { name, made, onClose } = props;
  return (
    <Modal
      visible
      header={t('idc.reset.title', { name })}
      closeAriaLabel={t('common.close')}
      onDismiss={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('common.done')}
        </Button>
      }
    >
      <OneTimePassword name={name} password={made.Password} expiresAt={made.ExpiresAt} />
    </Modal>
  );
}
