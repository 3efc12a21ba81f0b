import { useAction } from '../../shared/api/use-action.ts';
import { useTell } from '../../shared/frame/notices.tsx';
import { Confirm } from '../../shared/shown/confirm.tsx';
import { call } from '../api/call.ts';
import { useTexts } from '../i18n/texts.tsx';

/** Asks before the phone number is removed. */
export function RemovePhone(props: {
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const remove = useAction(async () => {
    await call('gatehouse', 'RemovePhone', {});
    tell(t('contact.phone.removed'));
    props.onRemoved();
  });
  return (
    <Confirm
      title={t('contact.phone.remove')}
      submit={t('contact.phone.remove')}
      action={remove}
      onClose={props.onClose}
    >
      {t('contact.phone.remove.ask')}
    </Confirm>
  );
}
