import { requireAllowed } from '../domain/authorisation/denied.ts';
import type { AccessResource } from '../domain/authorisation/resource.ts';
import type { AccessRule, OpenAccess } from './access.ts';
import type { Call } from './call.ts';

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
  const { judge, principal } = call;
  const keys = await rule.keys?.(input, call);
  const resources = (await rule.resources?.(input, call)) ?? [];
  const named = resources.length > 0 ? resources : [EVERYTHING];
  for (const resource of named) {
    requireAllowed(judge, principal, { action: rule.action ?? action, resource, keys });
  }
  for (const further of (await rule.also?.(input, call)) ?? []) {
    requireAllowed(judge, principal, further);
  }
  return resources;
}
