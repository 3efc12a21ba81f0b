import { type Failure, failure } from '../../failures/catalogue.ts';
import type { Check } from '../../failures/check.ts';
import type { RoleSubject } from './role-subject.ts';
import {
  mismatchTexts,
  reachesBeyond,
  statementText,
  type TrustExplanation,
} from './trust-explanation.ts';

type Subject = RoleSubject;

function explained(subject: Subject, action = `sts:${subject.operation}`): TrustExplanation {
  return subject.explanation(action);
}

/** The texts of the closest statement as one line. */
function mismatchLine(explanation: TrustExplanation): string {
  const { expected, received } = mismatchTexts(explanation);
  return `${expected} expected, ${received} received`;
}

/** R071: Principal.Federated is the provider of the response. */
export const trustPolicyNamesProvider: Check<Subject> = {
  name: 'trustPolicyNamesProvider',
  code: 'FED-006',
  run(subject) {
    if (isGranted(subject) || reachesBeyond(explained(subject), 'Principal')) return undefined;
    const { operation, provider, roleArn: role } = subject;
    return failure('FED-006', { role, provider, operation });
  },
  describe(subject) {
    const explanation = explained(subject);
    const expected = `Principal Federated: ${subject.provider}`;
    if (reachesBeyond(explanation, 'Principal')) return { expected, received: 'the same' };
    const named = explanation.closest?.mismatch?.expected.join(', ');
    return { expected, received: named ? `Principal ${named}` : 'no Allow statement' };
  },
};

/** R068: the statement for the provider has the action. */
export const trustPolicyAllowsAction: Check<Subject> = {
  name: 'trustPolicyAllowsAction',
  code: 'FED-007',
  run(subject) {
    if (isGranted(subject) || reachesBeyond(explained(subject), 'Action')) return undefined;
    const { operation, provider, roleArn: role } = subject;
    return failure('FED-007', { role, provider, operation });
  },
  describe(subject) {
    const explanation = explained(subject);
    const expected = `Action sts:${subject.operation}`;
    if (reachesBeyond(explanation, 'Action')) return { expected, received: 'the same' };
    return { expected, received: mismatchTexts(explanation).expected };
  },
};

/** R071: the conditions of that statement hold. */
export const trustPolicyConditionsHold: Check<Subject> = {
  name: 'trustPolicyConditionsHold',
  code: 'FED-008',
  run(subject) {
    if (isGranted(subject)) return undefined;
    const explanation = explained(subject);
    if (reachesBeyond(explanation, 'Condition')) return undefined;
    const { operation, roleArn: role } = subject;
    return failure('FED-008', { role, operation, mismatch: mismatchLine(explanation) });
  },
  describe: (subject) => mismatchTexts({ ...explained(subject), denying: undefined }),
};

export const noTrustStatementDenies: Check<Subject> = {
  name: 'noTrustStatementDenies',
  code: 'FED-009',
  run(subject) {
    const { decision } = subject.decision(`sts:${subject.operation}`);
    if (decision.allowed) return undefined;
    const { denying } = explained(subject);
    const { operation, roleArn: role } = subject;
    const statement = denying ? statementText(denying) : 'nothing allows it';
    return failure('FED-009', { role, operation, statement });
  },
  describe(subject) {
    const { denying } = explained(subject);
    return {
      expected: 'no Deny statement that applies',
      received: denying ? `${statementText(denying)} denies` : 'none',
    };
  },
};

function isGranted(subject: Subject): boolean {
  return subject.decision(`sts:${subject.operation}`).decision.allowed;
}

/** R069: tags are passed only where the trust policy allows sts:TagSession. */
export const trustPolicyAllowsTags: Check<Subject> = {
  name: 'trustPolicyAllowsTags',
  code: 'FED-010',
  run: (subject) =>
    furtherFailure(subject, 'FED-010', 'sts:TagSession', subject.identity().tags.size > 0),
  describe(subject) {
    const { tags } = subject.identity();
    const passed = `session tags ${[...tags.keys()].join(', ')}`;
    return furtherTexts(subject, 'sts:TagSession', tags.size > 0 ? passed : undefined);
  },
};

/** R070: a source identity is set only where the trust policy allows sts:SetSourceIdentity. */
export const trustPolicyAllowsSourceIdentity: Check<Subject> = {
  name: 'trustPolicyAllowsSourceIdentity',
  code: 'FED-011',
  run(subject) {
    const isSet = subject.identity().sourceIdentity !== undefined;
    return furtherFailure(subject, 'FED-011', 'sts:SetSourceIdentity', isSet);
  },
  describe(subject) {
    const { sourceIdentity } = subject.identity();
    const set = sourceIdentity === undefined ? undefined : `source identity ${sourceIdentity}`;
    return furtherTexts(subject, 'sts:SetSourceIdentity', set);
  },
};

function furtherFailure(
  subject: Subject,
  code: 'FED-010' | 'FED-011',
  action: string,
  isUsed: boolean,
): Failure | undefined {
  if (!isUsed || subject.decision(action).decision.allowed) return undefined;
  const { operation, roleArn: role } = subject;
  return failure(code, { role, operation, mismatch: mismatchLine(explained(subject, action)) });
}

function furtherTexts(
  subject: Subject,
  action: string,
  used: string | undefined,
): { expected: string; received: string } {
  if (used === undefined) return { expected: `${action} when it is used`, received: 'not used' };
  const { expected, received } = mismatchTexts(explained(subject, action));
  return { expected, received: `${used}; ${received}` };
}
