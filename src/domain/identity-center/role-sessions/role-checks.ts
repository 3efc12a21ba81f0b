import { packedPolicySize } from '../../../crypto/index.ts';
import { failure } from '../../../failures/catalogue.ts';
import type { Check } from '../../../failures/check.ts';
import { overfull } from '../../sts/issue.ts';
import { furtherActions } from '../../sts/trust-keys.ts';
import type { WorkforceRoleSubject } from './role-subject.ts';

type Subject = WorkforceRoleSubject;

const accountIsActive: Check<Subject> = {
  name: 'accountIsActive',
  code: 'SSO-010',
  run: ({ account, question }) =>
    account?.state === 'ACTIVE'
      ? undefined
      : failure('SSO-010', { account: question.targetAccount }),
  describe: ({ account }) => ({
    expected: 'an active account',
    received: account?.state ?? 'none',
  }),
};

const userIsAssigned: Check<Subject> = {
  name: 'userIsAssigned',
  code: 'SSO-011',
  run: ({ assigned, user, question }) => {
    if (assigned) return undefined;
    const { targetAccount: account, roleName } = question;
    return failure('SSO-011', { account, roleName, userName: user?.userName ?? question.userId });
  },
  describe: ({ assigned, question }) => ({
    expected: `an assignment of ${question.roleName} in ${question.targetAccount}`,
    received: assigned ? 'one' : 'none',
  }),
};

const roleIsThere: Check<Subject> = {
  name: 'roleIsThere',
  code: 'SSO-012',
  run: ({ role, question: { roleName, targetAccount } }) =>
    role ? undefined : failure('SSO-012', { roleName, account: targetAccount }),
  describe: ({ role }) => ({ expected: 'a role', received: role?.arn ?? 'none' }),
};

const trustPolicyAllows: Check<Subject> = {
  name: 'trustPolicyAllows',
  code: 'SSO-013',
  run(subject) {
    const action = trustActions(subject).find((asked) => !subject.decision(asked).decision.allowed);
    if (action === undefined) return undefined;
    return failure('SSO-013', { role: subject.role?.arn ?? '', action });
  },
  describe: (subject) => ({
    expected: `${trustActions(subject).join(', ')} for ${subject.provider}`,
    received: trustActions(subject)
      .map((asked) => `${asked} ${subject.decision(asked).decision.allowed ? '' : 'not '}allowed`)
      .join(', '),
  }),
};

/** What a reserved role's trust policy has to allow for a session. */
export function trustActions({ session }: Subject): string[] {
  return ['sts:AssumeRoleWithSAML', ...furtherActions(session)];
}

const KEY = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;
const VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

/** The key of a tag that an assertion could not carry either: what users are called is not checked so. */
function unfitTag({ session: { tags } }: Subject): string | undefined {
  for (const [key, value] of tags) {
    if (!KEY.test(key) || /^aws:/i.test(key) || !VALUE.test(value)) return key;
  }
  return undefined;
}

const tagsAreWellFormed: Check<Subject> = {
  name: 'tagsAreWellFormed',
  code: 'SSO-016',
  run(subject) {
    const key = unfitTag(subject);
    return key === undefined ? undefined : failure('SSO-016', { key });
  },
  describe: (subject) => ({
    expected: 'keys and values as session tags have them',
    received: unfitTag(subject) ?? 'such',
  }),
};

const tagsHaveRoom: Check<Subject> = {
  name: 'tagsHaveRoom',
  code: 'SSO-014',
  run({ session }) {
    const percent = packedPolicySize(packed(session));
    if (percent <= 100) return undefined;
    return failure('SSO-014', { problem: overfull(packed(session), percent) });
  },
  describe: ({ session }) => ({
    expected: 'at most 100 % of the room for session tags',
    received: `${packedPolicySize(packed(session))} %`,
  }),
};

function packed({ tags, transitiveTagKeys }: Subject['session']) {
  return { sessionPolicyArns: [], tags, transitiveTagKeys };
}

/** What somebody of a workforce has to fulfil to get a session of a role that is assigned. */
export const workforceRoleChecks: readonly Check<WorkforceRoleSubject>[] = [
  accountIsActive,
  userIsAssigned,
  roleIsThere,
  tagsAreWellFormed,
  trustPolicyAllows,
  tagsHaveRoom,
];
