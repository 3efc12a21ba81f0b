import { parseArn } from '../../../base/arn.ts';
import type { Statement } from '../../../policy/index.ts';

/** An identity provider as trust policies name it. */
export interface NamedProvider {
  /** An ARN, or the name of a built-in provider. */
  readonly name: string;
  readonly kind: 'saml' | 'oidc';
  /** What its condition keys begin with, in lower case: `saml`, or the URL without scheme. */
  readonly prefix: string;
  /** Undefined for built-in providers. */
  readonly account: string | undefined;
  /** The operation by which its identities ask for roles. */
  readonly action: 'sts:AssumeRoleWithSAML' | 'sts:AssumeRoleWithWebIdentity';
}

const OIDC_PROVIDER = 'oidc-provider/';

/** Reads the value of a Federated principal. */
export function namedProvider(name: string): NamedProvider {
  const arn = parseArn(name);
  if (arn?.resource.startsWith('saml-provider/')) {
    const action = 'sts:AssumeRoleWithSAML';
    return { name, kind: 'saml', prefix: 'saml', account: arn.account, action };
  }
  const isOidc = arn?.resource.startsWith(OIDC_PROVIDER);
  const url = isOidc && arn ? arn.resource.slice(OIDC_PROVIDER.length) : name;
  return {
    name,
    kind: 'oidc',
    prefix: url.toLowerCase(),
    account: arn?.account,
    action: 'sts:AssumeRoleWithWebIdentity',
  };
}

/** The providers that a statement names. */
export function providersOf({ principal }: Statement): NamedProvider[] {
  const names = principal?.names ?? [];
  return names.flatMap(({ type, value }) => (type === 'Federated' ? [namedProvider(value)] : []));
}

/** The condition key in lower case, cut into what it begins with and its claim. */
export function keyParts(key: string): { readonly prefix: string; readonly claim: string } {
  const lower = key.toLowerCase();
  const colon = lower.lastIndexOf(':');
  return { prefix: lower.slice(0, Math.max(0, colon)), claim: lower.slice(colon + 1) };
}
