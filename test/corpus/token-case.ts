/** Web identity tokens that must be accepted and refused, as data, like the cases of responses. */
import type { KeysOutcome } from '../../src/oidc/index.ts';
import { claims, fetchedKeys, type Signing, signedToken } from '../../src/oidc/testing.ts';
import type { CorpusRole, Refused } from './case.ts';
import { ROLE_NAME } from './case.ts';

/** Where a token is judged. */
export interface TokenWorld {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly account: string;
  /** The registered issuer, which publishes the keys of `oidc/testing.ts`. */
  readonly issuer: string;
}

/** All that one try consists of. */
export interface TokenMaterial {
  readonly token: string;
  readonly roleArn: string;
  readonly role: CorpusRole;
}

/** One case. */
export interface TokenCase {
  readonly name: string;
  readonly requirement?: string;
  readonly build: (world: TokenWorld) => TokenMaterial;
  /** `{now}` and `{expired}` of the text stand for seconds since 1970. */
  readonly expected: 'accepted' | Refused;
  readonly nearest?: string;
}

/** The audience that the provider has. */
export const CLIENT_ID = 'sts.amazonaws.com';

/** The issuer without its scheme: the prefix of condition keys. */
export function issuerName({ issuer }: TokenWorld): string {
  return issuer.slice('https://'.length);
}

/** The ARN of the OIDC provider of a world. */
export function oidcProviderArn(world: TokenWorld): string {
  return `arn:aws:iam::${world.account}:oidc-provider/${issuerName(world)}`;
}

/** The claims of an ordinary token of a world. */
export function claimsOf(
  world: TokenWorld,
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const seconds = Math.floor(world.now / 1000);
  return claims({
    iss: world.issuer,
    aud: CLIENT_ID,
    iat: seconds - 60,
    exp: seconds + 600,
    ...changes,
  });
}

/** A trust policy for the provider; the usual one names the audience. */
export function webTrustPolicy(
  world: TokenWorld,
  change: { readonly actions?: readonly string[]; readonly condition?: object } = {},
): string {
  const { actions = ['sts:AssumeRoleWithWebIdentity'] } = change;
  const Condition = change.condition ?? {
    StringEquals: { [`${issuerName(world)}:aud`]: CLIENT_ID },
  };
  const Principal = { Federated: oidcProviderArn(world) };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: actions, Condition }],
  });
}

/** A try at the role `developer` with a token of these claims. */
export function tokenMaterial(
  world: TokenWorld,
  change: Partial<TokenMaterial> & {
    readonly claims?: Readonly<Record<string, unknown>>;
    readonly signing?: Signing;
    readonly trust?: Parameters<typeof webTrustPolicy>[1];
  } = {},
): TokenMaterial {
  const { claims: claimed, signing, trust, ...rest } = change;
  return {
    token: signedToken(claimsOf(world, claimed), signing),
    roleArn: `arn:aws:iam::${world.account}:role/${ROLE_NAME}`,
    role: { trustPolicy: webTrustPolicy(world, trust), maxSessionDuration: 3600 },
    ...rest,
  };
}

/** The keys of the issuer, as they are after they were fetched. */
export function keysOf({ issuer, now }: TokenWorld): KeysOutcome {
  const fetched = fetchedKeys();
  return {
    ...fetched,
    url: `${issuer}/keys`,
    ...(fetched.kind === 'keys' ? { fetchedAt: now } : {}),
  };
}
