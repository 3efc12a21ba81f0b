import SpaceBetween from '@cloudscape-design/components/space-between';
import { BoundaryPanel } from './boundary-panel.tsx';
import { CustomerPolicies } from './customer-policies.tsx';
import { InlinePanel } from './inline-panel.tsx';
import { ManagedPolicies } from './managed-policies.tsx';

/** Everything that a permission set allows: policies of AWS, of the accounts, its own, its boundary. */
export function PoliciesPanel({ arn }: { readonly arn: string }) {
  return (
    <SpaceBetween size="l">
      <ManagedPolicies arn={arn} />
      <CustomerPolicies arn={arn} />
      <InlinePanel arn={arn} />
      <BoundaryPanel arn={arn} />
    </SpaceBetween>
  );
}
