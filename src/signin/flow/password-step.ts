import { mfaDevices } from '../../domain/mfa/index.ts';
import {
  credentialOf,
  type FlowState,
  type FoundPerson,
  forcedChangeOf,
  identityChecks,
  identityOf,
  type JudgedPassword,
  judgePassword,
  loginFailed,
  passwordHashOf,
  signInAttempt,
  strongerHash,
  workforceIdentityChecks,
  writeStrongerHash,
} from '../../domain/sign-in/index.ts';
import { type Work, workFor } from '../../domain/work.ts';
import type { NewAttempt } from '../../failures/attempt.ts';
import type { Failure } from '../../failures/catalogue.ts';
import type { CheckTrace } from '../../failures/check.ts';
import { withCheck } from '../challenge/step.ts';
import { credentialChallenged, credentialVerified } from '../workforce/events.ts';
import { type DecidedFactor, decideWorkforceFactor } from '../workforce/mfa/decide.ts';
import { sendCode } from './mailed-code.ts';
import { NOTICE } from './notices.ts';
import type { FlowParts } from './parts.ts';
import { showPassword } from './password-view.ts';
import { passedSilently } from './silent-check.ts';
import type { FormFields, Step, StepResult, StepVisit } from './step.ts';

/** The step in which a password is typed; of IAM users with account and name, which can be corrected. */
export function passwordStep(parts: FlowParts): Step {
  return {
    name: 'password',
    isDue: ({ identity }) => identity === undefined,
    show: async (visit) => await showPassword(parts, visit),
    take: async (visit, form) => await takePassword(parts, visit, form),
  };
}

async function takePassword(
  parts: FlowParts,
  visit: StepVisit,
  form: FormFields,
): Promise<StepResult> {
  const { requestId } = visit.visit;
  const { notice: _, ...state } = visit.flow.state;
  const password = form('password') ?? '';
  if (password === '') {
    return { state: { ...state, notice: { code: NOTICE.passwordMissing, requestId } } };
  }
  const due = state.securityCheck === 'passed' ? undefined : await visit.dueCheck();
  if (due && !(await passedSilently(parts.challenge, visit, form, due))) {
    const again = { code: NOTICE.enterAgain, requestId };
    return { state: { ...withCheck(state, due), notice: again } };
  }
  const begun = await visit.count('password');
  if (begun.outcome === 'wait') {
    const until = visit.now + begun.seconds * 1000;
    const traces = parts.challenge.throttle.traces(begun.standing);
    return {
      state: { ...state, notice: { code: NOTICE.wait, requestId, until } },
      attempts: [attemptOf(visit, undefined, traces, begun.failure)],
    };
  }
  const judged = await judgePassword(visit.work, visit.passwords, state.claimed, password);
  const traces = [...parts.challenge.throttle.traces(begun.standing), ...judged.traces()];
  if (judged.failed) return await refusedPassword(parts, visit, state, judged, traces);
  const passed = await passedPassword(parts, visit, state, judged, password);
  return {
    ...passed,
    statements: begun.succeeded,
    attempts: [attemptOf(visit, judged.tried, traces, undefined), ...(passed.attempts ?? [])],
  };
}

/** Checks whose failures must look the same. */
const SAME_OUTSIDE = new Set([
  'SIGN-002',
  ...[...identityChecks, ...workforceIdentityChecks].map(({ code }) => code),
]);

async function refusedPassword(
  parts: FlowParts,
  visit: StepVisit,
  state: FlowState,
  { failed, tried }: JudgedPassword,
  traces: readonly CheckTrace[],
): Promise<StepResult> {
  const { requestId } = visit.visit;
  const isSame = failed !== undefined && SAME_OUTSIDE.has(failed.code);
  const code = isSame ? NOTICE.incorrect : (failed?.code ?? NOTICE.incorrect);
  return {
    state: { ...(await withNextCheck(visit, state)), notice: { code, requestId } },
    events: eventsOf(parts, visit, tried, false),
    attempts: [attemptOf(visit, tried, traces, failed)],
    fromStranger: isSame,
  };
}

/** A workforce user's password is told of in any case, that of others once it was refused. */
function eventsOf(parts: FlowParts, visit: StepVisit, person: FoundPerson, ok: boolean) {
  if (person.claimed.kind === 'workforce') {
    return [
      credentialChallenged(visit, person, 'PASSWORD'),
      credentialVerified(visit, person, 'PASSWORD', ok ? 'Success' : 'Failure'),
    ];
  }
  return ok ? [] : [loginFailed(parts.random, visit.told, person)];
}

/**
 * A security check is for one try; the next one comes before the password is asked for again, unless
 * the browser can do its work while the person types.
 */
async function withNextCheck(visit: StepVisit, state: FlowState): Promise<FlowState> {
  const due = await visit.dueCheck();
  const whileTyping = state.claimed.kind === 'user' && due?.kind === 'work';
  return withCheck(state, whileTyping ? undefined : due);
}

async function passedPassword(
  parts: FlowParts,
  visit: StepVisit,
  state: FlowState,
  { tried }: JudgedPassword,
  password: string,
): Promise<StepResult> {
  const { work, now } = visit;
  const stronger = await strongerHash(visit.passwords, tried, password);
  if (stronger !== undefined) writeStrongerHash(work, tried, stronger);
  const storedHash = stronger ?? passwordHashOf(tried) ?? '';
  const identity = { ...identityOf(tried), credential: credentialOf(storedHash) };
  const forcedChange = forcedChangeOf(tried);
  const factor = await factorOf(parts, visit, tried, work);
  const next: FlowState = {
    ...state,
    identity,
    passwordAt: now,
    ...(forcedChange ? { forcedChange } : {}),
    ...factor.state,
  };
  const events = [...eventsOf(parts, visit, tried, true), ...factor.events];
  return { state: next, person: tried, storedHash, events, attempts: factor.attempts };
}

/** What has to be shown besides. A code that has to be read is mailed at once. */
async function factorOf(
  parts: FlowParts,
  visit: StepVisit,
  tried: FoundPerson,
  work: Work,
): Promise<DecidedFactor> {
  if (tried.claimed.kind === 'workforce') {
    return await decideWorkforceFactor(parts, visit, tried, work);
  }
  const secondFactorDue = await secondFactorOf(parts, visit, tried, work);
  if (!secondFactorDue) return { state: {}, events: [], attempts: [] };
  const sent = secondFactorDue === 'mailed-code' ? await sendCode(parts, visit, tried) : {};
  return { state: { secondFactorDue, ...sent }, events: [], attempts: [] };
}

/** R156: a device where there is one; a root user without one may have to read a code. */
async function secondFactorOf(
  { rootCode }: FlowParts,
  { isKnownBrowser }: StepVisit,
  { account, user, claimed }: FoundPerson,
  work: Work,
): Promise<FlowState['secondFactorDue']> {
  const inAccount = workFor(work, account?.account_id ?? '');
  const devices = await mfaDevices(inAccount, user?.user_id ?? inAccount.account);
  if (devices.length > 0) return 'device';
  if (claimed.kind !== 'root' || rootCode === 'never') return undefined;
  return rootCode === 'always' || !isKnownBrowser ? 'mailed-code' : undefined;
}

function attemptOf(
  visit: StepVisit,
  person: FoundPerson | undefined,
  traces: readonly CheckTrace[],
  failed: Failure | undefined,
): NewAttempt {
  const { flowId, state } = visit.flow;
  const { claimed } = state;
  return signInAttempt(visit.told, { person, claimed, stage: 'password', flowId, traces, failed });
}
