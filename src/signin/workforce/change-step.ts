import { findUser, setPassword } from '../../domain/directory/index.ts';
import { credentialOf, type FoundPerson, signInAttempt } from '../../domain/sign-in/index.ts';
import { updatePassword } from '../../domain/sign-in/workforce-events.ts';
import { workFor } from '../../domain/work.ts';
import type { Failure } from '../../failures/catalogue.ts';
import type { CheckTrace } from '../../failures/check.ts';
import type { FlowParts } from '../flow/parts.ts';
import {
  type FormFields,
  knownPerson,
  STEP_PATH,
  type Step,
  type StepPage,
  type StepResult,
  type StepVisit,
} from '../flow/step.ts';
import { portalSignIn } from './addresses.ts';
import { judgeNewPassword, newPasswordTraces, unkeptPassword } from './new-password.ts';
import { newPasswordPage, unkeptPage } from './pages/new-password.ts';
import { SHOW_SCRIPT } from './show-script.ts';

const NAME = 'workforce-change';
const MISTAKES = ['missing', 'differs', 'refused'] as const;

/** The step in which a workforce user replaces a one-time password (R165). */
export function workforceChangeStep({ random }: FlowParts): Step {
  return {
    name: NAME,
    isDue: ({ claimed, forcedChange }) =>
      claimed.kind === 'workforce' && forcedChange !== undefined,
    show: async (visit) => show(visit),
    take: async (visit, form) => await take({ random }, visit, form),
  };
}

function show(visit: StepVisit): StepPage {
  const { flow, frame } = visit;
  const { notice } = flow.state;
  const html = newPasswordPage(frame, {
    lead: frame.texts('workforce.change.lead'),
    submit: frame.texts('signin.change.submit'),
    action: STEP_PATH,
    fields: { flow: flow.flowId, step: NAME },
    userName: knownPerson(visit).workforce?.user_name ?? '',
    mistake: MISTAKES.find((mistake) => mistake === notice?.code),
    script: SHOW_SCRIPT.path,
  });
  return { html, scripts: true };
}

async function take(
  { random }: Pick<FlowParts, 'random'>,
  visit: StepVisit,
  form: FormFields,
): Promise<StepResult> {
  const { notice: _, forcedChange, ...rest } = visit.flow.state;
  const person = knownPerson(visit);
  const { account, workforce } = person;
  const work = workFor(visit.work, account?.account_id ?? '');
  const user = await findUser(work, workforce?.store_id ?? '', workforce?.user_id ?? '');
  if (!user || !rest.identity) throw new Error('only workforce users come here');
  const judged = await judgeNewPassword(form, user, visit.passwords);
  if (judged.mistake !== undefined) {
    const notice = { code: judged.mistake, requestId: visit.visit.requestId };
    const state = { ...rest, ...(forcedChange ? { forcedChange } : {}), notice };
    if (judged.mistake !== 'refused') return { state };
    const { failed } = judged;
    return { state, attempts: [attemptOf(visit, person, newPasswordTraces(failed), failed)] };
  }
  const { hash } = judged;
  await setPassword(work, user, { hash, state: 'set' });
  const told = { random, told: visit.told };
  return {
    state: { ...rest, identity: { ...rest.identity, credential: credentialOf(hash) } },
    storedHash: hash,
    events: [updatePassword(told, person, 'Success')],
    attempts: [attemptOf(visit, person, newPasswordTraces(undefined), undefined)],
    unkept: unkeptOf({ random }, visit, person),
  };
}

function unkeptOf(
  { random }: Pick<FlowParts, 'random'>,
  visit: StepVisit,
  person: FoundPerson,
): NonNullable<StepResult['unkept']> {
  const { traces, failed } = unkeptPassword(person.workforce?.user_name ?? '');
  const { requestId } = visit.visit;
  const store = person.claimed.kind === 'workforce' ? person.claimed.identityStoreId : '';
  return {
    page: { status: 500, html: unkeptPage(visit.frame, requestId, portalSignIn(store)) },
    events: [updatePassword({ random, told: visit.told }, person, 'Failure')],
    attempts: [attemptOf(visit, person, traces, failed)],
  };
}

function attemptOf(
  visit: StepVisit,
  person: FoundPerson,
  traces: readonly CheckTrace[],
  failed: Failure | undefined,
) {
  const { flowId } = visit.flow;
  return signInAttempt(visit.told, { person, stage: 'new password', flowId, traces, failed });
}
