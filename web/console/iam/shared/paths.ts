const IAM = '/console/iam';

/** Addresses of IAM's pages. Names are the entities' own; ARNs stand in the query. */
export const paths = {
  users: `${IAM}/users`,
  user: (name: string) => `${IAM}/users/${encodeURIComponent(name)}`,
  groups: `${IAM}/groups`,
  group: (name: string) => `${IAM}/groups/${encodeURIComponent(name)}`,
  roles: `${IAM}/roles`,
  role: (name: string) => `${IAM}/roles/${encodeURIComponent(name)}`,
  policies: `${IAM}/policies`,
  policy: (arn: string) => `${IAM}/policies/details?${new URLSearchParams({ arn })}`,
  providers: `${IAM}/identity-providers`,
  provider: (arn: string) => `${IAM}/identity-providers/details?${new URLSearchParams({ arn })}`,
  settings: `${IAM}/account-settings`,
  /** The page that edits an inline policy, or makes one where no name is given. */
  inlinePolicy: (kind: string, owner: string, policy?: string) => {
    const query = policy === undefined ? '' : `?${new URLSearchParams({ policy })}`;
    return `${IAM}/inline-policy/${kind}/${encodeURIComponent(owner)}${query}`;
  },
} as const;

/** The path as the router knows it, which adds `/console` itself. */
export function inApp(path: string): string {
  return path.replace(/^\/console/, '') || '/';
}
