/**
 * domain/sign-in: what a sign-in with a password is decided by, for root, IAM and workforce users.
 * Owns: flows as rows, who is meant, checks of passwords and of what may follow, trusted and known
 * browsers, attempts and events. Does not own: pages and the order of steps (signin/), devices
 * (domain/mfa), people of directories (domain/directory), what comes of it (domain/sessions).
 */
export { type SignInStage, type SignInTried, signInAttempt } from './attempt.ts';
export {
  loginFailed,
  loginSucceeded,
  mfaChecked,
  passwordUpdated,
  type SignInVisit,
} from './events.ts';
export {
  arnOf,
  type FoundPerson,
  findPerson,
  ownerIdOf,
  passwordHashOf,
  workforceById,
} from './evidence.ts';
export type {
  Claimed,
  ClaimedWorkforce,
  FlowState,
  ForcedChange,
  Identity,
  Notice,
  SecondFactor,
} from './flow-state.ts';
export {
  beginFlow,
  endFlow,
  FLOW_LIFETIME,
  type Flow,
  type FlowOwner,
  findFlow,
  MOST_FLOWS_OF_SOURCE,
  newFlow,
  saveFlow,
} from './flows.ts';
export {
  credentialOf,
  forcedChangeOf,
  identityOf,
  type JudgedPassword,
  judgePassword,
  SignInBusy,
  type SignInPasswords,
  strongerHash,
  unlessBusy,
} from './password.ts';
export { identityChecks, passwordChecks, standingChecks } from './password-checks.ts';
export {
  type Typed,
  type TypingMistake,
  typedAccount,
  typedEmail,
  typedUserName,
} from './typed.ts';
export { workforceChecks, workforceIdentityChecks } from './workforce-checks.ts';
export type { SignInWorkforceUser } from './workforce-person.ts';
export { personOfFlow, writePasswordUse, writeStrongerHash } from './writes.ts';
