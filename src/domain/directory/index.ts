/**
 * domain/directory: the identity stores of Identity Center. Owns: workforce users with their
 * attributes, status, passwords and single-use links, groups, memberships, external ids, and the mails
 * about them. Does not own: instances (domain/identity-center), sessions (domain/sessions), devices
 * (domain/mfa), the steps of a sign-in and its pages (domain/sign-in, signin/workforce), words and
 * transports of mails (mail/).
 *
 * `work.account` is always the account that owns the instance. What a user may do follows from
 * `WorkforceUserState`: every change that it depends on is declared with `workforceUserEntity`.
 */
export { acceptLink, verifyEmail } from './accept-link.ts';
export {
  identityStoreArn,
  membershipArn,
  workforceGroupArn,
  workforceUserArn,
} from './arns.ts';
export { ENTERPRISE } from './attribute-schema.ts';
export {
  attributesOf,
  type ExternalId,
  newAttributes,
  type UserAttributes,
} from './attributes.ts';
export { endAccess } from './end-access.ts';
export { externalIdsOf, ownerOfExternalId, setExternalIds } from './external-ids.ts';
export {
  createGroup,
  deleteGroup,
  findGroupByName,
  type GroupRow,
  getGroup,
  listGroups,
  updateGroup,
} from './groups.ts';
export { directoryKey } from './keys.ts';
export {
  findLink,
  LINK_LIFETIME,
  type Link,
  openInvitation,
} from './links.ts';
export {
  languageOfUser,
  requestPasswordReset,
  sendEmailVerification,
  sendInvitation,
  sendPasswordReset,
  tellPasswordChanged,
} from './mails.ts';
export {
  createMembership,
  deleteMembership,
  findMembership,
  findMembershipOf,
  getMembership,
  groupsAmong,
  listMembershipsOfGroup,
  listMembershipsOfUser,
  type MembershipRow,
  requirePair,
} from './memberships.ts';
export {
  checkNewPassword,
  oneTimePassword,
  passwordChecks,
  setPassword,
} from './passwords.ts';
export {
  holdStore,
  reachableStore,
  requireStore,
  type StoreAccess,
} from './store-access.ts';
export {
  createUser,
  deleteUser,
  findUser,
  findUserByEmail,
  findUserByName,
  getUser,
  listUsers,
  setUserStatus,
  type UserRow,
  updateUser,
} from './users.ts';
