import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { ResourceTable } from '../../shared/resource-table.tsx';

/** A managed policy of a list. */
export type ListedPolicy = NonNullable<OutputOf<'iam', 'ListPolicies'>['Policies']>[number];

export type PolicyScope = 'All' | 'AWS' | 'Local';

/** The managed policies of a scope, page by page. */
export function useManagedPolicies(Scope: PolicyScope) {
  return usePages(`policies ${Scope}`, async (Marker, signal) => {
    const answer = await call('iam', 'ListPolicies', { Scope, Marker, MaxItems: 200 }, signal);
    return { items: answer.Policies ?? [], next: answer.Marker };
  });
}

/** A choice of AWS's policies, the account's own, or both. */
export function ScopeChoice(props: {
  readonly scope: PolicyScope;
  readonly onChange: (scope: PolicyScope) => void;
}) {
  const { t } = useTexts();
  return (
    <SegmentedControl
      label={t('iam.policies.scope')}
      selectedId={props.scope}
      options={(['All', 'AWS', 'Local'] as const).map((id) => ({
        id,
        text: t(`iam.policies.scope.${id}`),
      }))}
      onChange={({ detail }) => props.onChange(detail.selectedId as PolicyScope)}
    />
  );
}

/** A table in which managed policies are chosen. */
export function PolicyPicker(props: {
  readonly title: string;
  readonly selected: readonly ListedPolicy[];
  readonly onSelect: (policies: readonly ListedPolicy[]) => void;
  readonly single?: boolean;
  /** The one scope that is offered; without it there is a choice. */
  readonly only?: PolicyScope;
}) {
  const { t } = useTexts();
  const [scope, setScope] = useState<PolicyScope>(props.only ?? 'All');
  const pages = useManagedPolicies(scope);
  return (
    <ResourceTable
      title={props.title}
      pages={pages}
      idOf={({ Arn = '' }) => Arn}
      searched={({ PolicyName = '', Arn = '' }) => `${PolicyName} ${Arn}`}
      searchLabel={t('iam.policies.search')}
      empty={t('iam.policies.none')}
      selectionType={props.single ? 'single' : 'multi'}
      selected={props.selected}
      onSelect={props.onSelect}
      actions={props.only === undefined && <ScopeChoice scope={scope} onChange={setScope} />}
      columns={[
        {
          id: 'name',
          header: t('iam.policy'),
          cell: ({ PolicyName }) => PolicyName,
          sortingField: 'PolicyName',
          isRowHeader: true,
        },
        {
          id: 'type',
          header: t('iam.type'),
          cell: ({ Arn }) => t(isAwsManaged(Arn) ? 'iam.policy.aws' : 'iam.policy.customer'),
          sortingComparator: (a, b) => Number(isAwsManaged(a.Arn)) - Number(isAwsManaged(b.Arn)),
        },
      ]}
    />
  );
}

/** Whether a policy is AWS's own, which no account changes. */
export function isAwsManaged(arn: string | undefined): boolean {
  return arn?.startsWith('arn:aws:iam::aws:') ?? false;
}
