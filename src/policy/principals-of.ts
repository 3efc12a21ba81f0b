import { parseArn } from '../base/arn.ts';
import type { PolicyDocument, PrincipalName } from './document.ts';
import { accountNamed } from './principal.ts';
import { invalidPrincipal } from './validate-trust.ts';

/** A principal that a policy names, sorted by what its existence depends on. */
export interface NamedPrincipal {
  readonly kind:
    | 'account'
    | 'user'
    | 'role'
    | 'role-session'
    | 'federated-user'
    | 'unique-id'
    | 'federated'
    | 'service'
    | 'canonical-user';
  /** As the document writes it. */
  readonly value: string;
  /** The account it belongs to, where its name tells. */
  readonly account: string | undefined;
  /** What AWS answers when it does not exist: `Invalid principal in policy: "AWS":"…"`. */
  readonly invalidMessage: string;
}

/**
 * Lists the principals that a trust or resource policy names, each once, in the document's order,
 * so that whoever stores the policy can check that they exist and bind users and roles to their
 * unique ids. `*` is not among them.
 */
export function principalsOf(document: PolicyDocument): NamedPrincipal[] {
  const found = new Map<string, NamedPrincipal>();
  for (const { principal } of document.statements) {
    for (const name of principal?.names ?? []) {
      const key = `${name.type} ${name.value}`;
      if (!found.has(key)) found.set(key, describe(name));
    }
  }
  return [...found.values()];
}

function describe({ type, value }: PrincipalName): NamedPrincipal {
  const account = accountNamed(value) ?? parseArn(value)?.account;
  switch (type) {
    case 'Federated':
      return {
        kind: 'federated',
        value,
        account,
        invalidMessage: invalidPrincipal('FEDERATED', value),
      };
    case 'Service':
      return {
        kind: 'service',
        value,
        account,
        invalidMessage: invalidPrincipal('SERVICE', value),
      };
    case 'CanonicalUser':
      return {
        kind: 'canonical-user',
        value,
        account,
        invalidMessage: invalidPrincipal('CANONICAL_USER', value),
      };
    case 'AWS':
      return {
        kind: awsKind(value),
        value,
        account,
        invalidMessage: invalidPrincipal('AWS', value),
      };
  }
}

function awsKind(value: string): NamedPrincipal['kind'] {
  if (accountNamed(value) !== undefined) return 'account';
  const resource = parseArn(value)?.resource ?? '';
  if (resource.startsWith('user/')) return 'user';
  if (resource.startsWith('role/')) return 'role';
  if (resource.startsWith('assumed-role/')) return 'role-session';
  return resource.startsWith('federated-user/') ? 'federated-user' : 'unique-id';
}
