import { AwsError } from '../failures/aws-error.ts';
import { failure } from '../failures/catalogue.ts';
import type { Decision } from '../policy/index.ts';
import { accessDeniedMessage } from '../policy/index.ts';
import type { AccessRule, OpenAccess } from './access.ts';
import type { Call } from './call.ts';
import type { Case, Question } from './judge.ts';
import type { AccessResource } from './resource.ts';

const EVERYTHING: AccessResource = { arn: '*' };

/**
 * Throws AccessDenied unless the caller may do what the rule of the operation asks for, on every
 * resource that it names. Answers the resources, for the audit event.
 */
export async function authorise(
  action: string,
  rule: AccessRule<never> | OpenAccess,
  input: never,
  call: Call,
): Promise<readonly AccessResource[]> {
  if ('open' in rule) return [];
  const keys = await rule.keys?.(input, call);
  const resources = (await rule.resources?.(input, call)) ?? [];
  const named = resources.length > 0 ? resources : [EVERYTHING];
  for (const resource of named) {
    requireAllowed(call, { action: rule.action ?? action, resource, keys });
  }
  for (const further of (await rule.also?.(input, call)) ?? []) requireAllowed(call, further);
  return resources;
}

/** Throws AccessDenied with the reason of aws-facts B7 unless the caller is allowed. */
export function requireAllowed(call: Call, question: Question): void {
  const judged = call.judge(question);
  if (!judged.decision.allowed) throw accessDenied(call, question, judged);
}

/** The error of a refusal, with the deciding policy for the administrator. */
export function accessDenied(
  call: Call,
  { action, resource }: Question,
  judged: Case,
  style: 'explained' | 'plain' = 'explained',
): AwsError {
  const message = accessDeniedMessage({
    principalArn: call.principal.arn,
    action,
    resource: resource.arn === '*' ? undefined : resource.arn,
    decision: judged.decision,
    style,
  });
  call.notes.denied = judged;
  return new AwsError('AccessDenied', message, {
    failure: failure('AUTHZ-001', {
      principal: call.principal.arn,
      action,
      resource: resource.arn,
      decidedBy: decidedBy(judged.decision),
    }),
  });
}

function decidedBy({ kind, explicit, deciding }: Decision): string {
  if (!explicit || !deciding) return `no ${kind} policy allows it`;
  const sid = deciding.sid === undefined ? '' : ` (${deciding.sid})`;
  return `${kind} policy ${deciding.policy.name}, statement ${deciding.index + 1}${sid}`;
}
