import { systemRandom } from '../base/bytes.ts';
import { isPortalCsrfToken } from '../calls/portal-session.ts';
import { openMessage, sealMessage } from '../crypto/index.ts';
import type { PageSet } from '../http/page-set.ts';
import { createSignInService, type SigninParts, signinPages } from '../signin/index.ts';
import { buildChallenge } from './challenge.ts';
import type { Federation } from './federation.ts';
import { buildLogin } from './login.ts';
import type { Parts } from './parts.ts';
import { buildRecovery } from './recovery.ts';
import { buildCodeTries, buildSso } from './sso.ts';

const SIGNIN_TOKEN = 'signin-token';

/** The sign-in pages over the parts of this installation. */
export function buildSigninPages(
  parts: Parts,
  { federation, redeemParts, addressThrottle }: Federation,
  publicUrl: () => string,
): PageSet {
  const { config, clock, state, seal, ring } = parts;
  const signin: SigninParts = {
    clock,
    random: systemRandom,
    state,
    seal,
    federation,
    redeem: redeemParts,
    credentials: { ...parts, random: systemRandom },
    signinTokens: {
      seal: (text) => sealMessage(text, SIGNIN_TOKEN, ring(), systemRandom),
      open: (sealed) => openMessage(sealed, SIGNIN_TOKEN, ring()),
    },
    addressThrottle,
    publicUrl,
    region: config.region,
  };
  const service = createSignInService(signin);
  const challenge = buildChallenge(parts);
  const authorize = { signin, login: buildLogin(parts, publicUrl) };
  const recovery = {
    signin,
    challenge,
    recovery: buildRecovery(parts),
    passwords: parts.passwords,
    selfRegistration: config.selfRegistration,
  };
  const flow = {
    ...signin,
    passwords: parts.passwords,
    challenge,
    codes: parts.delivery,
    openSecret: parts.secrets.open,
    sealSecret: parts.secrets.seal,
    rootCode: config.rootCode,
    consoleHours: config.consoleHours,
    selfRegistration: config.selfRegistration,
  };
  const regions = config.allRegions;
  const portals = {
    workforce: parts.workforce,
    isPortalToken: (token: string | undefined, secret: string) =>
      isPortalCsrfToken(token, secret, ring()),
  };
  const sso = { signin, sso: buildSso(parts, publicUrl), codeTries: buildCodeTries() };
  const people = { flow, challenge, authorize, recovery, portals, sso };
  return signinPages({ service, publicUrl, regions }, people);
}
