import { isoSeconds } from '../../base/clock.ts';
import { packedPolicySize } from '../../crypto/index.ts';
import { AwsError } from '../../failures/aws-error.ts';
import { failure } from '../../failures/catalogue.ts';
import type { Check } from '../../failures/check.ts';
import type { IamState } from '../iam/state.ts';
import { overfull } from '../sts/issue.ts';
import {
  readSessionPolicies,
  type SessionPolicies,
  type SessionPolicyRequest,
} from '../sts/session-policies.ts';
import type { RoleSubject } from './role-subject.ts';
import { askedSeconds, secondsLeftAtProvider } from './session-length.ts';

type Subject = RoleSubject;

/** R085: nobody asks for more than the role's MaxSessionDuration. */
export const durationIsWithinMaximum: Check<Subject> = {
  name: 'durationIsWithinMaximum',
  code: 'FED-012',
  run(subject) {
    const asked = askedSeconds(subject);
    const maximum = subject.role().maxSessionSeconds;
    if (asked <= maximum) return undefined;
    const { roleArn: role } = subject;
    return failure('FED-012', { role, asked: String(asked), maximum: String(maximum) });
  },
  describe: (subject) => ({
    expected: `at most ${subject.role().maxSessionSeconds} seconds`,
    received: `${askedSeconds(subject)} seconds`,
  }),
};

/** Credentials do not outlive the session at the provider, and must live at all. */
export const providerSessionGoesOn: Check<Subject> = {
  name: 'providerSessionGoesOn',
  code: 'FED-013',
  run(subject) {
    const left = secondsLeftAtProvider(subject);
    if (left === undefined || left > 0) return undefined;
    const endsAt = isoSeconds(subject.identity().sessionEndsAt ?? 0);
    return failure('FED-013', { endsAt });
  },
  describe(subject) {
    const { sessionEndsAt } = subject.identity();
    return {
      expected: `SessionNotOnOrAfter after ${isoSeconds(subject.circumstances.now)}`,
      received: sessionEndsAt === undefined ? 'none' : isoSeconds(sessionEndsAt),
    };
  },
};

const NO_POLICIES: SessionPolicies = { inline: undefined, arns: [] };

/** Reads the session policies of a request; what is wrong with them is answered, not thrown. */
export async function policiesOf(
  state: Pick<IamState, 'policy'>,
  account: string,
  request: SessionPolicyRequest,
): Promise<SessionPolicies | AwsError> {
  try {
    return await readSessionPolicies(state, account, request);
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}

/** The session policies of the request; throws when they cannot be used. */
export function usablePolicies({ sessionPolicies = NO_POLICIES }: Subject): SessionPolicies {
  if (sessionPolicies instanceof AwsError) throw sessionPolicies;
  return sessionPolicies;
}

/** Which entry stands for each error that session policies are refused with. */
const POLICY_CODES = {
  MalformedPolicyDocument: 'FED-014',
  ValidationError: 'FED-015',
  PackedPolicyTooLarge: 'FED-016',
} as const;

export const sessionPoliciesCanBeUsed: Check<Subject> = {
  name: 'sessionPoliciesCanBeUsed',
  code: 'FED-014',
  run({ sessionPolicies }) {
    if (!(sessionPolicies instanceof AwsError)) return undefined;
    const { code, message } = sessionPolicies;
    if (!Object.hasOwn(POLICY_CODES, code)) throw sessionPolicies;
    return failure(POLICY_CODES[code as keyof typeof POLICY_CODES], { problem: message });
  },
  describe: ({ sessionPolicies }) => ({
    expected: 'valid session policies, or none',
    received: policiesText(sessionPolicies),
  }),
};

function policiesText(policies: Subject['sessionPolicies']): string {
  if (policies instanceof AwsError) return policies.message;
  const { inline, arns } = policies ?? NO_POLICIES;
  const texts = [...(inline === undefined ? [] : ['an inline policy']), ...arns];
  return texts.length === 0 ? 'none' : texts.join(', ');
}

export const sessionHasRoom: Check<Subject> = {
  name: 'sessionHasRoom',
  code: 'FED-016',
  run(subject) {
    const packed = packedClaims(subject);
    const percent = packedPolicySize(packed);
    return percent > 100 ? failure('FED-016', { problem: overfull(packed, percent) }) : undefined;
  },
  describe: (subject) => ({
    expected: 'at most 100 % of the room for session policies and tags',
    received: `${packedPolicySize(packedClaims(subject))} %`,
  }),
};

function packedClaims(subject: Subject) {
  const { tags, transitiveTagKeys } = subject.identity();
  const { inline, arns } = usablePolicies(subject);
  return {
    sessionPolicyArns: arns,
    tags,
    transitiveTagKeys,
    ...(inline === undefined ? {} : { sessionPolicy: inline }),
  };
}
