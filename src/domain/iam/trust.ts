import type { NamedPrincipal } from '../../policy/index.ts';

/**
 * Principals of role trust policies, pure: which of them have to exist, and how a stored document
 * is shown. A user or role is bound to its unique id when the policy is stored, so that a namesake
 * created later does not inherit the trust (IAM User Guide, "AWS JSON policy elements: Principal").
 */

/** The ARN that a trust policy names → the unique id of the user or role that it means. */
export type TrustBindings = ReadonlyMap<string, string>;

/** A trust policy ready to be stored. */
export interface BoundTrust {
  readonly document: string;
  /** `iam_roles.trust_bindings`. */
  readonly bindings: string;
}

/** The bindings as the store keeps them: a JSON object. */
export function writeBindings(bindings: TrustBindings): string {
  return JSON.stringify(Object.fromEntries(bindings));
}

/** The bindings of a stored role. */
export function readBindings(text: string): TrustBindings {
  const stored: Record<string, string> = JSON.parse(text);
  return new Map(Object.entries(stored));
}

/** Identity providers that need not be created in an account first (aws-facts J5). */
const BUILT_IN_PROVIDERS: ReadonlySet<string> = new Set([
  'cognito-identity.amazonaws.com',
  'accounts.google.com',
  'graph.facebook.com',
  'www.amazon.com',
]);
const SERVICE = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com$/;

/** True for a principal that is judged by its form alone and is none that AWS knows. */
export function isUnknownByForm({ kind, value }: NamedPrincipal): boolean {
  if (value.startsWith('arn:') && !value.startsWith('arn:aws:')) return true;
  if (kind === 'service') return !SERVICE.test(value);
  if (kind === 'federated') return !value.startsWith('arn:') && !BUILT_IN_PROVIDERS.has(value);
  return kind === 'canonical-user';
}

/** What an AWS principal's ARN names: the path and name of a user or role, or a role's session. */
export interface NamedEntity {
  readonly kind: 'user' | 'role';
  readonly account: string;
  readonly name: string;
  /** Undefined for a session, whose ARN does not tell the path of its role. */
  readonly path: string | undefined;
}

/** The user or role that a principal depends on; undefined for principals of other kinds. */
export function entityNamed({ kind, value, account }: NamedPrincipal): NamedEntity | undefined {
  if (account === undefined) return undefined;
  const [, ...segments] = value.split(':').slice(5).join(':').split('/');
  if (kind === 'role-session') {
    return { kind: 'role', account, name: segments[0] ?? '', path: undefined };
  }
  if (kind !== 'user' && kind !== 'role') return undefined;
  const name = segments.pop() ?? '';
  return { kind, account, name, path: ['', ...segments, ''].join('/') };
}

/** The document with each AWS principal replaced by what `rename` answers; as it was otherwise. */
export function renamePrincipals(document: string, rename: (principal: string) => string): string {
  const policy: { Statement?: unknown } = JSON.parse(document);
  let changed = false;
  const replace = (value: unknown): unknown => {
    if (typeof value !== 'string') return value;
    const renamed = rename(value);
    changed ||= renamed !== value;
    return renamed;
  };
  const statements = Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement];
  for (const statement of statements) {
    const principal = statement?.Principal;
    if (typeof principal !== 'object' || principal === null) continue;
    if (!Object.hasOwn(principal, 'AWS')) continue;
    const named: unknown = principal.AWS;
    principal.AWS = Array.isArray(named) ? named.map(replace) : replace(named);
  }
  return changed ? JSON.stringify(policy) : document;
}

/**
 * A stored trust policy as it is read back: an account's digits become its root ARN; a bound user
 * or role appears by the ARN it has now or, when it no longer exists, by its unique id.
 * `arns` are the present ARNs of the bound ids that still exist.
 */
export function shownTrust(
  document: string,
  bindings: TrustBindings,
  arns: ReadonlyMap<string, string>,
): string {
  return renamePrincipals(document, (principal) => {
    if (/^\d{12}$/.test(principal)) return `arn:aws:iam::${principal}:root`;
    const id = bindings.get(principal);
    if (id === undefined) return principal;
    const arn = arns.get(id);
    const session = sessionName(principal);
    if (session === undefined) return arn ?? id;
    return arn === undefined ? `${id}:${session}` : sessionArn(arn, session);
  });
}

function sessionName(principal: string): string | undefined {
  return /^arn:[^:]*:sts::\d{12}:assumed-role\/[^/]+\/(.+)$/.exec(principal)?.[1];
}

function sessionArn(roleArn: string, session: string): string {
  const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  return `arn:aws:sts::${roleArn.split(':')[4]}:assumed-role/${name}/${session}`;
}
