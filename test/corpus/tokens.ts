/** The cases about web identity tokens: claims, trust policies, and every hostile token. */
import { catalogue } from '../../src/failures/catalogue.ts';
import type { FailureEntry } from '../../src/failures/failure.ts';
import { hostileTokens } from '../../src/oidc/hostile.test-support.ts';
import { rsaKey, signingAlgorithms } from '../../src/oidc/testing.ts';
import type { Refused } from './case.ts';
import {
  claimsOf,
  issuerName,
  type TokenCase,
  type TokenWorld,
  tokenMaterial,
} from './token-case.ts';

const USUAL = 'an ordinary token';
const TAGS = 'https://aws.amazon.com/tags';
const SOURCE_IDENTITY = 'https://aws.amazon.com/source_identity';
const DENIED = {
  code: 'AccessDenied',
  text: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
};
const NO_KEY = {
  code: 'InvalidIdentityToken',
  text: "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
};

function invalid(code: Refused['code'], text: string): Refused {
  return { code, wire: { code: 'InvalidIdentityToken', text } };
}

const seconds = ({ now }: TokenWorld): number => Math.floor(now / 1000);

const ordinary: readonly TokenCase[] = [
  {
    name: USUAL,
    requirement: 'R134',
    build: (world) => tokenMaterial(world),
    expected: 'accepted',
  },
  ...signingAlgorithms.map(
    (algorithm): TokenCase => ({
      name: `a token signed with ${algorithm}`,
      requirement: 'R134',
      build: (world) => tokenMaterial(world, { signing: { algorithm } }),
      expected: 'accepted',
    }),
  ),
  {
    name: 'several audiences, one of which is authorised',
    build: (world) =>
      tokenMaterial(world, {
        claims: {
          aud: ['https://api.example.test', 'sts.amazonaws.com'],
          azp: 'sts.amazonaws.com',
        },
      }),
    expected: 'accepted',
  },
  {
    name: 'tags and a source identity',
    build: (world) =>
      tokenMaterial(world, {
        claims: {
          [TAGS]: { principal_tags: { Team: ['red'] }, transitive_tag_keys: ['Team'] },
          [SOURCE_IDENTITY]: 'alice',
        },
        trust: {
          actions: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession', 'sts:SetSourceIdentity'],
        },
      }),
    expected: 'accepted',
  },
  {
    name: 'a condition on the subject that is met',
    build: (world) => onSubject(world, 'user-*'),
    expected: 'accepted',
  },
];

function onSubject(world: TokenWorld, pattern: string) {
  const condition = { StringLike: { [`${issuerName(world)}:sub`]: pattern } };
  return tokenMaterial(world, { trust: { condition } });
}

const refused: readonly TokenCase[] = [
  {
    name: 'a key that the issuer does not publish',
    requirement: 'R106',
    build: (world) => tokenMaterial(world, { signing: { key: rsaKey('unknown') } }),
    expected: { code: 'OIDC-060', wire: NO_KEY },
    nearest: USUAL,
  },
  {
    name: 'no token at all',
    build: (world) => tokenMaterial(world, { token: 'opaque-access-token' }),
    expected: invalid(
      'OIDC-001',
      'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
    ),
    nearest: USUAL,
  },
  {
    name: 'an issuer that nobody registered',
    build: (world) => tokenMaterial(world, { claims: { iss: 'https://other.example.test' } }),
    expected: invalid(
      'OIDC-016',
      'No OpenIDConnect provider found in your account for https://other.example.test',
    ),
    nearest: USUAL,
  },
  {
    name: 'an audience that the provider does not have',
    build: (world) => tokenMaterial(world, { claims: { aud: 'https://api.example.test' } }),
    expected: invalid('OIDC-076', 'Incorrect token audience'),
    nearest: USUAL,
  },
  {
    name: 'a token that expired',
    build: (world) =>
      tokenMaterial(world, {
        claims: { iat: seconds(world) - 3600, exp: seconds(world) - 600 },
      }),
    expected: {
      code: 'OIDC-072',
      wire: {
        code: 'ExpiredTokenException',
        text: 'Token expired: current date/time {now} must be before the expiration date/time {expired}',
      },
    },
    nearest: USUAL,
  },
  {
    name: 'a role that trusts somebody else',
    build: (world) => onSubject(world, 'admin-*'),
    expected: { code: 'FED-008', wire: DENIED },
    nearest: 'a condition on the subject that is met',
  },
  {
    name: 'tags that the trust policy does not allow',
    build: (world) =>
      tokenMaterial(world, { claims: { [TAGS]: { principal_tags: { Team: ['red'] } } } }),
    expected: { code: 'FED-010', wire: DENIED },
    nearest: 'tags and a source identity',
  },
  {
    name: 'a source identity that the trust policy does not allow',
    build: (world) => tokenMaterial(world, { claims: { [SOURCE_IDENTITY]: 'alice' } }),
    expected: { code: 'FED-011', wire: DENIED },
    nearest: 'tags and a source identity',
  },
];

/** The hostile tokens of a world; their names do not depend on it. */
function hostileOf(world: TokenWorld) {
  return hostileTokens(claimsOf(world));
}

const NOWHERE: TokenWorld = { now: 0, account: '', issuer: 'https://issuer.example.test' };

const hostile = hostileOf(NOWHERE).map(({ name, code }): TokenCase => {
  const { wire }: FailureEntry = catalogue[code];
  return {
    name: `hostile: ${name}`,
    build: (world) => {
      const made = hostileOf(world).find((each) => each.name === name);
      return tokenMaterial(world, { token: made?.token ?? '' });
    },
    expected: { code, wire: { code: wire?.error ?? '', text: wire?.text ?? '' } },
  };
});

/** Every case about tokens. */
export const tokenCorpus: readonly TokenCase[] = [...ordinary, ...refused, ...hostile];
