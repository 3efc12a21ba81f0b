import { call } from '../../api/call.ts';
import type { Translate } from '../../i18n/texts.tsx';
import { allPages } from './all-pages.ts';
import type { Dependent } from './deletion.tsx';

/** What carries policies: a user, a group or a role. */
export interface Owner {
  readonly kind: 'user' | 'group' | 'role';
  readonly name: string;
}

/** A policy of an owner. Managed policies have an ARN. */
export interface OwnedPolicy {
  readonly name: string;
  readonly arn: string | undefined;
}

/** The policies of an owner: the managed ones that are attached, and those that are its own. */
export async function listOwnedPolicies(owner: Owner, signal: AbortSignal): Promise<OwnedPolicy[]> {
  const [attached, inline] = await Promise.all([
    allPages((Marker) => listAttached(owner, Marker, signal)),
    allPages((Marker) => listInline(owner, Marker, signal)),
  ]);
  return [...attached, ...inline];
}

async function listAttached(
  { kind, name }: Owner,
  Marker: string | undefined,
  signal: AbortSignal,
) {
  const answer =
    kind === 'user'
      ? await call('iam', 'ListAttachedUserPolicies', { UserName: name, Marker }, signal)
      : kind === 'group'
        ? await call('iam', 'ListAttachedGroupPolicies', { GroupName: name, Marker }, signal)
        : await call('iam', 'ListAttachedRolePolicies', { RoleName: name, Marker }, signal);
  const items = (answer.AttachedPolicies ?? []).map(
    ({ PolicyName = '', PolicyArn }): OwnedPolicy => ({ name: PolicyName, arn: PolicyArn }),
  );
  return { items, next: answer.Marker };
}

async function listInline({ kind, name }: Owner, Marker: string | undefined, signal: AbortSignal) {
  const answer =
    kind === 'user'
      ? await call('iam', 'ListUserPolicies', { UserName: name, Marker }, signal)
      : kind === 'group'
        ? await call('iam', 'ListGroupPolicies', { GroupName: name, Marker }, signal)
        : await call('iam', 'ListRolePolicies', { RoleName: name, Marker }, signal);
  const items = (answer.PolicyNames ?? []).map(
    (policy): OwnedPolicy => ({ name: policy, arn: undefined }),
  );
  return { items, next: answer.Marker };
}

/** Attaches a managed policy. */
export async function attachPolicy({ kind, name }: Owner, PolicyArn: string): Promise<void> {
  if (kind === 'user') await call('iam', 'AttachUserPolicy', { UserName: name, PolicyArn });
  else if (kind === 'group') await call('iam', 'AttachGroupPolicy', { GroupName: name, PolicyArn });
  else await call('iam', 'AttachRolePolicy', { RoleName: name, PolicyArn });
}

/** Detaches a managed policy, or deletes an inline one. */
export async function removePolicy({ kind, name }: Owner, policy: OwnedPolicy): Promise<void> {
  const { arn: PolicyArn, name: PolicyName } = policy;
  if (PolicyArn === undefined) {
    if (kind === 'user') await call('iam', 'DeleteUserPolicy', { UserName: name, PolicyName });
    else if (kind === 'group')
      await call('iam', 'DeleteGroupPolicy', { GroupName: name, PolicyName });
    else await call('iam', 'DeleteRolePolicy', { RoleName: name, PolicyName });
    return;
  }
  if (kind === 'user') await call('iam', 'DetachUserPolicy', { UserName: name, PolicyArn });
  else if (kind === 'group') await call('iam', 'DetachGroupPolicy', { GroupName: name, PolicyArn });
  else await call('iam', 'DetachRolePolicy', { RoleName: name, PolicyArn });
}

/** The policies of an owner that is to be deleted, each with how it goes. */
export async function ownedDependents(
  owner: Owner,
  t: Translate,
  signal: AbortSignal,
): Promise<Dependent[]> {
  return (await listOwnedPolicies(owner, signal)).map((policy) => ({
    text: t(policy.arn === undefined ? 'iam.policy.inline.named' : 'iam.policy.attached.named', {
      name: policy.name,
    }),
    remove: () => removePolicy(owner, policy),
  }));
}

/** The text of an inline policy. */
export async function inlineText(
  { kind, name }: Owner,
  PolicyName: string,
  signal?: AbortSignal,
): Promise<string> {
  const { PolicyDocument = '' } =
    kind === 'user'
      ? await call('iam', 'GetUserPolicy', { UserName: name, PolicyName }, signal)
      : kind === 'group'
        ? await call('iam', 'GetGroupPolicy', { GroupName: name, PolicyName }, signal)
        : await call('iam', 'GetRolePolicy', { RoleName: name, PolicyName }, signal);
  return decodeURIComponent(PolicyDocument);
}

/** Writes an inline policy, new or in place of the one of that name. */
export async function putInline(
  { kind, name }: Owner,
  PolicyName: string,
  PolicyDocument: string,
): Promise<void> {
  const policy = { PolicyName, PolicyDocument };
  if (kind === 'user') await call('iam', 'PutUserPolicy', { UserName: name, ...policy });
  else if (kind === 'group') await call('iam', 'PutGroupPolicy', { GroupName: name, ...policy });
  else await call('iam', 'PutRolePolicy', { RoleName: name, ...policy });
}

/** The text of a managed policy's default version, or of another one. */
export async function managedText(
  PolicyArn: string,
  version?: string,
  signal?: AbortSignal,
): Promise<string> {
  const VersionId =
    version ?? (await call('iam', 'GetPolicy', { PolicyArn }, signal)).Policy?.DefaultVersionId;
  const { PolicyVersion } = await call(
    'iam',
    'GetPolicyVersion',
    { PolicyArn, VersionId: VersionId ?? 'v1' },
    signal,
  );
  return decodeURIComponent(PolicyVersion?.Document ?? '');
}
