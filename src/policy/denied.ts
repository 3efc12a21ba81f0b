import type { Decision } from './decide.ts';

const PHRASES = {
  identity: ['no identity-based policy allows', 'an identity-based policy'],
  resource: ['no resource-based policy allows', 'a resource-based policy'],
  trust: ['no role trust policy allows', 'the role trust policy'],
  boundary: ['no permissions boundary allows', 'a permissions boundary'],
  session: ['no session policy allows', 'a session policy'],
  scp: ['no service control policy allows', 'a service control policy'],
  rcp: ['no resource control policy allows', 'a resource control policy'],
} as const;

/** The reason phrase of a refusal, such as `with an explicit deny in a session policy` (B7). */
export function deniedReason(decision: Decision, action: string): string {
  const [none, denying] = PHRASES[decision.kind];
  return decision.explicit
    ? `with an explicit deny in ${denying}`
    : `because ${none} the ${action} action`;
}

/**
 * `explained`: with the reason (B7). `plain`: without it, as AssumeRole answers (B6).
 * `anonymous`: for callers that have no ARN yet, AssumeRoleWithSAML and WithWebIdentity (B6).
 */
export type AccessDeniedStyle = 'explained' | 'plain' | 'anonymous';

/** The text of an AccessDenied error, as AWS writes it; an action without a resource names none. */
export function accessDeniedMessage(refusal: {
  readonly principalArn: string;
  readonly action: string;
  readonly resource?: string | undefined;
  readonly decision: Decision;
  readonly style: AccessDeniedStyle;
}): string {
  const { principalArn, action, resource, decision, style } = refusal;
  if (style === 'anonymous') return `Not authorized to perform ${action}`;
  const subject = `User: ${principalArn} is not authorized to perform: ${action}`;
  const target = resource === undefined ? subject : `${subject} on resource: ${resource}`;
  return style === 'plain' ? target : `${target} ${deniedReason(decision, action)}`;
}
