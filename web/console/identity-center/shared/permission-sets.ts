import { atOnce } from '../../api/at-once.ts';
import { call } from '../../api/call.ts';
import type { PageOf } from '../../api/use-pages.ts';
import { MOST_AT_ONCE } from './directory.ts';
import type { PermissionSet } from './permission-set.ts';

const SMALL_PAGE = 25;

/** One permission set. */
export async function findPermissionSet(
  InstanceArn: string,
  PermissionSetArn: string,
  signal?: AbortSignal,
): Promise<PermissionSet> {
  const input = { InstanceArn, PermissionSetArn };
  return (await call('sso-admin', 'DescribePermissionSet', input, signal)).PermissionSet ?? {};
}

/** A page of the instance's permission sets. */
export async function listPermissionSets(
  InstanceArn: string,
  NextToken: string | undefined,
  signal: AbortSignal,
): Promise<PageOf<PermissionSet>> {
  const input = { InstanceArn, NextToken, MaxResults: SMALL_PAGE };
  const answer = await call('sso-admin', 'ListPermissionSets', input, signal);
  const arns = answer.PermissionSets ?? [];
  const items = await atOnce(arns, MOST_AT_ONCE, (arn) =>
    findPermissionSet(InstanceArn, arn, signal),
  );
  return { items, next: answer.NextToken };
}
