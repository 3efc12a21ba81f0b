import { isoSeconds } from '../../../base/clock.ts';
import { workforceUserArn } from '../../../domain/directory/index.ts';
import {
  completeAuthenticator,
  completePasskeyRegistration,
  holdDevices,
  passkeySite,
  reopenAuthenticator,
} from '../../../domain/mfa/index.ts';
import type { FlowState, FoundPerson, SecondFactor } from '../../../domain/sign-in/index.ts';
import { signInAttempt } from '../../../domain/sign-in/index.ts';
import { type Failure, failure } from '../../../failures/catalogue.ts';
import type { CheckTrace } from '../../../failures/check.ts';
import type { Html } from '../../../http/html.ts';
import { currentNotice, NOTICE, secondsLeft, waitNotice } from '../../flow/notices.ts';
import type { FlowParts } from '../../flow/parts.ts';
import {
  type FormFields,
  knownPerson,
  type Step,
  type StepPage,
  type StepResult,
  type StepVisit,
} from '../../flow/step.ts';
import { noticeBox } from '../../pages/fields.ts';
import { credentialVerified } from '../events.ts';
import { credentialType, deviceInstead, mfaSettingsOf } from './decide.ts';
import { ENROL_SCRIPT } from './enrol-script.ts';
import {
  beginEnrolment,
  type DeviceType,
  type Enrolment,
  firstLabel,
  instanceWork,
  ownerOf,
  readEnrolment,
  secretsOf,
} from './enrolment.ts';
import {
  authenticatorPage,
  cannotEnrolPage,
  ENROL_STEP,
  type EnrolFrame,
  enrolChoicePage,
  newPasskeyPage,
} from './pages.ts';
import { withTrust } from './trust.ts';

/** The step in which a workforce user without a device registers one, and proves it thereby. */
export function enrolStep(parts: FlowParts): Step {
  return {
    name: ENROL_STEP,
    isDue: ({ secondFactorDue, secondFactor }) =>
      secondFactorDue === 'enrol' && secondFactor === undefined,
    show: async (visit) => await show(parts, visit),
    take: async (visit, form) => await take(parts, visit, form),
  };
}

async function show(parts: FlowParts, visit: StepVisit): Promise<StepPage> {
  const { frame, flow, now } = visit;
  const person = knownPerson(visit);
  const { types } = await mfaSettingsOf(visit.work, person);
  const notice = currentNotice(flow.state, now);
  const retryAfter = secondsLeft(notice, now);
  const waiting = retryAfter === undefined ? {} : { status: 429, retryAfter };
  const view: EnrolFrame = {
    flowId: flow.flowId,
    userName: ownerOf(person).userName,
    notice: boxOf(visit),
    isWrong: notice !== undefined,
    mayChoose: types.length > 1,
    mayTrust: flow.state.mayTrust === true,
  };
  const enrolment = readEnrolment(flow.state.enrolment);
  if (enrolment?.kind === 'unavailable') {
    const { reason, detail } = enrolment;
    const key = reason === 'full' ? 'signin.enrol.full' : 'signin.enrol.unavailable';
    return { html: cannotEnrolPage(frame, view, frame.texts(key, { reason: detail })) };
  }
  if (enrolment?.kind === 'passkey') {
    const { options } = enrolment;
    const script = ENROL_SCRIPT.path;
    return { html: newPasskeyPage(frame, { ...view, options, script }), scripts: true, ...waiting };
  }
  const begun = enrolment && reopened(parts, visit, person, enrolment.token);
  if (!begun) return { html: enrolChoicePage(frame, view), ...waiting };
  const serverTime = isoSeconds(now).replace('T', ' ').replace('Z', '');
  const html = authenticatorPage(frame, { ...view, seed: begun.seed, serverTime });
  return { html, ...waiting };
}

function reopened(parts: FlowParts, { work }: StepVisit, person: FoundPerson, token: string) {
  const inAccount = instanceWork(work, person);
  return reopenAuthenticator(inAccount, ownerOf(person), token, secretsOf(parts));
}

/** What is said of the last try. */
function boxOf(visit: StepVisit): Html | undefined {
  const { flow, frame, now } = visit;
  const notice = currentNotice(flow.state, now);
  if (!notice) return undefined;
  if (notice.code === NOTICE.wait) return waitNotice(frame, notice, now);
  return noticeBox(frame, frame.texts(textOf(notice.code)), { requestId: notice.requestId });
}

function textOf(code: string) {
  switch (code) {
    case 'MFA-036':
    case 'MFA-038':
      return 'signin.enrol.full';
    case 'MFA-037':
      return 'signin.enrol.expired';
    case 'MFA-004':
      return 'signin.enrol.clock';
    case 'MFA-001':
    case 'MFA-003':
      return 'signin.enrol.wrong';
    default:
      return 'signin.enrol.refused.passkey';
  }
}

async function take(parts: FlowParts, visit: StepVisit, form: FormFields): Promise<StepResult> {
  const { notice: _, ...before } = visit.flow.state;
  const person = knownPerson(visit);
  const { types } = await mfaSettingsOf(visit.work, person);
  const another = form('another') !== undefined;
  const wanted = types.find((type) => type === form('kind'));
  // Of two flows that register a first device at the same moment one does.
  if (!another && !wanted) await holdDevices(instanceWork(visit.work, person), ownerOf(person));
  const instead = await deviceInstead(visit, person, before);
  if (instead) return instead;
  if (another) {
    const { enrolment: _begun, ...state } = before;
    return { state };
  }
  if (wanted) return { state: await withEnrolment(parts, visit, before, wanted) };
  const enrolment = readEnrolment(before.enrolment);
  if (!enrolment || enrolment.kind === 'unavailable') return { state: before };
  return await takeDevice(parts, visit, { state: before, enrolment, form });
}

/** Judges the first proof of the device that is registered: with it the device is the person's. */
async function takeDevice(
  parts: FlowParts,
  visit: StepVisit,
  asked: {
    readonly state: FlowState;
    readonly enrolment: Extract<Enrolment, { kind: DeviceType }>;
    readonly form: FormFields;
  },
): Promise<StepResult> {
  const { state: before, enrolment, form } = asked;
  const person = knownPerson(visit);
  const begun = await visit.count('second-factor');
  if (begun.outcome === 'wait') {
    const until = visit.now + begun.seconds * 1000;
    const notice = { code: NOTICE.wait, requestId: visit.visit.requestId, until };
    return { state: { ...before, notice } };
  }
  const done = await register(parts, visit, person, enrolment, form);
  const failed = 'code' in done ? done : undefined;
  const attempts = [
    attemptOf(visit, person, failed, parts.challenge.throttle.traces(begun.standing)),
  ];
  const type = enrolment.kind;
  const kind = type === 'authenticator' ? 'virtual' : 'passkey';
  const outcome = failed ? 'Failure' : 'Success';
  const events = [credentialVerified(visit, person, credentialType(kind), outcome)];
  if ('code' in done) {
    const notice = { code: done.code, requestId: visit.visit.requestId };
    // A passkey's challenge was used up; the picture of an app stays as long as it is valid.
    const again = type === 'passkey' || done.code === 'MFA-037';
    const state = again ? await withEnrolment(parts, visit, before, type) : before;
    return { state: { ...state, notice }, events, attempts };
  }
  const secondFactor: SecondFactor = { at: visit.now, serial: done.serial, kind };
  const { enrolment: _done, ...state } = before;
  return {
    state: { ...withTrust(state, form), secondFactor },
    statements: begun.succeeded,
    events,
    attempts,
  };
}

async function withEnrolment(
  parts: FlowParts,
  visit: StepVisit,
  state: FlowState,
  type: DeviceType,
): Promise<FlowState> {
  const begun = await beginEnrolment(parts, visit.work, knownPerson(visit), type);
  return { ...state, enrolment: JSON.stringify(begun) };
}

async function register(
  parts: FlowParts,
  visit: StepVisit,
  person: FoundPerson,
  enrolment: Extract<Enrolment, { kind: DeviceType }>,
  form: FormFields,
): Promise<Failure | { readonly serial: string }> {
  const owner = ownerOf(person);
  const inAccount = instanceWork(visit.work, person);
  const label = firstLabel(visit, enrolment.kind);
  if (enrolment.kind === 'authenticator') {
    const code = (form('code') ?? '').normalize('NFKC').replace(/[\s-]/g, '');
    const proof = { token: enrolment.token, code, label };
    return await completeAuthenticator(inAccount, owner, proof, secretsOf(parts));
  }
  const site = passkeySite(parts.publicUrl());
  if ('unavailable' in site) throw new Error('a passkey was asked for where there are none');
  const registering = { owner, arn: workforceUserArn(owner.id), site };
  const response = readJson(form('response') ?? '');
  return await completePasskeyRegistration(inAccount, registering, { response, label });
}

/** What a browser posted; undefined for what is no JSON, which the checks then refuse. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function attemptOf(
  visit: StepVisit,
  person: FoundPerson,
  refused: Failure | undefined,
  before: readonly CheckTrace[],
) {
  const user = ownerOf(person).userName;
  const failed = refused && failure('SIGN-131', { user, problem: refused.message });
  const common = {
    name: 'registeredDeviceProvesItself',
    code: 'SIGN-131',
    expected: 'a device that proves itself',
  } as const;
  const trace: CheckTrace = failed
    ? { ...common, outcome: 'failed', received: failed.message, failure: failed }
    : { ...common, outcome: 'passed', received: 'one that did' };
  return signInAttempt(visit.told, {
    person,
    stage: 'registration of a device',
    flowId: visit.flow.flowId,
    traces: [...before, trace],
    failed,
  });
}
