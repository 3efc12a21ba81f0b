import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FlowState } from '../../../domain/sign-in/index.ts';
import {
  MAILED_CODE,
  TRUST_LIFETIME,
  trustBrowser,
} from '../../../domain/sign-in/trusted-browser.ts';
import { readCookie, setCookie } from '../../../http/cookies.ts';
import type { ChallengeParts } from '../../challenge/index.ts';
import { visitOf } from '../../context.ts';
import type { FormFields } from '../../flow/step.ts';

/** The state of a flow with the box of its form in which somebody may trust this browser. */
export function withTrust(state: FlowState, form: FormFields): FlowState {
  return state.mayTrust === true && form('trust') === 'yes'
    ? { ...state, trustBrowser: true }
    : state;
}

/** Notes in the browser's cookie that a workforce user called it a trusted device, if they did. */
export function rememberTrust(
  { browsers, clock }: ChallengeParts,
  request: FastifyRequest,
  reply: FastifyReply,
  { trustBrowser: isWished, identity, secondFactor }: FlowState,
): void {
  if (isWished !== true || !secondFactor || identity?.who.kind !== 'workforce') return;
  const { userAgent, address } = visitOf(request);
  const context = {
    userId: identity.who.userId,
    credential: identity.credential,
    userAgent,
    sourceAddress: address,
    now: clock(),
  };
  const shown = secondFactor.serial ?? MAILED_CODE;
  const value = trustBrowser(browsers, readCookie(request, 'trusted'), context, shown);
  setCookie(request, reply, 'trusted', value, TRUST_LIFETIME / 1000);
}
