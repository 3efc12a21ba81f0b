import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { call } from '../../api/call.ts';
import { usePages } from '../../api/use-pages.ts';
import { type Translate, useTexts } from '../../i18n/texts.tsx';
import { onePage } from '../../iam/shared/all-pages.ts';
import { type Columns, ResourceTable } from '../../shared/resource-table.tsx';
import { paths } from './paths.ts';
import { type BoundPolicy, listBinding, type Summary } from './policies.ts';
import { PolicyPicker } from './policy-picker.tsx';

/** The service control policies of a root, unit or account: its own, and those from above it. */
export function TargetPolicies({ id, name }: { readonly id: string; readonly name: string }) {
  const { t } = useTexts();
  const tell = useTell();
  const [dialog, setDialog] = useState<'attach' | 'detach'>();
  const [selected, setSelected] = useState<readonly BoundPolicy[]>([]);
  const pages = usePages(`policies of ${id}`, (_token, signal) => onePage(listBinding(id, signal)));
  const close = (): void => setDialog(undefined);
  const chosen = selected.filter(({ from }) => from === id);
  const detach = useAction(async () => {
    for (const { policy } of chosen) {
      const PolicyId = policy.Id ?? '';
      await call('organizations', 'DetachPolicy', { PolicyId, TargetId: id });
    }
    tell(t('org.policies.detached', { count: chosen.length, name }));
    setSelected([]);
    pages.reload();
  });
  return (
    <>
      <ResourceTable
        title={t('org.policies.title')}
        description={t('org.policies.of.lead')}
        pages={pages}
        idOf={({ policy, from }) => `${policy.Name} (${from})`}
        empty={t('org.policies.of.none')}
        selectionType="multi"
        selected={selected}
        onSelect={setSelected}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={chosen.length === 0} onClick={() => setDialog('detach')}>
              {t('org.policies.detach')}
            </Button>
            <Button onClick={() => setDialog('attach')}>{t('org.policies.attach')}</Button>
          </SpaceBetween>
        }
        columns={columnsOf(t, id)}
      />
      {dialog === 'attach' && (
        <Attach
          id={id}
          name={name}
          present={pages.items.filter(({ from }) => from === id).map(({ policy }) => policy)}
          onClose={close}
          onDone={pages.reload}
        />
      )}
      {dialog === 'detach' && (
        <Confirm
          title={t('org.policies.detach.title', { name })}
          submit={t('org.policies.detach')}
          action={detach}
          onClose={close}
        >
          {t('org.policies.detach.lead')}
          <ul>
            {chosen.map(({ policy }) => (
              <li key={policy.Id}>{policy.Name}</li>
            ))}
          </ul>
        </Confirm>
      )}
    </>
  );
}

function columnsOf(t: Translate, id: string): Columns<BoundPolicy> {
  return [
    {
      id: 'name',
      header: t('iam.policy'),
      cell: ({ policy }) => (
        <Link href={paths.policy(policy.Id ?? '')}>{policy.Name ?? policy.Id}</Link>
      ),
      isRowHeader: true,
    },
    {
      id: 'from',
      header: t('org.policies.from'),
      cell: ({ from, fromName: name }) =>
        from === id ? (
          t('org.policies.from.here')
        ) : (
          <Link href={paths.unit(from)}>{t('org.policies.from.above', { name })}</Link>
        ),
    },
    { id: 'about', header: t('iam.description'), cell: ({ policy }) => policy.Description },
  ];
}

function Attach(props: {
  readonly id: string;
  readonly name: string;
  readonly present: readonly Summary[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { id, name, present } = props;
  const [chosen, setChosen] = useState<readonly Summary[]>([]);
  const action = useAction(async () => {
    for (const { Id: PolicyId = '' } of chosen) {
      await call('organizations', 'AttachPolicy', { PolicyId, TargetId: id });
    }
    tell(t('org.policies.attached', { count: chosen.length, name }));
    props.onDone();
  });
  return (
    <FormModal
      title={t('org.policies.attach')}
      submit={t('iam.permissions.attach.submit')}
      action={action}
      ready={chosen.length > 0}
      size="large"
      onClose={props.onClose}
    >
      <PolicyPicker selected={chosen} present={present} onSelect={setChosen} />
    </FormModal>
  );
}
