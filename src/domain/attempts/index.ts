/**
 * domain/attempts: tries to sign in and to federate, kept for those who have to find out why one
 * failed. Owns: the rows of attempts, what they may take up, how long they stay, how they are found,
 * and the capture of posted bodies while an administrator has it on. Does not own: what an attempt
 * is (failures/attempt), the checks (saml, oidc, domain/federation), who may read attempts
 * (api/gatehouse), how they are shown (cli).
 */
export {
  type Capture,
  type CapturedBodies,
  findCapture,
  LONGEST_CAPTURE,
  readBody,
  startCapture,
  stopCapture,
} from './capture.ts';
export { type AttemptFacts, type AttemptRequest, attemptOf } from './of-request.ts';
export type { AttemptQuota } from './quota.ts';
export { createAttemptRecorder, type RecordAttempt, type RecorderParts } from './record.ts';
export { type AttemptRemoval, createAttemptRemoval } from './retention.ts';
export type { AttemptSummary } from './rows.ts';
export {
  type AttemptFilter,
  type AttemptName,
  type AttemptPage,
  type AttemptSearch,
  accountsWithAttempts,
  findAttempt,
  type StoredAttempt,
  searchAttempts,
} from './search.ts';
