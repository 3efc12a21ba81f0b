/** What AWS takes where people would write something else: its API models' patterns and lengths. */
export const ACCEPTED = {
  /** Organizations: `CreateAccountName`. */
  accountName: /^[\u0020-\u007e]{1,50}$/,
  /** Identity Center: descriptions of permission sets. */
  description: /^[\t\n\r\u0020-\u007e\u00a1-\u00ff]{1,700}$/,
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  permissionSet: /^[\w+=,.@-]{1,32}$/,
  role: /^[\w+=,.@-]{1,64}$/,
  /** Identity stores: `UserName`. */
  userName: /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u,
} as const;

/** Whether AWS takes it; what is empty is not judged here, since it may be optional. */
export function isAccepted(value: string, as: keyof typeof ACCEPTED): boolean {
  const text = value.trim();
  return text === '' || ACCEPTED[as].test(text);
}
