import type { Access } from '../../calls/access.ts';
import { accounts, accountsAccess } from './accounts.ts';
import { assignments, assignmentsAccess } from './assignments.ts';
import { attempts, attemptsAccess } from './attempts.ts';
import { captures, capturesAccess } from './captures.ts';
import { contact, contactAccess } from './contact.ts';
import { diagnosis, diagnosisAccess } from './diagnosis.ts';
import { directory, directoryAccess } from './directory.ts';
import { identityCenter, identityCenterAccess } from './identity-center.ts';
import { passkeys, passkeysAccess } from './passkeys.ts';
import { policies, policiesAccess } from './policies.ts';
import { rootEmail, rootEmailAccess } from './root-email.ts';
import { rootPassword, rootPasswordAccess } from './root-password.ts';
import { sessions, sessionsAccess } from './sessions.ts';

/**
 * api/gatehouse: what AWS has no operation for. Owns: handlers and access rules, one file a noun. Does
 * not own: the shapes (wire/gatehouse), what they are about (domain/).
 */
export const gatehouseOperations = {
  ...accounts,
  ...assignments,
  ...attempts,
  ...captures,
  ...contact,
  ...diagnosis,
  ...directory,
  ...identityCenter,
  ...passkeys,
  ...policies,
  ...rootEmail,
  ...rootPassword,
  ...sessions,
};

export const gatehouseAccess = {
  ...accountsAccess,
  ...assignmentsAccess,
  ...attemptsAccess,
  ...capturesAccess,
  ...contactAccess,
  ...diagnosisAccess,
  ...directoryAccess,
  ...identityCenterAccess,
  ...passkeysAccess,
  ...policiesAccess,
  ...rootEmailAccess,
  ...rootPasswordAccess,
  ...sessionsAccess,
} satisfies Access<typeof gatehouseOperations>;
