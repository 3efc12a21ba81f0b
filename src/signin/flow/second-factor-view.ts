import { isoSeconds } from '../../base/clock.ts';
import {
  type MfaDevice,
  passkeyRequest,
  usablePasskeys,
  type VirtualDevice,
} from '../../domain/mfa/index.ts';
import type { FlowState } from '../../domain/sign-in/index.ts';
import type { Html } from '../../http/html.ts';
import { noticeBox } from '../pages/fields.ts';
import {
  choicePage,
  type FactorFrame,
  passkeyPage,
  totpPage,
  unusablePage,
} from '../pages/mfa-pages.ts';
import { currentNotice, NOTICE, secondsLeft, waitNotice } from './notices.ts';
import type { FlowParts } from './parts.ts';
import { PASSKEY_SCRIPT } from './passkey-script.ts';
import type { StepPage, StepVisit } from './step.ts';

/** Chosen in place of one device: any passkey of the person. */
const ANY_PASSKEY = 'passkey';

type Choice =
  | { readonly id: string; readonly kind: 'virtual'; readonly device: VirtualDevice }
  | { readonly id: typeof ANY_PASSKEY; readonly kind: 'passkey' };

/** Every app is a choice of its own; of passkeys the browser knows which it has. */
function choicesOf(devices: readonly MfaDevice[]): Choice[] {
  const apps = devices
    .filter((device) => device.kind === 'virtual')
    .map((device) => ({ id: device.deviceId, kind: 'virtual', device }) as const);
  const passkeys = usablePasskeys(devices).length > 0;
  return [...(passkeys ? [{ id: ANY_PASSKEY, kind: 'passkey' } as const] : []), ...apps];
}

/** The page of the second factor: the choice of a device, or the one that is asked for. */
export async function showSecondFactor(
  parts: FlowParts,
  visit: StepVisit,
  devices: readonly MfaDevice[],
): Promise<StepPage> {
  const { state } = visit.flow;
  const choices = choicesOf(devices);
  const [only] = choices;
  const chosen = choices.length === 1 ? only : choices.find(({ id }) => id === state.deviceId);
  const notice = currentNotice(state, visit.now);
  const retryAfter = secondsLeft(notice, visit.now);
  const waiting = retryAfter === undefined ? {} : { status: 429, retryAfter };
  const view: FactorFrame = {
    flowId: visit.flow.flowId,
    notice: boxOf(visit, chosen),
    isWrong: notice !== undefined,
    who: state.claimed.kind,
    mayTrust: state.mayTrust === true,
    hasOthers: choices.length > 1,
    serverTime: isoSeconds(visit.now).replace('T', ' ').replace('Z', ''),
  };
  if (chosen?.kind === 'virtual') {
    const { deviceId, label } = chosen.device;
    return { html: totpPage(visit.frame, { ...view, deviceId, label }), ...waiting };
  }
  if (chosen?.kind === 'passkey')
    return { ...(await passkey(parts, visit, devices, view)), ...waiting };
  if (choices.length === 0) {
    const none = visit.frame.texts('signin.mfa.none');
    return { html: unusablePage(visit.frame, view, none), ...waiting };
  }
  const options = choices.map((choice) => ({
    id: choice.id,
    kind: choice.kind,
    label: choice.kind === 'virtual' ? choice.device.label : undefined,
  }));
  return { html: choicePage(visit.frame, view, options), ...waiting };
}

function boxOf({ flow, frame, now }: StepVisit, chosen: Choice | undefined): Html | undefined {
  const notice = currentNotice(flow.state, now);
  if (!notice) return undefined;
  if (notice.code === NOTICE.wait) return waitNotice(frame, notice, now);
  const { requestId } = notice;
  if (notice.code === 'SIGN-020') {
    return noticeBox(frame, frame.texts('signin.mfa.gone'), { requestId });
  }
  // R055: whose clock is wrong is told so, in AWS's words and in plain ones.
  if (notice.code === 'MFA-004' && flow.state.claimed.kind === 'workforce') {
    return noticeBox(frame, frame.texts('signin.enrol.clock'), { requestId });
  }
  const text = chosen?.kind === 'passkey' ? 'signin.mfa.wrong.passkey' : 'signin.mfa.wrong';
  return noticeBox(frame, frame.texts(text), { requestId });
}

async function passkey(
  { publicUrl, random }: FlowParts,
  { frame, flow }: StepVisit,
  devices: readonly MfaDevice[],
  view: FactorFrame,
): Promise<StepPage> {
  const asked = await passkeyRequest(devices, random);
  const { hostname, host } = new URL(publicUrl());
  const rpId = usablePasskeys(devices)[0]?.rpId ?? '';
  const isAddress = /^[\d.]+$|:/.test(hostname);
  const fits = hostname === rpId || hostname.endsWith(`.${rpId}`);
  if (!asked || isAddress || !fits) {
    const reason = isAddress ? 'signin.mfa.address' : 'signin.mfa.elsewhere';
    const text = frame.texts(reason, { host: fits ? host : rpId });
    return { html: unusablePage(frame, view, text) };
  }
  // One challenge as long as it is not answered: a page that is loaded again asks the same.
  const challenge = flow.state.passkeyChallenge ?? asked.challenge;
  const options = JSON.stringify({ ...asked.options, challenge });
  const html = passkeyPage(frame, { ...view, options, script: PASSKEY_SCRIPT.path });
  const state: FlowState = { ...flow.state, passkeyChallenge: challenge };
  return {
    html,
    scripts: true,
    ...(flow.state.passkeyChallenge === undefined ? { state } : {}),
  };
}
