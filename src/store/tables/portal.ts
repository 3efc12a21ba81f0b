/* What access portals keep for their users. Their account is the owner of the instance. */

/** One row a user. */
export interface PortalFavouriteTable {
  account_id: string;
  user_id: string;
  /** Account ids, divided by blanks. */
  target_accounts: string;
}
