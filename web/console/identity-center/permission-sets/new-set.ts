import { call } from '../../api/call.ts';
import type { ListedPolicy } from '../../iam/shared/policy-picker.tsx';
import { type EnteredTags, NO_TAGS, tagsOf } from '../../iam/shared/tags.tsx';
import { ACCEPTED, isAccepted } from '../../shared/accepted.ts';
import type { General } from './general-fields.tsx';

/** What the steps of the wizard have. */
export interface NewSet extends General {
  /** One policy of AWS, or policies of one's own choosing. */
  readonly kind: 'predefined' | 'custom';
  readonly policies: readonly ListedPolicy[];
  /** Empty where there is none. */
  readonly inlinePolicy: string;
  readonly name: string;
  readonly tags: EnteredTags;
}

export const EMPTY_SET: NewSet = {
  kind: 'predefined',
  policies: [],
  inlinePolicy: '',
  name: '',
  description: '',
  duration: 'PT1H',
  relayState: '',
  tags: NO_TAGS,
};

/** The longest name that AWS allows. */
const LONGEST_NAME = 32;

/** The name of a set: what was entered, or that of the predefined policy. */
export function nameOf({ name, kind, policies }: NewSet): string {
  const entered = name.trim();
  if (entered !== '' || kind !== 'predefined') return entered;
  return (policies[0]?.PolicyName ?? '').slice(0, LONGEST_NAME);
}

/** Whether the first step says which permissions; a custom set may have none yet. */
export function hasPolicies({ kind, policies }: NewSet): boolean {
  return kind === 'custom' || policies.length === 1;
}

/** Whether name, description and tags are what AWS takes. */
export function hasDetails(set: NewSet): boolean {
  const isNamed = ACCEPTED.permissionSet.test(nameOf(set));
  return isNamed && isAccepted(set.description, 'description') && set.tags.valid;
}

/** Makes the set with its policies; one that its policies keep from being whole does not stay. */
export async function createSet(InstanceArn: string, set: NewSet): Promise<string> {
  const { description, relayState } = set;
  const { PermissionSet } = await call('sso-admin', 'CreatePermissionSet', {
    InstanceArn,
    Name: nameOf(set),
    SessionDuration: set.duration,
    ...(description.trim() === '' ? {} : { Description: description.trim() }),
    ...(relayState.trim() === '' ? {} : { RelayState: relayState.trim() }),
    Tags: tagsOf(set.tags),
  });
  const made = { InstanceArn, PermissionSetArn: PermissionSet?.PermissionSetArn ?? '' };
  try {
    for (const { Arn = '' } of set.policies) {
      const input = { ...made, ManagedPolicyArn: Arn };
      await call('sso-admin', 'AttachManagedPolicyToPermissionSet', input);
    }
    if (set.kind === 'custom' && set.inlinePolicy.trim() !== '') {
      const input = { ...made, InlinePolicy: set.inlinePolicy };
      await call('sso-admin', 'PutInlinePolicyToPermissionSet', input);
    }
  } catch (error) {
    await call('sso-admin', 'DeletePermissionSet', made).catch(() => undefined);
    throw error;
  }
  return made.PermissionSetArn;
}
