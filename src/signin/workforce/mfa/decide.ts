import type { AuditEvent } from '../../../domain/audit/record.ts';
import {
  devicesOfTypes,
  type FactorDue,
  factorDue,
} from '../../../domain/identity-center/factor.ts';
import { findInstanceById } from '../../../domain/identity-center/instances.ts';
import { type MfaSettings, readSettings } from '../../../domain/identity-center/settings.ts';
import { type MfaDevice, mfaDevices } from '../../../domain/mfa/index.ts';
import type { FlowState, FoundPerson } from '../../../domain/sign-in/index.ts';
import { credentialOf, passwordHashOf, signInAttempt } from '../../../domain/sign-in/index.ts';
import { MAILED_CODE, type TrustContext } from '../../../domain/sign-in/trusted-browser.ts';
import type { CredentialType } from '../../../domain/sign-in/workforce-events.ts';
import type { Work } from '../../../domain/work.ts';
import type { NewAttempt } from '../../../failures/attempt.ts';
import { failure } from '../../../failures/catalogue.ts';
import type { CheckTrace } from '../../../failures/check.ts';
import { sendCode } from '../../flow/mailed-code.ts';
import type { FlowParts } from '../../flow/parts.ts';
import { knownPerson, type StepResult, type StepVisit } from '../../flow/step.ts';
import { credentialChallenged } from '../events.ts';
import { beginEnrolment, instanceWork } from './enrolment.ts';

/** The MFA settings of the instance that a workforce user signs in to, as they are now. */
export async function mfaSettingsOf(work: Work, { claimed }: FoundPerson): Promise<MfaSettings> {
  const id = claimed.kind === 'workforce' ? claimed.instanceId : '';
  const instance = await findInstanceById(work, id);
  if (!instance) throw new Error('the instance of a sign-in is gone');
  return readSettings(instance.settings).mfa;
}

/** The devices by which a workforce user may prove themselves at their instance. */
export async function devicesThatCount(
  work: Work,
  person: FoundPerson,
  { enrolAfter }: Pick<FlowState, 'enrolAfter'> = {},
): Promise<readonly MfaDevice[]> {
  const settings = await mfaSettingsOf(work, person);
  const owner = person.workforce?.user_id ?? '';
  const devices = await mfaDevices(instanceWork(work, person), owner);
  return enrolAfter ? devices : devicesOfTypes(settings, devices);
}

/** What a right password leads to besides: members of the flow's state, and what is told of it. */
export interface DecidedFactor {
  readonly state: Partial<FlowState>;
  readonly events: readonly (AuditEvent | undefined)[];
  /** What an administrator is told of it. */
  readonly attempts: readonly NewAttempt[];
}

/** What a workforce user, whose password was right, has to show besides. */
export async function decideWorkforceFactor(
  parts: FlowParts,
  visit: StepVisit,
  person: FoundPerson,
  work: Work,
): Promise<DecidedFactor> {
  const settings = await mfaSettingsOf(work, person);
  const owner = person.workforce?.user_id ?? '';
  const devices = await mfaDevices(instanceWork(work, person), owner);
  const due = factorDue(settings, {
    devices,
    isTrusted: isTrustedNow(visit, person, devicesOfTypes(settings, devices)),
    hasMailbox: person.workforce?.email_verified === 1,
  });
  const mayTrust = settings.mode === 'context-aware';
  if (due === 'enrol' && devices.length > 0) {
    // A password alone must not put another device beside those that are not allowed any more.
    const events = challenges(visit, person, typesAsked('device', devices, settings));
    return {
      state: { secondFactorDue: 'device', enrolAfter: true, mayTrust },
      events,
      attempts: [],
    };
  }
  const asked = typesAsked(due, devicesOfTypes(settings, devices), settings);
  const events = challenges(visit, person, asked, due === 'enrol');
  const attempts = due === 'block' ? [blocked(visit, person)] : [];
  const state = { ...(await stateOf(parts, visit, person, due, settings)), mayTrust };
  return { state, events, attempts };
}

/**
 * What a workforce user has to show after all who was spared a device, or was to read a code or to
 * register a first device instead, and has one by now; undefined while that is not so. Otherwise
 * whoever knows the password alone could prepare a flow, and end it beside the device that its owner
 * has registered meanwhile.
 */
export async function deviceInstead(
  visit: StepVisit,
  person: FoundPerson,
  state: FlowState,
): Promise<(Pick<DecidedFactor, 'events'> & { readonly state: FlowState }) | undefined> {
  const settings = await mfaSettingsOf(visit.work, person);
  const devices = await devicesThatCount(visit.work, person);
  const isTrusted = isTrustedNow(visit, person, devices);
  if (factorDue(settings, { devices, isTrusted, hasMailbox: false }) !== 'device') return undefined;
  const { enrolment: _begun, secondFactor: _shown, ...rest } = state;
  const events = challenges(visit, person, typesAsked('device', devices, settings));
  return { state: { ...rest, secondFactorDue: 'device' }, events };
}

/**
 * What follows when a device has been shown that the instance does not allow any more: the
 * registration of one that it does.
 */
export async function enrolInstead(
  parts: FlowParts,
  visit: StepVisit,
  shown: StepResult,
): Promise<StepResult> {
  const person = knownPerson(visit);
  const settings = await mfaSettingsOf(visit.work, person);
  const { secondFactor: _, enrolAfter: _after, deviceId: _chosen, ...rest } = shown.state;
  const { trustBrowser: _trust, ...state } = rest;
  const asked = typesAsked('enrol', [], settings);
  return {
    ...shown,
    state: { ...state, ...(await stateOf(parts, visit, person, 'enrol', settings)) },
    events: [...(shown.events ?? []), ...challenges(visit, person, asked, true)],
  };
}

function challenges(
  visit: StepVisit,
  person: FoundPerson,
  types: readonly CredentialType[],
  enrolment = false,
): (AuditEvent | undefined)[] {
  return types.map((type) => credentialChallenged(visit, person, type, { enrolment }));
}

function blocked(visit: StepVisit, person: FoundPerson): NewAttempt {
  const failed = failure('SIGN-130', { user: person.workforce?.user_name ?? '' });
  const trace: CheckTrace = {
    name: 'deviceIsThereOrNotNeeded',
    code: 'SIGN-130',
    outcome: 'failed',
    expected: 'a device of an allowed type, or a way to sign in without one',
    received: 'no device',
    failure: failed,
  };
  const { flowId } = visit.flow;
  return signInAttempt(visit.told, {
    person,
    stage: 'second factor',
    flowId,
    traces: [trace],
    failed,
  });
}

/** Whether the browser is trusted: by a device that the person still has, where they have any. */
function isTrustedNow(
  visit: StepVisit,
  person: FoundPerson,
  devices: readonly MfaDevice[],
): boolean {
  const serials = devices.map(({ serial }) => serial);
  const factors = serials.length > 0 ? serials : [MAILED_CODE];
  return visit.isTrusted(trustContext(visit, person), factors);
}

/** What trust in a browser depends on, for the person of a visit. */
function trustContext({ told, now }: StepVisit, person: FoundPerson): TrustContext {
  return {
    userId: person.workforce?.user_id ?? '',
    credential: credentialOf(passwordHashOf(person)),
    userAgent: told.userAgent,
    sourceAddress: told.sourceAddress,
    now,
  };
}

async function stateOf(
  parts: FlowParts,
  visit: StepVisit,
  person: FoundPerson,
  due: FactorDue,
  { types }: MfaSettings,
): Promise<Partial<FlowState>> {
  switch (due) {
    case 'nothing':
      return {};
    case 'device':
      return { secondFactorDue: 'device' };
    case 'mailed-code':
      return { secondFactorDue: 'mailed-code', ...(await sendCode(parts, visit, person)) };
    case 'block':
      return { secondFactorDue: 'block' };
    case 'enrol': {
      // With two types the person chooses first.
      const [only, another] = types;
      if (only === undefined || another !== undefined) return { secondFactorDue: 'enrol' };
      const enrolment = await beginEnrolment(parts, visit.work, person, only);
      return { secondFactorDue: 'enrol', enrolment: JSON.stringify(enrolment) };
    }
  }
}

function typesAsked(
  due: FactorDue,
  devices: readonly MfaDevice[],
  { types }: MfaSettings,
): CredentialType[] {
  switch (due) {
    case 'device':
      return [...new Set(devices.map(({ kind }) => credentialType(kind)))];
    case 'enrol':
      return types.map((type) => credentialType(type === 'authenticator' ? 'virtual' : 'passkey'));
    case 'mailed-code':
      return ['EMAIL_OTP'];
    default:
      return [];
  }
}

/** A device's type as events name it (aws-facts K4). */
export function credentialType(kind: MfaDevice['kind']): CredentialType {
  return kind === 'virtual' ? 'TOTP' : 'WEBAUTHN';
}
