/** `arn:aws:identitystore::{account}:identitystore/{id}` (aws-facts E5); the account owns the instance. */
export function identityStoreArn(account: string, storeId: string): string {
  return `arn:aws:identitystore::${account}:identitystore/${storeId}`;
}

/** A user of a directory by its id; `*` for all of them. It names no account (aws-facts E5). */
export function workforceUserArn(userId: string): string {
  return `arn:aws:identitystore:::user/${userId}`;
}

/** A group of a directory by its id; `*` for all of them. */
export function workforceGroupArn(groupId: string): string {
  return `arn:aws:identitystore:::group/${groupId}`;
}

/** A membership of a directory by its id; `*` for all of them. */
export function membershipArn(membershipId: string): string {
  return `arn:aws:identitystore:::membership/${membershipId}`;
}
