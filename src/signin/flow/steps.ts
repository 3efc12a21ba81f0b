import { signInAttempt } from '../../domain/sign-in/index.ts';
import { challengeStep } from '../challenge/index.ts';
import { workforceChangeStep } from '../workforce/change-step.ts';
import { workforceMfaSteps } from '../workforce/mfa/index.ts';
import { changePasswordStep } from './change-password-step.ts';
import { mailedCodeStep } from './mailed-code-step.ts';
import type { FlowParts } from './parts.ts';
import { passwordStep } from './password-step.ts';
import { secondFactorStep } from './second-factor-step.ts';
import type { Step } from './step.ts';

/** The steps of a sign-in in their order: a flow stands at the first that is due. */
export function signInSteps(parts: FlowParts): readonly Step[] {
  return [
    challengeStep(parts.challenge, async ({ told, flow }, { failed, traces }) => {
      const { flowId, state } = flow;
      const nobody = { person: undefined, claimed: state.claimed };
      const tried = { ...nobody, stage: 'security check', flowId, traces, failed } as const;
      return { attempts: [signInAttempt(told, tried)] };
    }),
    passwordStep(parts),
    secondFactorStep(parts),
    mailedCodeStep(parts),
    changePasswordStep(parts),
    workforceChangeStep(parts),
    ...workforceMfaSteps(parts),
  ];
}
