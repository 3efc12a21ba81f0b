import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { useInstance } from '../shared/instance.tsx';
import { followRepairs } from './follow-repairs.ts';
import { type Orphan, orphanKey } from './orphan.ts';
import { type Choices, choiceOf, DELETE, repairsOf } from './repairs.ts';

/** Asks what becomes of each orphaned assignment, and does it. */
export function RepairOrphans(props: {
  readonly orphans: readonly Orphan[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { arn: InstanceArn } = useInstance();
  const { orphans, onDone } = props;
  const [choices, setChoices] = useState<Choices>(new Map());
  const action = useAction(async () => {
    const Repairs = repairsOf(orphans, choices);
    const input = { InstanceArn, Repairs };
    const { Results } = await call('gatehouse', 'RepairOrphanedAssignments', input);
    await followRepairs(InstanceArn, Results);
    tell(t('idc.orphans.repaired', { count: Results.length }));
    onDone();
  });
  return (
    <FormModal
      title={t('idc.orphans.repair')}
      submit={t('idc.orphans.repair')}
      action={action}
      size="large"
      onClose={props.onClose}
    >
      <span>{t('idc.orphans.repair.lead')}</span>
      {orphans.map((one) => (
        <FormField
          key={orphanKey(one)}
          label={one.PrincipalName}
          description={t('idc.orphans.of', { account: one.TargetId, set: one.setName })}
        >
          <OrphanChoice
            orphan={one}
            choice={choiceOf(one, choices)}
            onChoose={(choice) => setChoices(new Map(choices).set(orphanKey(one), choice))}
          />
        </FormField>
      ))}
    </FormModal>
  );
}

function OrphanChoice(props: {
  readonly orphan: Orphan;
  readonly choice: string;
  readonly onChoose: (choice: string) => void;
}) {
  const { t } = useTexts();
  const { orphan, choice, onChoose } = props;
  const options = [
    ...orphan.Candidates.map(({ PrincipalId, PrincipalName }) => ({
      value: PrincipalId,
      label: t('idc.orphans.assign', { name: PrincipalName }),
      description: PrincipalId,
    })),
    { value: DELETE, label: t('idc.orphans.delete') },
  ];
  return (
    <Select
      options={options}
      selectedOption={options.find(({ value }) => value === choice) ?? null}
      onChange={({ detail }) => onChoose(detail.selectedOption.value ?? DELETE)}
    />
  );
}
