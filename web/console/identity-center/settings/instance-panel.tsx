import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { useInstance } from '../shared/instance.tsx';
import { Panel } from './panel.tsx';
import { useSaveSettings } from './use-settings.ts';

/** Whether accounts may have instances of their own (R004, R005), and the end of this one. */
export function InstancePanel() {
  const { t } = useTexts();
  const { instance } = useInstance();
  const [dialog, setDialog] = useState<'accounts' | 'delete'>();
  const close = (): void => setDialog(undefined);
  const isOrganization = instance.Kind === 'organization';
  const isAllowed = instance.AccountInstances ?? true;
  return (
    <Panel
      title={t('idc.instance')}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          {isOrganization && (
            <Button onClick={() => setDialog('accounts')}>
              {t(isAllowed ? 'idc.accountInstances.refuse' : 'idc.accountInstances.allow')}
            </Button>
          )}
          <Button onClick={() => setDialog('delete')}>{t('idc.instance.delete')}</Button>
        </SpaceBetween>
      }
      items={[
        [t('idc.instance.name'), instance.Name ?? '-'],
        [t('idc.kind'), t(isOrganization ? 'idc.kind.organization' : 'idc.kind.account')],
        ...(isOrganization
          ? ([
              [
                t('idc.accountInstances'),
                t(isAllowed ? 'idc.accountInstances.allowed' : 'idc.accountInstances.refused'),
              ],
            ] as const)
          : []),
      ]}
    >
      {dialog === 'accounts' && <AccountInstances isAllowed={isAllowed} onClose={close} />}
      {dialog === 'delete' && <DeleteInstance onClose={close} />}
    </Panel>
  );
}

function AccountInstances(props: { readonly isAllowed: boolean; readonly onClose: () => void }) {
  const { t } = useTexts();
  const { isAllowed, onClose } = props;
  const action = useSaveSettings(() => ({ AccountInstances: !isAllowed }));
  const title = t(isAllowed ? 'idc.accountInstances.refuse' : 'idc.accountInstances.allow');
  return (
    <Confirm title={title} submit={title} action={action} onClose={onClose}>
      {t(isAllowed ? 'idc.accountInstances.refuse.lead' : 'idc.accountInstances.allow.lead')}
    </Confirm>
  );
}

function DeleteInstance({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTexts();
  const tell = useTell();
  const { arn: InstanceArn, storeId, reload } = useInstance();
  const action = useAction(async () => {
    await call('sso-admin', 'DeleteInstance', { InstanceArn });
    tell(t('iam.deleted', { name: storeId }));
    reload();
  });
  return (
    <Confirm
      title={t('idc.instance.delete')}
      submit={t('idc.instance.delete')}
      action={action}
      word={storeId}
      onClose={onClose}
    >
      {t('idc.instance.delete.lead')}
    </Confirm>
  );
}
