import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import type { TreeNode } from '../tree/tree-node.ts';
import { TreeTable } from '../tree/tree-table.tsx';
import { SERVICES, ServiceField } from './service-field.tsx';

/** Lets a member account administer a service; `service` where only one is meant. */
export function RegisterDelegate(props: {
  readonly service: string | undefined;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const [service, setService] = useState<string>(props.service ?? SERVICES[0]);
  const [accounts, setAccounts] = useState<readonly TreeNode[]>([]);
  const [account] = accounts;
  const action = useAction(async () => {
    const input = { AccountId: account?.id ?? '', ServicePrincipal: service.trim() };
    await call('organizations', 'RegisterDelegatedAdministrator', input);
    tell(t('org.delegates.registered', { name: account?.name ?? '' }));
    props.onDone();
  });
  return (
    <FormModal
      title={t('org.delegates.register')}
      submit={t('org.delegates.register')}
      action={action}
      ready={account !== undefined && service.trim() !== ''}
      size="large"
      onClose={props.onClose}
    >
      {props.service === undefined && <ServiceField value={service} onChange={setService} />}
      <TreeTable title={t('org.account')} selected={accounts} onSelect={setAccounts} single />
    </FormModal>
  );
}
