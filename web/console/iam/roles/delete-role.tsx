import { call } from '../../api/call.ts';
import { useTell } from '../../frame/notices.tsx';
import { type Translate, useTexts } from '../../i18n/texts.tsx';
import { Deletion, type Dependent } from '../shared/deletion.tsx';
import { listOwnedPolicies, removePolicy } from '../shared/owner.ts';

/** Deletes a role with its policies and its places in instance profiles. */
export function DeleteRole(props: {
  readonly name: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { name } = props;
  return (
    <Deletion
      title={t('iam.roles.delete', { name })}
      name={name}
      find={(signal) => dependents(name, t, signal)}
      remove={() => call('iam', 'DeleteRole', { RoleName: name })}
      onClose={props.onClose}
      onDone={() => {
        tell(t('iam.deleted', { name }));
        props.onDone();
      }}
    />
  );
}

async function dependents(
  RoleName: string,
  t: Translate,
  signal: AbortSignal,
): Promise<Dependent[]> {
  const owner = { kind: 'role' as const, name: RoleName, arn: '' };
  const [policies, profiles] = await Promise.all([
    listOwnedPolicies(owner, signal),
    call('iam', 'ListInstanceProfilesForRole', { RoleName }, signal),
  ]);
  return [
    ...policies.map((policy) => ({
      text: t(policy.arn === undefined ? 'iam.policy.inline.named' : 'iam.policy.attached.named', {
        name: policy.name,
      }),
      remove: () => removePolicy(owner, policy),
    })),
    ...profiles.InstanceProfiles.map(({ InstanceProfileName }) => ({
      text: t('iam.roles.profile', { name: InstanceProfileName }),
      remove: () => call('iam', 'RemoveRoleFromInstanceProfile', { RoleName, InstanceProfileName }),
    })),
  ];
}
