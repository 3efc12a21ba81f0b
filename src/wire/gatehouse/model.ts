import { accountOperations } from './accounts.ts';
import { assignmentOperations } from './assignments.ts';
import { attemptOperations } from './attempts.ts';
import { contactOperations } from './contact.ts';
import { diagnosisOperations } from './diagnosis.ts';
import { directoryOperations } from './directory.ts';
import { identityCenterOperations } from './identity-center.ts';
import { mfaOperations } from './mfa.ts';
import { policyOperations } from './policies.ts';
import { rootEmailOperations } from './root-email.ts';
import { rootPasswordOperations } from './root-password.ts';
import { type ModelledOperation, type ModuleOf, moduleOf } from './schema.ts';
import { sessionOperations } from './sessions.ts';

/*
 * The service `gatehouse`: what AWS has no operation for, a file for each group of operations. Its
 * constraints are in constraints/gatehouse.ts; tools/service-model.ts writes its model file for
 * AWS's own tools.
 */

/** Every operation of the service. */
export const gatehouseOperations = {
  ...accountOperations,
  ...assignmentOperations,
  ...attemptOperations,
  ...contactOperations,
  ...diagnosisOperations,
  ...directoryOperations,
  ...identityCenterOperations,
  ...mfaOperations,
  ...policyOperations,
  ...rootEmailOperations,
  ...rootPasswordOperations,
  ...sessionOperations,
} as const satisfies Readonly<Record<string, ModelledOperation>>;

/** Every error that some operation answers of its own. */
export const gatehouseErrors = [
  'ConflictException',
  'InvalidNextTokenException',
  'InvalidVerificationCodeException',
  'PasswordPolicyViolationException',
  'ResourceNotFoundException',
  'ValidationException',
] as const;

/** What wire/model.ts reads in place of a client module. */
export const gatehouseModule = moduleOf(gatehouseOperations, gatehouseErrors);

/** What stands for the client module in the types of handlers. */
export type GatehouseModule = ModuleOf<typeof gatehouseOperations>;
