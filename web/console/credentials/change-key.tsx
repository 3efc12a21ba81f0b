import { useAction } from '../../shared/api/use-action.ts';
import { useTell } from '../../shared/frame/notices.tsx';
import { Confirm } from '../../shared/shown/confirm.tsx';
import { call } from '../api/call.ts';
import { useTexts } from '../i18n/texts.tsx';
import type { KeyOwner } from './keys.ts';

/** What is to become of an access key. */
export interface KeyChange {
  readonly kind: 'activate' | 'deactivate' | 'delete';
  readonly id: string;
}

async function changeKey(owner: KeyOwner, { kind, id: AccessKeyId }: KeyChange): Promise<void> {
  const key = { ...owner, AccessKeyId };
  if (kind === 'delete') await call('iam', 'DeleteAccessKey', key);
  else {
    const Status = kind === 'activate' ? 'Active' : 'Inactive';
    await call('iam', 'UpdateAccessKey', { ...key, Status });
  }
}

/** Asks before an access key is turned on, turned off or deleted. */
export function ChangeKey(props: {
  readonly owner: KeyOwner;
  readonly change: KeyChange;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { change, onClose, onChanged } = props;
  const { kind, id } = change;
  const action = useAction(async () => {
    await changeKey(props.owner, change);
    tell(t(`keys.${kind}.done`, { id }));
    onChanged();
  });
  return (
    <Confirm
      title={t(`keys.${kind}.title`)}
      submit={t(`keys.${kind}`)}
      word={kind === 'delete' ? id : undefined}
      action={action}
      onClose={onClose}
    >
      {t(`keys.${kind}.ask`, { id })}
    </Confirm>
  );
}
