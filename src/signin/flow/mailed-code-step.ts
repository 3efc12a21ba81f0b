import { type FoundPerson, loginFailed, signInAttempt } from '../../domain/sign-in/index.ts';
import { checkCode } from '../../domain/verification/index.ts';
import type { Failure } from '../../failures/catalogue.ts';
import type { CheckTrace } from '../../failures/check.ts';
import { codePage } from '../pages/code-page.ts';
import { noticeBox } from '../pages/fields.ts';
import { credentialVerified } from '../workforce/events.ts';
import { withTrust } from '../workforce/mfa/trust.ts';
import { codeUse, sendCode } from './mailed-code.ts';
import { currentNotice, NOTICE, secondsLeft, waitNotice } from './notices.ts';
import type { FlowParts } from './parts.ts';
import {
  type FormFields,
  knownPerson,
  type Step,
  type StepPage,
  type StepResult,
  type StepVisit,
} from './step.ts';

const SENT = 'code-sent';

/** The step in which somebody without MFA device types a code that was sent (R156, R166, R233). */
export function mailedCodeStep(parts: FlowParts): Step {
  return {
    name: 'mailed-code',
    isDue: ({ secondFactorDue, secondFactor }) =>
      secondFactorDue === 'mailed-code' && secondFactor === undefined,
    show: async (visit) => show(visit),
    take: async (visit, form) => await take(parts, visit, form),
  };
}

function show({ flow, frame, now }: StepVisit): StepPage {
  const { texts } = frame;
  const notice = currentNotice(flow.state, now);
  const retryAfter = secondsLeft(notice, now);
  const box = () => {
    if (!notice) return undefined;
    if (notice.code === NOTICE.wait) return waitNotice(frame, notice, now);
    if (notice.code === SENT) return noticeBox(frame, texts('signin.code.sent'), { calm: true });
    return noticeBox(frame, texts('signin.code.wrong'), { requestId: notice.requestId });
  };
  const html = codePage(frame, {
    flowId: flow.flowId,
    sentTo: flow.state.codeSentTo ?? '',
    isWorkforce: flow.state.claimed.kind === 'workforce',
    mayTrust: flow.state.mayTrust === true,
    notice: box(),
    isWrong: notice !== undefined && notice.code !== SENT,
  });
  return { html, ...(retryAfter === undefined ? {} : { status: 429, retryAfter }) };
}

async function take(parts: FlowParts, visit: StepVisit, form: FormFields): Promise<StepResult> {
  const { requestId } = visit.visit;
  const { notice: _, ...state } = visit.flow.state;
  const person = knownPerson(visit);
  const resend = form('resend') !== undefined;
  // The quota of messages alone would be found free by many requests at the same moment.
  const begun = await visit.count(resend ? 'recovery' : 'second-factor');
  if (begun.outcome === 'wait') {
    const notice = { code: NOTICE.wait, requestId, until: visit.now + begun.seconds * 1000 };
    return { state: { ...state, notice } };
  }
  if (resend) {
    const sent = await sendCode(parts, visit, person);
    return { state: { ...state, ...sent, notice: { code: SENT, requestId } } };
  }
  const { hashes } = parts.codes;
  const code = form('code') ?? '';
  const failed = await checkCode(visit.work, hashes, { ...codeUse(visit, person), code });
  const attempts = [
    signInAttempt(visit.told, {
      person,
      stage: 'mailed code',
      flowId: visit.flow.flowId,
      traces: [...parts.challenge.throttle.traces(begun.standing), traceOf(failed)],
      failed,
    }),
  ];
  if (failed) {
    const events = eventsOf(parts, visit, person, false);
    return { state: { ...state, notice: { code: failed.code, requestId } }, events, attempts };
  }
  const secondFactor = { at: visit.now, kind: 'mailed-code' } as const;
  const statements = begun.succeeded;
  const events = eventsOf(parts, visit, person, true);
  return { state: { ...withTrust(state, form), secondFactor }, statements, events, attempts };
}

/** A workforce user's code is told of in any case, a root user's once it was refused. */
function eventsOf(parts: FlowParts, visit: StepVisit, person: FoundPerson, ok: boolean) {
  if (person.claimed.kind === 'workforce') {
    return [credentialVerified(visit, person, 'EMAIL_OTP', ok ? 'Success' : 'Failure')];
  }
  return ok ? [] : [loginFailed(parts.random, visit.told, person)];
}

/** The code itself is nobody's to read afterwards. */
function traceOf(failed: Failure | undefined): CheckTrace {
  const common = { name: 'mailedCodeMatches', expected: 'the code that was sent last' };
  if (!failed) return { ...common, code: 'CODE-004', outcome: 'passed', received: 'the same' };
  const { code, message } = failed;
  return { ...common, code, outcome: 'failed', received: message, failure: failed };
}
