import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { type ListedPolicy, PolicyPicker } from '../../iam/shared/policy-picker.tsx';
import { NO_REFERENCE, ReferenceFields, referenceOf } from './reference-fields.tsx';

/** Chooses a policy of AWS, or one of the accounts by its name, for a boundary. */
export function SetBoundary(props: {
  readonly set: { readonly InstanceArn: string; readonly PermissionSetArn: string };
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const [kind, setKind] = useState('aws');
  const [chosen, setChosen] = useState<readonly ListedPolicy[]>([]);
  const [reference, setReference] = useState(NO_REFERENCE);
  const isAws = kind === 'aws';
  const action = useAction(async () => {
    const PermissionsBoundary = isAws
      ? { ManagedPolicyArn: chosen[0]?.Arn ?? '' }
      : { CustomerManagedPolicyReference: referenceOf(reference) };
    const input = { ...props.set, PermissionsBoundary };
    await call('sso-admin', 'PutPermissionsBoundaryToPermissionSet', input);
    tell(t('idc.sets.policies.saved'));
    props.onDone();
  });
  return (
    <FormModal
      title={t('iam.boundary.set')}
      submit={t('iam.save')}
      action={action}
      ready={isAws ? chosen.length === 1 : reference.name.trim() !== ''}
      size="large"
      onClose={props.onClose}
    >
      <SegmentedControl
        label={t('iam.boundary')}
        selectedId={kind}
        options={[
          { id: 'aws', text: t('idc.sets.awsPolicies') },
          { id: 'customer', text: t('idc.sets.customer') },
        ]}
        onChange={({ detail }) => setKind(detail.selectedId)}
      />
      {isAws ? (
        <PolicyPicker
          title={t('idc.sets.awsPolicies')}
          selected={chosen}
          onSelect={setChosen}
          only="AWS"
          single
        />
      ) : (
        <ReferenceFields reference={reference} onChange={setReference} />
      )}
    </FormModal>
  );
}
