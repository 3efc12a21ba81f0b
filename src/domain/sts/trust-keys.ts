import type { ConditionKeys } from '../authorisation/resource.ts';

/** What a session is asked for, as far as conditions of trust policies read it. */
export interface RequestedSession {
  readonly sessionName: string;
  readonly sourceIdentity: string | undefined;
  /** Keys keep their case. */
  readonly tags: ReadonlyMap<string, string>;
  readonly transitiveTagKeys: readonly string[];
}

/** The condition keys of every request for a role session (IAM user guide, "AWS STS keys"). */
export function sessionConditionKeys(session: RequestedSession): ConditionKeys {
  const { sessionName, sourceIdentity, tags, transitiveTagKeys } = session;
  const keys: Record<string, readonly string[]> = { 'sts:rolesessionname': [sessionName] };
  if (sourceIdentity !== undefined) keys['sts:sourceidentity'] = [sourceIdentity];
  if (transitiveTagKeys.length > 0) keys['sts:transitivetagkeys'] = transitiveTagKeys;
  if (tags.size > 0) keys['aws:tagkeys'] = [...tags.keys()];
  for (const [key, value] of tags) keys[`aws:requesttag/${key.toLowerCase()}`] = [value];
  return keys;
}

/** The actions that a trust policy must allow besides the assuming itself (aws-facts B4). */
export function furtherActions({ tags, sourceIdentity }: RequestedSession): string[] {
  const actions: string[] = [];
  if (tags.size > 0) actions.push('sts:TagSession');
  if (sourceIdentity !== undefined) actions.push('sts:SetSourceIdentity');
  return actions;
}
