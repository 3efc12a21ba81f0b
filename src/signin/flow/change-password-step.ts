import type { AccountRow } from '../../domain/iam/account.ts';
import { updateLoginProfile } from '../../domain/iam/login-profiles.ts';
import { customPasswordPolicy } from '../../domain/iam/password-policy.ts';
import { passwordPolicyViolation } from '../../domain/iam/password-rules.ts';
import { endSessionsOf } from '../../domain/sessions/browser-sessions.ts';
import {
  arnOf,
  credentialOf,
  type FlowState,
  type FoundPerson,
  passwordHashOf,
  passwordUpdated,
  signInAttempt,
  unlessBusy,
} from '../../domain/sign-in/index.ts';
import { workFor } from '../../domain/work.ts';
import { AwsError } from '../../failures/aws-error.ts';
import { type Failure, failure } from '../../failures/catalogue.ts';
import type { CheckTrace } from '../../failures/check.ts';
import { type ChangeMistake, changePage } from '../pages/change-page.ts';
import type { FlowParts } from './parts.ts';
import {
  type FormFields,
  knownPerson,
  type Step,
  type StepPage,
  type StepResult,
  type StepVisit,
} from './step.ts';

const LONGEST_PASSWORD = 128;
const TOO_LONG = `Password should have a maximum length of ${LONGEST_PASSWORD}`;

/** The step in which an IAM user replaces a password that was given or has expired (aws-facts H5). */
export function changePasswordStep(parts: FlowParts): Step {
  return {
    name: 'change-password',
    isDue: ({ forcedChange, claimed }) =>
      forcedChange !== undefined && claimed.kind !== 'workforce',
    show: async (visit) => show(visit),
    take: async (visit, form) => await take(parts, visit, form),
  };
}

function show(visit: StepVisit): StepPage {
  const { flow, frame } = visit;
  const { account, user } = knownPerson(visit);
  const { forcedChange, notice } = flow.state;
  const html = changePage(frame, {
    flowId: flow.flowId,
    reason: forcedChange === 'expired' ? 'expired' : 'reset',
    policy: account && customPasswordPolicy(account),
    userName: user?.name ?? '',
    mistake: notice && mistakeOf(notice.code),
  });
  return { html };
}

function mistakeOf(code: string): ChangeMistake {
  return code === 'missing' || code === 'differs' || code === 'same' ? code : 'refused';
}

async function take(parts: FlowParts, visit: StepVisit, form: FormFields): Promise<StepResult> {
  const { notice: _, ...state } = visit.flow.state;
  const person = knownPerson(visit);
  const password = form('password') ?? '';
  const again = (code: ChangeMistake) => ({
    state: { ...state, notice: { code, requestId: visit.visit.requestId } },
  });
  if (password === '') return again('missing');
  if (password !== form('again')) return again('differs');
  const same = await unlessBusy(() => visit.passwords.verify(password, passwordHashOf(person)));
  if (same) return again('same');
  const changed = await change(visit, person, password);
  const attempts = [attemptOf(visit, person, changed.failed)];
  if (changed.failed) return { ...again('refused'), attempts };
  return { ...finished(parts, visit, state, person, changed.hash), attempts };
}

/** Leaves the new password in the plan; what the policy forbids is a failure. */
async function change(
  { work, passwords }: StepVisit,
  person: FoundPerson,
  password: string,
): Promise<{ readonly hash: string; readonly failed: Failure | undefined }> {
  const { account, user } = person;
  if (!account || !user) throw new Error('only IAM users are asked for a new password');
  let hash = '';
  const noting = {
    ...passwords,
    hash: async (text: string) => {
      hash = await passwords.hash(text);
      return hash;
    },
  };
  const inAccount = workFor(work, account.account_id);
  const input = { password, resetRequired: false };
  try {
    if (password.length > LONGEST_PASSWORD) throw passwordPolicyViolation(TOO_LONG);
    const row: AccountRow = account;
    await unlessBusy(() => updateLoginProfile(inAccount, row, user, input, noting));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const failed = failure('SIGN-025', { arn: arnOf(person) ?? '', problem: error.message });
    return { hash, failed };
  }
  await endSessionsOf(inAccount, user.user_id);
  return { hash, failed: undefined };
}

function finished(
  parts: FlowParts,
  visit: StepVisit,
  state: FlowState,
  person: FoundPerson,
  storedHash: string,
): StepResult {
  const { forcedChange: _, ...rest } = state;
  const identity = rest.identity && { ...rest.identity, credential: credentialOf(storedHash) };
  return {
    state: { ...rest, ...(identity ? { identity } : {}) },
    storedHash,
    events: [passwordUpdated(parts.random, visit.told, person)],
  };
}

function attemptOf(visit: StepVisit, person: FoundPerson, failed: Failure | undefined) {
  const { flowId } = visit.flow;
  const traces = [traceOf(failed)];
  return signInAttempt(visit.told, { person, stage: 'new password', flowId, traces, failed });
}

function traceOf(failed: Failure | undefined): CheckTrace {
  const common = {
    name: 'newPasswordIsAllowed',
    code: 'SIGN-025',
    expected: 'a password that the password policy allows',
  } as const;
  if (!failed) return { ...common, outcome: 'passed', received: 'one that it allows' };
  const received = failed.details.problem ?? '';
  return { ...common, outcome: 'failed', received, failure: failed };
}
