import { call } from '../../api/call.ts';
import { ApiFailure } from '../../api/failure.ts';
import { useTell } from '../../frame/notices.tsx';
import { type Translate, useTexts } from '../../i18n/texts.tsx';
import { Deletion, type Dependent } from '../shared/deletion.tsx';
import { listOwnedPolicies, removePolicy } from '../shared/owner.ts';

/** Deletes a user with everything that hangs on it, which is listed first. */
export function DeleteUser(props: {
  readonly name: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { name } = props;
  return (
    <Deletion
      title={t('iam.users.delete', { name })}
      name={name}
      find={(signal) => dependents(name, t, signal)}
      remove={() => call('iam', 'DeleteUser', { UserName: name })}
      onClose={props.onClose}
      onDone={() => {
        tell(t('iam.deleted', { name }));
        props.onDone();
      }}
    />
  );
}

async function dependents(
  UserName: string,
  t: Translate,
  signal: AbortSignal,
): Promise<Dependent[]> {
  const owner = { kind: 'user' as const, name: UserName, arn: '' };
  const [policies, groups, keys, devices, password] = await Promise.all([
    listOwnedPolicies(owner, signal),
    call('iam', 'ListGroupsForUser', { UserName }, signal),
    call('iam', 'ListAccessKeys', { UserName }, signal),
    call('iam', 'ListMFADevices', { UserName }, signal),
    loginProfile(UserName, signal),
  ]);
  return [
    ...(password
      ? [
          {
            text: t('iam.users.password'),
            remove: () => call('iam', 'DeleteLoginProfile', { UserName }),
          },
        ]
      : []),
    ...keys.AccessKeyMetadata.map(({ AccessKeyId = '' }) => ({
      text: t('iam.keys.named', { id: AccessKeyId }),
      remove: () => call('iam', 'DeleteAccessKey', { UserName, AccessKeyId }),
    })),
    ...devices.MFADevices.map(({ SerialNumber }) => ({
      text: t('iam.mfa.named', { serial: SerialNumber }),
      remove: () => removeDevice(UserName, SerialNumber),
    })),
    ...groups.Groups.map(({ GroupName }) => ({
      text: t('iam.groups.membership', { name: GroupName }),
      remove: () => call('iam', 'RemoveUserFromGroup', { UserName, GroupName }),
    })),
    ...policies.map((policy) => ({
      text: t(policy.arn === undefined ? 'iam.policy.inline.named' : 'iam.policy.attached.named', {
        name: policy.name,
      }),
      remove: () => removePolicy(owner, policy),
    })),
  ];
}

/** Whether the user has a console password. */
export async function loginProfile(UserName: string, signal?: AbortSignal) {
  try {
    return (await call('iam', 'GetLoginProfile', { UserName }, signal)).LoginProfile;
  } catch (error) {
    if (error instanceof ApiFailure && error.code === 'NoSuchEntity') return undefined;
    throw error;
  }
}

/** Deactivates an MFA device; a virtual one is deleted as well. */
export async function removeDevice(UserName: string, SerialNumber: string): Promise<void> {
  await call('iam', 'DeactivateMFADevice', { UserName, SerialNumber });
  if (!SerialNumber.includes(':mfa/')) return;
  await call('iam', 'DeleteVirtualMFADevice', { SerialNumber });
}
