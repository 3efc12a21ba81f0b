import { call } from '../../api/call.ts';
import { inlineText, listOwnedPolicies, managedText, type Owner } from '../shared/owner.ts';

/**
 * The text of the policy that a result names: the one that is being written, an inline policy
 * (`user_bob_name`), or a managed one by its name. Undefined when it is none of the subject's.
 */
export async function sourceText(
  id: string,
  text: string | undefined,
  arn: string | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (id.startsWith('PolicyInputList.')) return text;
  const owner = arn === undefined ? undefined : ownerOfArn(arn);
  if (!owner) return undefined;
  for (const each of await ownersOf(owner, signal)) {
    for (const policy of await listOwnedPolicies(each, signal)) {
      if (policy.arn !== undefined && policy.name === id) {
        return await managedText(policy.arn, undefined, signal);
      }
      if (policy.arn === undefined && `${each.kind}_${each.name}_${policy.name}` === id) {
        return await inlineText(each, policy.name, signal);
      }
    }
  }
  return undefined;
}

function ownerOfArn(arn: string): Owner | undefined {
  const [, kind, name] = /:(user|group|role)\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  if (name === undefined) return undefined;
  return { kind: kind as Owner['kind'], name };
}

/** A user has the policies of its groups as well. */
async function ownersOf(owner: Owner, signal: AbortSignal): Promise<Owner[]> {
  if (owner.kind !== 'user') return [owner];
  const { Groups = [] } = await call('iam', 'ListGroupsForUser', { UserName: owner.name }, signal);
  const groups = Groups.map(({ GroupName: name }) => ({ kind: 'group' as const, name }));
  return [owner, ...groups];
}
