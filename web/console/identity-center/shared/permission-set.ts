import type { OutputOf } from '../../api/operations.ts';

/** A permission set without its policies. */
export type PermissionSet = NonNullable<
  OutputOf<'sso-admin', 'DescribePermissionSet'>['PermissionSet']
>;
