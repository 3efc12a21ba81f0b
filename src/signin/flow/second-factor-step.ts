import {
  examineCode,
  examinePasskey,
  type MfaDevice,
  mfaDevices,
  noteCode,
  notePasskey,
  type VirtualDevice,
} from '../../domain/mfa/index.ts';
import { endMfaRecovery } from '../../domain/recovery/mfa-recovery.ts';
import {
  arnOf,
  type FlowState,
  type FoundPerson,
  loginFailed,
  mfaChecked,
  ownerIdOf,
  type SecondFactor,
  signInAttempt,
} from '../../domain/sign-in/index.ts';
import { type Work, workFor } from '../../domain/work.ts';
import { type Failure, failure } from '../../failures/catalogue.ts';
import type { CheckTrace } from '../../failures/check.ts';
import { credentialVerified } from '../workforce/events.ts';
import {
  credentialType,
  deviceInstead,
  devicesThatCount,
  enrolInstead,
} from '../workforce/mfa/decide.ts';
import { withTrust } from '../workforce/mfa/trust.ts';
import { NOTICE } from './notices.ts';
import type { FlowParts } from './parts.ts';
import { showSecondFactor } from './second-factor-view.ts';
import {
  type FormFields,
  knownPerson,
  type Step,
  type StepResult,
  type StepVisit,
} from './step.ts';

/** The step in which one of the person's MFA devices proves itself (R156, R162). */
export function secondFactorStep(parts: FlowParts): Step {
  return {
    name: 'second-factor',
    isDue: ({ secondFactorDue, secondFactor }) =>
      secondFactorDue === 'device' && secondFactor === undefined,
    show: async (visit) => {
      const { devices } = await devicesOf(visit);
      return await showSecondFactor(parts, visit, devices);
    },
    take: async (visit, form) => await takeFactor(parts, visit, form),
  };
}

async function devicesOf(visit: StepVisit) {
  const person = knownPerson(visit);
  const inAccount = accountWork(visit.work, person);
  const devices =
    person.claimed.kind === 'workforce'
      ? await devicesThatCount(visit.work, person, visit.flow.state)
      : await mfaDevices(inAccount, ownerIdOf(person));
  return { person, devices };
}

function accountWork(work: Work, { account }: FoundPerson): Work {
  return workFor(work, account?.account_id ?? '');
}

/**
 * The state of a flow that would end now: whoever was given a device since the password was right
 * has to show it, whatever was asked for in its place.
 */
export async function withNewDevice(visit: StepVisit, state: FlowState): Promise<FlowState> {
  const decidedEarlier = visit.flow.state.identity !== undefined;
  if (!decidedEarlier || state.secondFactorDue === 'device') return state;
  if (state.claimed.kind === 'workforce') {
    // Whoever registered a device in this flow was held against the others by that step.
    if (state.secondFactorDue === 'enrol') return state;
    return (await deviceInstead(visit, knownPerson(visit), state))?.state ?? state;
  }
  const { devices } = await devicesOf(visit);
  if (devices.length === 0) return state;
  const { secondFactor: _, ...rest } = state;
  return { ...rest, secondFactorDue: 'device' };
}

async function takeFactor(
  parts: FlowParts,
  visit: StepVisit,
  form: FormFields,
): Promise<StepResult> {
  const { notice: _, ...before } = visit.flow.state;
  const chosen = form('device');
  if (chosen !== undefined) return { state: { ...before, deviceId: chosen } };
  if (form('another') !== undefined) {
    const { deviceId: _chosen, ...state } = before;
    return { state };
  }
  const { person, devices } = await devicesOf(visit);
  const begun = await visit.count('second-factor');
  if (begun.outcome === 'wait') {
    const until = visit.now + begun.seconds * 1000;
    const notice = { code: NOTICE.wait, requestId: visit.visit.requestId, until };
    const traces = parts.challenge.throttle.traces(begun.standing);
    return {
      state: { ...before, notice },
      attempts: [attemptOf(visit, person, traces, begun.failure, undefined)],
    };
  }
  const judged = await judge(parts, visit, form, { person, devices });
  const traces = [...parts.challenge.throttle.traces(begun.standing), ...judged.traces];
  const attempts = [attemptOf(visit, person, traces, judged.failed, judged.device?.serial)];
  // A challenge is asked once, whatever came of it.
  const { passkeyChallenge: _asked, ...state } = before;
  if (judged.failed) {
    const kind = judged.device?.kind ?? 'virtual';
    const told = { kind, ...(judged.device ? { serial: judged.device.serial } : {}) };
    return {
      state: { ...state, notice: noticeOf(judged.failed, visit) },
      events: [refusalOf(parts, visit, person, told)],
      attempts,
    };
  }
  const found = { person, devices, device: judged.device };
  const result = {
    ...proved(parts, visit, withTrust(state, form), found),
    statements: begun.succeeded,
    attempts,
  };
  return before.enrolAfter ? await enrolInstead(parts, visit, result) : result;
}

function refusalOf(
  parts: FlowParts,
  visit: StepVisit,
  person: FoundPerson,
  told: Pick<SecondFactor, 'kind' | 'serial'>,
) {
  if (person.claimed.kind !== 'workforce') {
    return loginFailed(parts.random, visit.told, person, told);
  }
  const kind = told.kind === 'passkey' ? 'passkey' : 'virtual';
  return credentialVerified(visit, person, credentialType(kind), 'Failure');
}

function noticeOf({ code }: Failure, { visit }: StepVisit) {
  return { code, requestId: visit.requestId };
}

interface JudgedFactor {
  readonly failed: Failure | undefined;
  readonly traces: readonly CheckTrace[];
  readonly device: MfaDevice | undefined;
}

async function judge(
  parts: FlowParts,
  visit: StepVisit,
  form: FormFields,
  { person, devices }: { readonly person: FoundPerson; readonly devices: readonly MfaDevice[] },
): Promise<JudgedFactor> {
  const inAccount = accountWork(visit.work, person);
  const response = form('response');
  if (response !== undefined) {
    const examined = await examinePasskey({
      devices,
      challenge: visit.flow.state.passkeyChallenge ?? '',
      response: readJson(response),
      origin: new URL(parts.publicUrl()).origin,
    });
    notePasskey(inAccount, examined);
    return { failed: examined.failed, traces: examined.traces(), device: examined.device };
  }
  const device = chosenVirtual(devices, form('code-of'));
  if (!device) {
    const failed = failure('SIGN-020', { arn: arnOf(person) ?? '' });
    return { failed, traces: [traceOfMissing(failed)], device: undefined };
  }
  const code = (form('code') ?? '').normalize('NFKC').replace(/[\s-]/g, '');
  const examined = examineCode(device, code, visit.now, parts.openSecret);
  noteCode(inAccount, examined);
  return { failed: examined.failed, traces: examined.traces(), device };
}

function chosenVirtual(
  devices: readonly MfaDevice[],
  deviceId: string | undefined,
): VirtualDevice | undefined {
  return devices
    .filter((device) => device.kind === 'virtual')
    .find((device) => device.deviceId === deviceId);
}

function traceOfMissing(failed: Failure): CheckTrace {
  return {
    name: 'deviceIsRegistered',
    code: 'SIGN-020',
    outcome: 'failed',
    expected: 'a device of the person',
    received: 'none',
    failure: failed,
  };
}

/** What a browser posted; undefined for what is no JSON, which the checks then refuse. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function proved(
  parts: FlowParts,
  visit: StepVisit,
  state: FlowState,
  found: {
    readonly person: FoundPerson;
    readonly devices: readonly MfaDevice[];
    readonly device: MfaDevice | undefined;
  },
): StepResult {
  const { person, devices, device } = found;
  if (!device) throw new Error('no device proved itself');
  const own = device.kind === 'virtual' ? 'Virtual MFA' : 'U2F MFA';
  const mfaType = devices.length > 1 ? 'Multiple MFA Devices' : own;
  const secondFactor: SecondFactor = { at: visit.now, serial: device.serial, kind: device.kind };
  // Whoever has a device needs no recovery without it, and did not ask for one perhaps.
  if (person.claimed.kind === 'root') endMfaRecovery(accountWork(visit.work, person));
  return {
    state: { ...state, secondFactor },
    events: [
      person.claimed.kind === 'workforce'
        ? credentialVerified(visit, person, credentialType(device.kind), 'Success')
        : mfaChecked(parts.random, visit.told, person, mfaType),
    ],
  };
}

function attemptOf(
  visit: StepVisit,
  person: FoundPerson,
  traces: readonly CheckTrace[],
  failed: Failure | undefined,
  device: string | undefined,
) {
  const { flowId } = visit.flow;
  const facts = { device };
  return signInAttempt(visit.told, {
    person,
    stage: 'second factor',
    flowId,
    traces,
    failed,
    facts,
  });
}
