import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { UnitPicker } from '../shared/unit-picker.tsx';
import type { AccountDialog } from './dialog.ts';

/** Moves an account to another unit, whose policies then bind it. */
export function MoveAccount(props: AccountDialog & { readonly parent: string }) {
  const { t } = useTexts();
  const tell = useTell();
  const { id, name, parent } = props;
  const [to, setTo] = useState<string>();
  const action = useAction(async () => {
    await call('organizations', 'MoveAccount', {
      AccountId: id,
      SourceParentId: parent,
      DestinationParentId: to ?? '',
    });
    tell(t('org.accounts.moved', { name }));
    props.onDone();
  });
  return (
    <FormModal
      title={t('org.accounts.move.title', { name })}
      submit={t('org.accounts.move')}
      action={action}
      ready={to !== undefined}
      onClose={props.onClose}
    >
      <UnitPicker label={t('org.accounts.move.to')} value={to} without={parent} onChange={setTo} />
      <span>{t('org.accounts.move.lead')}</span>
    </FormModal>
  );
}
