import { type Subject, touchSubject } from '../iam/subject.ts';
import type { Work } from '../work.ts';

/** A user of Identity Center's directory; the work's account is the one that owns the instance. */
export interface WorkforceOwner {
  readonly kind: 'workforce';
  /** The user's id, which is never used again. */
  readonly id: string;
  readonly userName: string;
}

/** Whose devices are meant: an IAM user, a root user, or a workforce user. */
export type MfaOwner = Subject | WorkforceOwner;

/** How the owner's authenticators show what they hold for them. */
export function shownName({ account }: Work, owner: MfaOwner): string {
  switch (owner.kind) {
    case 'user':
      return `${owner.user.name}@${account}`;
    case 'root':
      return owner.account.email_key;
    case 'workforce':
      return owner.userName;
  }
}

const NOT_IN_ARN = /[^\w+=,.@-]+/g;
const MOST_NAME = 64;

/**
 * The serial number of a device that is registered for its owner (aws-facts H6); labels may be of any
 * script, ARNs are not. AWS shows none for devices of workforce users: theirs begin otherwise, so that
 * no operation of IAM takes one for its own.
 */
export function serialOf(
  { account }: Work,
  owner: MfaOwner,
  { label, deviceId }: { readonly label: string; readonly deviceId: string },
): string {
  const name = label.replace(NOT_IN_ARN, '-').slice(0, MOST_NAME);
  if (owner.kind === 'workforce') {
    return `arn:aws:identitystore::${account}:mfa/${owner.id}/${name}-${deviceId}`;
  }
  const path = owner.kind === 'user' ? `user/${owner.user.name}` : 'root-account';
  return `arn:aws:iam::${account}:u2f/${path}/${name}-${deviceId}`;
}

/** What the serial numbers of IAM's own devices begin with. */
export const IAM_SERIALS = 'arn:aws:iam::';

/** Raises the row version of what the owner is kept in; the plan fails when the owner is gone. */
export function touchOwner(work: Work, owner: MfaOwner): void {
  if (owner.kind !== 'workforce') {
    touchSubject(work, owner);
    return;
  }
  work.write(
    work.read
      .updateTable('directory_users')
      .set((e) => ({ row_version: e('row_version', '+', 1) }))
      .where('account_id', '=', work.account)
      .where('user_id', '=', owner.id)
      .where('status', '=', 'ENABLED'),
  );
}
