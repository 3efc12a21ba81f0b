import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { UnitPicker } from '../shared/unit-picker.tsx';
import type { TreeNode } from '../tree/tree-node.ts';
import { TreeTable } from '../tree/tree-table.tsx';

/** Attaches a policy to the root, a unit or accounts. */
export function AttachTarget(props: {
  readonly id: string;
  readonly name: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { id, name } = props;
  const [kind, setKind] = useState('unit');
  const [unit, setUnit] = useState<string>();
  const [accounts, setAccounts] = useState<readonly TreeNode[]>([]);
  const units = unit === undefined ? [] : [unit];
  const targets = kind === 'unit' ? units : accounts.map((account) => account.id);
  const action = useAction(async () => {
    for (const TargetId of targets) {
      await call('organizations', 'AttachPolicy', { PolicyId: id, TargetId });
    }
    tell(t('org.policies.targets.attached', { name, count: targets.length }));
    props.onDone();
  });
  return (
    <FormModal
      title={t('org.policies.targets.attach', { name })}
      submit={t('iam.permissions.attach.submit')}
      action={action}
      ready={targets.length > 0}
      size="large"
      onClose={props.onClose}
    >
      <SegmentedControl
        label={t('org.policies.targets.kind')}
        selectedId={kind}
        options={[
          { id: 'unit', text: t('org.units.kind') },
          { id: 'account', text: t('org.accounts.kind') },
        ]}
        onChange={({ detail }) => setKind(detail.selectedId)}
      />
      {kind === 'unit' ? (
        <UnitPicker label={t('org.units.kind')} value={unit} onChange={setUnit} />
      ) : (
        <TreeTable title={t('org.accounts.kind')} selected={accounts} onSelect={setAccounts} />
      )}
    </FormModal>
  );
}
