import { isoSeconds } from '../../base/clock.ts';
import { failure } from '../../failures/catalogue.ts';
import type { Check } from '../../failures/check.ts';
import { ownDestination } from './destination.ts';
import type { SigninToken } from './signin-token.ts';

/** How long a sign-in token is valid, in milliseconds (aws-facts H3). */
export const SIGNIN_TOKEN_LIFETIME = 15 * 60_000;

/** A request to sign in with a sign-in token. */
export interface ConsoleLogin {
  /** The opened token; undefined when it is not one of ours. */
  readonly token: SigninToken | undefined;
  readonly destination: string;
  readonly issuer: string | undefined;
  readonly publicUrl: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

function tokenOf({ token }: ConsoleLogin): SigninToken {
  if (!token) throw new Error('there is no token');
  return token;
}

const signinTokenIsGenuine: Check<ConsoleLogin> = {
  name: 'signinTokenIsGenuine',
  code: 'FED-038',
  run: ({ token }) => (token ? undefined : failure('FED-038', {})),
  describe: ({ token }) => ({
    expected: 'a SigninToken of this server',
    received: token ? 'one' : 'something else',
  }),
};

const signinTokenIsInTime: Check<ConsoleLogin> = {
  name: 'signinTokenIsInTime',
  code: 'FED-039',
  run(login) {
    const { issuedAt } = tokenOf(login);
    if (login.now < issuedAt + SIGNIN_TOKEN_LIFETIME) return undefined;
    return failure('FED-039', { issuedAt: isoSeconds(issuedAt) });
  },
  describe: (login) => ({
    expected: `issued within 15 minutes of ${isoSeconds(login.now)}`,
    received: isoSeconds(tokenOf(login).issuedAt),
  }),
};

const destinationIsHere: Check<ConsoleLogin> = {
  name: 'destinationIsHere',
  code: 'FED-040',
  run: ({ destination, publicUrl }) =>
    ownDestination(destination, publicUrl) === undefined
      ? failure('FED-040', { destination })
      : undefined,
  describe: ({ destination, publicUrl }) => ({
    expected: `a path, a URL of ${publicUrl}, or one of the AWS console`,
    received: destination,
  }),
};

const issuerIsUrl: Check<ConsoleLogin> = {
  name: 'issuerIsUrl',
  code: 'FED-041',
  run({ issuer }) {
    if (issuer === undefined) return undefined;
    const url = URL.parse(issuer);
    const isWeb = url !== null && /^https?:$/.test(url.protocol);
    const fits = isWeb && issuer.length <= MOST_ISSUER && !/\p{Cc}/u.test(issuer);
    return fits ? undefined : failure('FED-041', { issuer });
  },
  describe: ({ issuer }) => ({
    expected: 'an http or https URL, or none',
    received: issuer ?? 'none',
  }),
};

const MOST_ISSUER = 2048;

/** What a visit with a sign-in token has to fulfil to begin a console session (aws-facts H3). */
export const loginChecks: readonly Check<ConsoleLogin>[] = [
  signinTokenIsGenuine,
  signinTokenIsInTime,
  destinationIsHere,
  issuerIsUrl,
];
