import { call } from '../../api/call.ts';
import { useTell } from '../../frame/notices.tsx';
import { type Translate, useTexts } from '../../i18n/texts.tsx';
import { Deletion, type Dependent } from '../shared/deletion.tsx';
import { listOwnedPolicies, removePolicy } from '../shared/owner.ts';
import { listMembers } from './members.ts';

/** Deletes a group; its members stay users, without what the group gave them. */
export function DeleteGroup(props: {
  readonly name: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { name } = props;
  return (
    <Deletion
      title={t('iam.groups.delete', { name })}
      name={name}
      find={(signal) => dependents(name, t, signal)}
      remove={() => call('iam', 'DeleteGroup', { GroupName: name })}
      onClose={props.onClose}
      onDone={() => {
        tell(t('iam.deleted', { name }));
        props.onDone();
      }}
    />
  );
}

async function dependents(
  GroupName: string,
  t: Translate,
  signal: AbortSignal,
): Promise<Dependent[]> {
  const owner = { kind: 'group' as const, name: GroupName, arn: '' };
  const [members, policies] = await Promise.all([
    listMembers(GroupName, signal),
    listOwnedPolicies(owner, signal),
  ]);
  return [
    ...members.map(({ UserName }) => ({
      text: t('iam.groups.member', { name: UserName }),
      remove: () => call('iam', 'RemoveUserFromGroup', { GroupName, UserName }),
    })),
    ...policies.map((policy) => ({
      text: t(policy.arn === undefined ? 'iam.policy.inline.named' : 'iam.policy.attached.named', {
        name: policy.name,
      }),
      remove: () => removePolicy(owner, policy),
    })),
  ];
}
