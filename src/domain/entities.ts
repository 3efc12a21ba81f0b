/**
 * Names of cached state within an account, as plans declare them changed. A name is declared
 * whenever what a request would read under it becomes different.
 */

/** An access key: its owner, secret and status. */
export const keyEntity = (accessKeyId: string): string => `key:${accessKeyId}`;

/** A user with its tags, inline policies, attachments, boundary and group memberships. */
export const userEntity = (userId: string): string => `user:${userId}`;

/** A group's inline policies and attachments. */
export const groupEntity = (groupId: string): string => `group:${groupId}`;

/** A role, found by its name, with its trust policy, tags, policies and boundary. */
export const roleEntity = (name: string): string => `role:${name.toLowerCase()}`;

/** A customer managed policy's default version. */
export const policyEntity = (arn: string): string => `policy:${arn}`;

/** A SAML provider, found by its exact name: its metadata, encryption mode and private keys. */
export const samlProviderEntity = (name: string): string => `saml-provider:${name}`;

/** An OpenID Connect provider by its exact URL without scheme: its client ids and thumbprints. */
export const oidcProviderEntity = (url: string): string => `oidc-provider:${url}`;

/** A browser session by its id: whether it was ended, and what it was opened from. */
export const sessionEntity = (sessionId: string): string => `session:${sessionId}`;

/** The account itself: its state, alias and organization. */
export const ACCOUNT_ENTITY = 'account';

/** Until when posted bodies are captured with the account's attempts. */
export const ATTEMPT_CAPTURE_ENTITY = 'attempt-capture';

/** The account's instance of Identity Center with its settings. */
export const INSTANCE_ENTITY = 'sso-instance';

/** A workforce user with its standing, its attributes and its groups. */
export const workforceUserEntity = (userId: string): string => `workforce-user:${userId}`;

/** What a workforce user or group is assigned to. */
export const assignmentsEntity = (principalId: string): string => `assignments:${principalId}`;

/** A permission set, as sessions are made from it. */
export const permissionSetEntity = (id: string): string => `permission-set:${id}`;

/** The role that was made in an account for a permission set. */
export const provisionedRoleEntity = (targetAccount: string, permissionSetId: string): string =>
  `provisioned-role:${targetAccount}/${permissionSetId}`;
