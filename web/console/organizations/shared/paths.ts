const ORGANIZATIONS = '/console/organizations';

/** Addresses of the pages of AWS Organizations. */
export const paths = {
  accounts: `${ORGANIZATIONS}/accounts`,
  createAccount: `${ORGANIZATIONS}/accounts/create`,
  account: (id: string) => `${ORGANIZATIONS}/accounts/${id}`,
  /** Of an organizational unit or the root. */
  unit: (id: string) => `${ORGANIZATIONS}/units/${id}`,
  policies: `${ORGANIZATIONS}/policies`,
  createPolicy: `${ORGANIZATIONS}/policies/create`,
  policy: (id: string) => `${ORGANIZATIONS}/policies/${id}`,
} as const;
