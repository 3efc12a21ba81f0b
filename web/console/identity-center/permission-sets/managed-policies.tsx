import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { type ListedPolicy, PolicyPicker } from '../../iam/shared/policy-picker.tsx';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { useInstance } from '../shared/instance.tsx';

type Attached = NonNullable<
  OutputOf<'sso-admin', 'ListManagedPoliciesInPermissionSet'>['AttachedManagedPolicies']
>[number];

/** The policies of AWS in a permission set. */
export function ManagedPolicies({ arn: PermissionSetArn }: { readonly arn: string }) {
  const { t } = useTexts();
  const tell = useTell();
  const { arn: InstanceArn } = useInstance();
  const set = { InstanceArn, PermissionSetArn };
  const [dialog, setDialog] = useState<'attach' | 'detach'>();
  const [selected, setSelected] = useState<readonly Attached[]>([]);
  const pages = usePages<Attached>(`policies of ${PermissionSetArn}`, async (NextToken, signal) => {
    const input = { ...set, NextToken };
    const answer = await call('sso-admin', 'ListManagedPoliciesInPermissionSet', input, signal);
    return { items: answer.AttachedManagedPolicies ?? [], next: answer.NextToken };
  });
  const detach = useAction(async () => {
    for (const { Arn = '' } of selected) {
      const input = { ...set, ManagedPolicyArn: Arn };
      await call('sso-admin', 'DetachManagedPolicyFromPermissionSet', input);
    }
    tell(t('idc.sets.policies.saved'));
    setSelected([]);
    pages.reload();
  });
  const close = (): void => setDialog(undefined);
  return (
    <>
      <ResourceTable
        title={t('idc.sets.awsPolicies')}
        pages={pages}
        idOf={({ Name = '' }) => Name}
        empty={t('iam.policies.none')}
        selectionType="multi"
        selected={selected}
        onSelect={setSelected}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={selected.length === 0} onClick={() => setDialog('detach')}>
              {t('org.policies.detach')}
            </Button>
            <Button onClick={() => setDialog('attach')}>{t('iam.permissions.attach')}</Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'name',
            header: t('iam.policy'),
            cell: ({ Name }) => Name,
            sortingField: 'Name',
            isRowHeader: true,
          },
          { id: 'arn', header: 'ARN', cell: ({ Arn }) => <span className="value">{Arn}</span> },
        ]}
      />
      {dialog === 'attach' && <Attach set={set} onClose={close} onDone={pages.reload} />}
      {dialog === 'detach' && (
        <Confirm
          title={t('idc.sets.policies.detach')}
          submit={t('org.policies.detach')}
          action={detach}
          onClose={close}
        >
          {t('idc.sets.policies.later')}
          <ul>
            {selected.map(({ Arn, Name }) => (
              <li key={Arn}>{Name}</li>
            ))}
          </ul>
        </Confirm>
      )}
    </>
  );
}

function Attach(props: {
  readonly set: { readonly InstanceArn: string; readonly PermissionSetArn: string };
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const [chosen, setChosen] = useState<readonly ListedPolicy[]>([]);
  const action = useAction(async () => {
    for (const { Arn = '' } of chosen) {
      const input = { ...props.set, ManagedPolicyArn: Arn };
      await call('sso-admin', 'AttachManagedPolicyToPermissionSet', input);
    }
    tell(t('idc.sets.policies.saved'));
    props.onDone();
  });
  return (
    <FormModal
      title={t('iam.permissions.attach')}
      submit={t('iam.permissions.attach.submit')}
      action={action}
      ready={chosen.length > 0}
      size="large"
      onClose={props.onClose}
    >
      <PolicyPicker
        title={t('idc.sets.awsPolicies')}
        selected={chosen}
        onSelect={setChosen}
        only="AWS"
      />
    </FormModal>
  );
}
