import { AwsError } from '../failures/aws-error.ts';
import { activate, findSession, pendingSession, signOut } from './console-sessions.ts';
import { type ConsoleResult, makeSigninToken, signInWithToken } from './console-sign-in.ts';
import { metadataFor } from './metadata.ts';
import { chargeAddress, requirePatience, type SigninParts } from './parts.ts';
import { refusalAgain, refusalOf } from './refusals.ts';
import { type PostResult, signInWithResponse } from './saml-sign-in.ts';
import type { PostOutcome, Refusal, SignInService, Visit } from './service.ts';

/** The service behind the sign-in pages, over the parts of this installation. */
export function createSignInService(parts: SigninParts): SignInService {
  return {
    metadata: async (region, providerUuid) => await metadataFor(parts, region, providerUuid),
    postResponse: async (posted, visit) =>
      await told(parts, visit, posted.response, async () => {
        const result = await signInWithResponse(parts, posted, visit);
        // A choice draws on no role's rate and leaves no attempt, so it could be asked for without end.
        if (result.kind === 'choose') chargeAddress(parts, visit, '');
        return postOutcome(result);
      }),
    getSigninToken: async (asked, visit) =>
      await told(parts, visit, asked.session, async () => ({
        kind: 'token',
        token: answerOf(await makeSigninToken(parts, asked, visit)),
      })),
    login: async (asked, visit) =>
      await told(parts, visit, asked.signinToken, async () => ({
        kind: 'begun',
        code: answerOf(await signInWithToken(parts, asked, visit)),
      })),
    pendingSession: async (code) => await pendingSession(parts, code),
    activate: async (code, replaced, visit) => await activate(parts, code, replaced, visit),
    findSession: async (secret) => await findSession(parts, secret),
    signOut: async (secret) => await signOut(parts, secret),
    refusalOf: refusalAgain,
  };
}

/** What a visit comes to; a refusal becomes a page and, unless it is about rates, costs tokens. */
async function told<Outcome>(
  parts: SigninParts,
  visit: Visit,
  posted: string,
  body: () => Promise<Outcome>,
): Promise<Outcome | { readonly kind: 'refused'; readonly refusal: Refusal }> {
  try {
    requirePatience(parts, visit);
    return await body();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (error.code !== 'Throttling') chargeAddress(parts, visit, posted);
    return { kind: 'refused', refusal: refusalOf(error, visit.requestId) };
  }
}

function answerOf<Answer>(result: ConsoleResult<Answer>): Answer {
  if (!result.ok) throw result.error;
  return result.answer;
}

function postOutcome(result: PostResult): PostOutcome {
  if (result.kind === 'choose') return result;
  if (result.tried.outcome === 'refused') throw result.tried.error;
  return { kind: 'begun', code: result.tried.answer };
}
