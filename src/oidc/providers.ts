import type { TokenProvider } from './subject.ts';

/** A provider of an account as IAM keeps it. */
export interface RegisteredProvider {
  readonly arn: string;
  /** Without `https://`. */
  readonly url: string;
  readonly clientIds: readonly string[];
}

/** A provider that was registered in IAM, in the form that tokens are judged by. */
export function registeredProvider({ arn, url, clientIds }: RegisteredProvider): TokenProvider {
  const issuerUrl = `https://${url}`;
  return { name: arn, url, clientIds, issuers: [issuerUrl], issuerUrl };
}

/** The providers that every account has without registering them (aws-facts D1). */
export const builtInNames = [
  'accounts.google.com',
  'cognito-identity.amazonaws.com',
  'graph.facebook.com',
  'www.amazon.com',
] as const;

export type BuiltInName = (typeof builtInNames)[number];

/**
 * Where built-in providers are asked instead of their own addresses: an https origin by the name
 * of the provider, without a slash at the end. Tests and closed networks need it.
 */
export type ProviderOrigins = ReadonlyMap<BuiltInName, string>;

const NOWHERE_ELSE: ProviderOrigins = new Map();

/** The built-in issuers of ID tokens, with the values that they give to `iss`. */
const issuers: readonly { readonly name: BuiltInName; readonly issuers: readonly string[] }[] = [
  {
    name: 'accounts.google.com',
    issuers: ['https://accounts.google.com', 'accounts.google.com'],
  },
  {
    name: 'cognito-identity.amazonaws.com',
    issuers: ['https://cognito-identity.amazonaws.com'],
  },
];

/**
 * The built-in provider that a token's issuer means; undefined for every other issuer. A provider
 * with an origin of its own is also meant by that origin, since what answers there cannot but name
 * itself.
 */
export function builtInProvider(
  issuer: string,
  origins: ProviderOrigins = NOWHERE_ELSE,
): TokenProvider | undefined {
  for (const { name, issuers: known } of issuers) {
    const origin = origins.get(name);
    const accepted = origin === undefined ? known : [...known, origin];
    if (accepted.includes(issuer)) {
      const issuerUrl = origin ?? `https://${name}`;
      return { name, url: name, clientIds: undefined, issuers: accepted, issuerUrl };
    }
  }
  return undefined;
}
