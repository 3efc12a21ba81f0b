import { AwsError } from '../../failures/aws-error.ts';
import { failure } from '../../failures/catalogue.ts';
import { accessDeniedMessage, type Decision } from '../../policy/index.ts';
import type { Principal } from '../principal.ts';
import type { Case, Judge, Question } from './judge.ts';

/** A refusal by policy, with all that is needed to explain it to an administrator. */
export class AccessDenied extends AwsError {
  /** The account of the refused caller: whose administrators may know why. */
  readonly account: string;
  readonly question: Question;
  readonly judged: Case;
  /** True when the text gives no reason, so that it does not tell whether the resource exists. */
  readonly plain: boolean;

  constructor(
    message: string,
    principal: Principal,
    question: Question,
    judged: Case,
    plain: boolean,
  ) {
    super('AccessDenied', message, {
      failure: failure('AUTHZ-001', {
        principal: principal.arn,
        action: question.action,
        resource: question.resource.arn,
        decidedBy: decidedBy(judged.decision),
      }),
    });
    this.name = 'AccessDenied';
    this.account = principal.account;
    this.question = question;
    this.judged = judged;
    this.plain = plain;
  }
}

/**
 * Answers the decision, or throws `AccessDenied` unless the caller is allowed. The text gives the reason (aws-facts B7), or
 * is `plain` without it, as AssumeRole answers (B6).
 */
export function requireAllowed(
  judge: Judge,
  principal: Principal,
  question: Question,
  style: 'explained' | 'plain' = 'explained',
): Case {
  const judged = judge(question);
  const { decision } = judged;
  if (decision.allowed) return judged;
  const { action, resource } = question;
  // IAM names `*` where an action has no resource of its own; other services name nothing.
  const asked = resource.asked ?? resource.arn;
  const named = asked === '*' && !action.startsWith('iam:') ? undefined : asked;
  const refusal = { principalArn: principal.arn, action, resource: named, decision, style };
  const message = accessDeniedMessage(refusal);
  throw new AccessDenied(message, principal, question, judged, style === 'plain');
}

function decidedBy({ kind, explicit, deciding }: Decision): string {
  if (!explicit || !deciding) return `no ${kind} policy allows it`;
  const sid = deciding.sid === undefined ? '' : ` (${deciding.sid})`;
  return `${kind} policy ${deciding.policy.name}, statement ${deciding.index + 1}${sid}`;
}
