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
import { ResourceTable } from '../../shared/resource-table.tsx';
import { useInstance } from '../shared/instance.tsx';
import { NO_REFERENCE, ReferenceFields, referenceOf } from './reference-fields.tsx';

type Reference = NonNullable<
  OutputOf<
    'sso-admin',
    'ListCustomerManagedPolicyReferencesInPermissionSet'
  >['CustomerManagedPolicyReferences']
>[number];

/** Policies of the accounts themselves, by name: each account has to have them. */
export function CustomerPolicies({ arn: PermissionSetArn }: { readonly arn: string }) {
  const { t } = useTexts();
  const tell = useTell();
  const { arn: InstanceArn } = useInstance();
  const set = { InstanceArn, PermissionSetArn };
  const [dialog, setDialog] = useState<'add' | 'remove'>();
  const [selected, setSelected] = useState<readonly Reference[]>([]);
  const key = `references of ${PermissionSetArn}`;
  const pages = usePages<Reference>(key, async (NextToken, signal) => {
    const operation = 'ListCustomerManagedPolicyReferencesInPermissionSet';
    const answer = await call('sso-admin', operation, { ...set, NextToken }, signal);
    return { items: answer.CustomerManagedPolicyReferences ?? [], next: answer.NextToken };
  });
  const removal = useAction(async () => {
    for (const CustomerManagedPolicyReference of selected) {
      const operation = 'DetachCustomerManagedPolicyReferenceFromPermissionSet';
      await call('sso-admin', operation, { ...set, CustomerManagedPolicyReference });
    }
    tell(t('idc.sets.policies.saved'));
    setSelected([]);
    pages.reload();
  });
  const close = (): void => setDialog(undefined);
  return (
    <>
      <ResourceTable
        title={t('idc.sets.customer')}
        description={t('idc.sets.customer.lead')}
        pages={pages}
        idOf={({ Path = '/', Name }) => `${Path}${Name}`}
        empty={t('iam.policies.none')}
        selectionType="multi"
        selected={selected}
        onSelect={setSelected}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={selected.length === 0} onClick={() => setDialog('remove')}>
              {t('iam.remove')}
            </Button>
            <Button onClick={() => setDialog('add')}>{t('idc.sets.customer.add')}</Button>
          </SpaceBetween>
        }
        columns={[
          { id: 'name', header: t('iam.policy'), cell: ({ Name }) => Name, isRowHeader: true },
          { id: 'path', header: t('iam.path'), cell: ({ Path }) => Path ?? '/' },
        ]}
      />
      {dialog === 'add' && <Add set={set} onClose={close} onDone={pages.reload} />}
      {dialog === 'remove' && (
        <Confirm
          title={t('idc.sets.policies.detach')}
          submit={t('iam.remove')}
          action={removal}
          onClose={close}
        >
          {t('idc.sets.policies.later')}
          <ul>
            {selected.map(({ Path = '/', Name }) => (
              <li key={`${Path}${Name}`}>{`${Path}${Name}`}</li>
            ))}
          </ul>
        </Confirm>
      )}
    </>
  );
}

function Add(props: {
  readonly set: { readonly InstanceArn: string; readonly PermissionSetArn: string };
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const [reference, setReference] = useState(NO_REFERENCE);
  const action = useAction(async () => {
    await call('sso-admin', 'AttachCustomerManagedPolicyReferenceToPermissionSet', {
      ...props.set,
      CustomerManagedPolicyReference: referenceOf(reference),
    });
    tell(t('idc.sets.policies.saved'));
    props.onDone();
  });
  return (
    <FormModal
      title={t('idc.sets.customer.add')}
      submit={t('iam.add')}
      action={action}
      ready={reference.name.trim() !== ''}
      onClose={props.onClose}
    >
      <ReferenceFields reference={reference} onChange={setReference} />
    </FormModal>
  );
}
