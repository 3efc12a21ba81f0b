import type { JudgedAnswer } from '../../domain/sign-in/challenge/judge.ts';
import type { FlowState } from '../../domain/sign-in/flow-state.ts';
import type { DueCheck } from '../../domain/sign-in/risk.ts';
import { html } from '../../http/html.ts';
import { layout } from '../../http/layout.ts';
import { STEP_PATH, type Step, type StepResult, type StepVisit } from '../flow/step.ts';
import { titleOf } from '../pages/fields.ts';
import { csrfField, hiddenFields } from '../pages/frame.ts';
import type { ChallengeParts } from './parts.ts';
import { askForCheck, challengeSection, readAnswer } from './section.ts';

/** What the flow records of an answer that was refused. */
export type ChallengeRecord = (
  visit: StepVisit,
  judged: JudgedAnswer,
) => Promise<Omit<StepResult, 'state'>>;

/** The state of a flow for which `due` was decided. */
export function withCheck(state: FlowState, due: DueCheck | undefined): FlowState {
  const { challenge: _, ...rest } = state;
  if (!due) return { ...rest, securityCheck: 'none' };
  return { ...rest, securityCheck: 'due', challenge: `${due.kind} ${due.bits}` };
}

function dueOf({ challenge = '' }: FlowState): DueCheck {
  const [kind, bits] = challenge.split(' ');
  return { kind: kind === 'picture' ? 'picture' : 'work', bits: Number(bits) };
}

const STEP_NAME = 'challenge';

/** The failure of the answer before; what other steps have to say is theirs. */
function ownNotice({ notice }: FlowState): string | undefined {
  return notice && /^SIGN-06\d$/.test(notice.code) ? notice.code : undefined;
}

function withoutOwnNotice(state: FlowState): FlowState {
  const { notice: _, ...others } = state;
  return ownNotice(state) === undefined ? state : others;
}

/** The step of a sign-in that asks for the security check. */
export function challengeStep(parts: ChallengeParts, record: ChallengeRecord): Step {
  return {
    name: STEP_NAME,
    isDue: ({ securityCheck }) => securityCheck === 'due',
    show: async ({ flow, frame, browser }) => {
      const due = dueOf(flow.state);
      const failed = ownNotice(flow.state);
      const asked = askForCheck(parts, { flow: flow.flowId, browser }, due);
      const title = frame.texts('challenge.title');
      const section = challengeSection(frame, {
        ...asked,
        action: STEP_PATH,
        fields: html`${csrfField(frame)}${hiddenFields({ flow: flow.flowId, step: STEP_NAME })}`,
        failed,
      });
      const content = html`<h1>${title}</h1>${section}`;
      return {
        html: layout(frame, titleOf(frame, title, failed !== undefined), content, { narrow: true }),
        scripts: due.kind === 'work',
      };
    },
    take: async (visit, form) => {
      const { flow, browser, now } = visit;
      const state = withoutOwnNotice(flow.state);
      const given = readAnswer(form);
      if (given.refresh) return { state };
      const place = { flow: flow.flowId, browser };
      const judged = await parts.judge(given, place, now, visit.visit.address);
      if (judged.failed) {
        const notice = { code: judged.failed.code, requestId: visit.visit.requestId };
        return { state: { ...state, notice }, ...(await record(visit, judged)) };
      }
      const { challenge: _done, ...passed } = state;
      return { state: { ...passed, securityCheck: 'passed' } };
    },
  };
}
