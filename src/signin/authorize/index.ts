/**
 * signin/authorize: the pages on which somebody lets a command line act as themselves (`aws login`).
 * Owns: the authorization endpoint, the question and its answer, the page of codes that are copied by
 * hand. Does not own: what a link must be and what is granted (domain/login), signing in (the other
 * folders of signin/): whoever is not signed in is led there and comes back.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  type AuthorizeParameters,
  authorizeParameterNames,
} from '../../domain/login/authorize-checks.ts';
import { CONFIRMATION_PATH } from '../../domain/login/clients.ts';
import { identityKeysOf } from '../../domain/login/issue-token.ts';
import { readCookie } from '../../http/cookies.ts';
import { allowFormTarget } from '../../http/form-target.ts';
import { loadTexts } from '../../http/language.ts';
import { tellForeign, withLanguageLinks } from '../answers.ts';
import { parameter, type SigninContext, send, visitOf } from '../context.ts';
import { isOwnBrowserForm } from '../csrf.ts';
import { COPY_SCRIPT } from './copy-script.ts';
import { codePage, consentPage, type LoginFrame, loginRefusedPage, noCodePage } from './pages.ts';
import type { AuthorizeOutcome, AuthorizeParts } from './parts.ts';
import { type AuthorizeVisit, askConsent, takeAnswer } from './service.ts';
import { LOGIN_TEXTS } from './texts.ts';

export type { AuthorizeParts } from './parts.ts';

/** Paths of this folder: the rest below `v1` is the AWS calls'. */
export const AUTHORIZE_SEGMENTS = ['v1/authorize', 'v1/sessions', 'v1/keys'] as const;

type FrameOf = (request: FastifyRequest, reply: FastifyReply) => LoginFrame;

/** Adds the routes. */
export function mountAuthorize(
  app: FastifyInstance,
  context: SigninContext,
  parts: AuthorizeParts,
): void {
  const texts = loadTexts(LOGIN_TEXTS);
  const frameOf: FrameOf = (request, reply) => {
    const frame = context.frame(request, reply);
    return { ...frame, login: texts[frame.language] };
  };
  app.get('/v1/authorize', async (request, reply) => {
    const outcome = await askConsent(parts, visitedBy(request));
    return show(frameOf, request, reply, outcome);
  });
  app.post('/v1/authorize', async (request, reply) => {
    if (!isOwnBrowserForm(request, context.publicUrl()))
      return tellForeign(context, request, reply);
    const allows = parameter(request, 'decision') === 'allow';
    const answer = { sessionId: parameter(request, 'session'), allows };
    const outcome = await takeAnswer(parts, visitedBy(request), answer);
    return show(frameOf, request, reply, outcome);
  });
  app.get(CONFIRMATION_PATH, async (request, reply) => confirm(frameOf, request, reply));
  // Who is given an identity token can verify it: a key set of RFC 7517.
  app.get('/v1/keys', async (_request, reply) => reply.send(identityKeysOf(parts.login)));
  COPY_SCRIPT.mount(app);
}

function visitedBy(request: FastifyRequest): AuthorizeVisit {
  const named = authorizeParameterNames.map((name) => [name, parameter(request, name)]);
  const asked = Object.fromEntries(named) as AuthorizeParameters;
  return { asked, secret: readCookie(request, 'console'), visit: visitOf(request) };
}

/** The parameters as they came, without what is no parameter of this endpoint. */
function keptParameters(request: FastifyRequest): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of authorizeParameterNames) {
    const value = parameter(request, name);
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

function show(
  frameOf: FrameOf,
  request: FastifyRequest,
  reply: FastifyReply,
  outcome: AuthorizeOutcome,
): FastifyReply {
  const parameters = keptParameters(request);
  const destination = `/v1/authorize?${new URLSearchParams(parameters)}`;
  const signinPath = `/signin?${new URLSearchParams({ destination })}`;
  switch (outcome.kind) {
    case 'sign-in':
      return reply.redirect(signinPath, 303);
    case 'redirect':
      return reply.redirect(outcome.location, 303);
    case 'refused': {
      const { failure, status, returnUrl } = outcome;
      const about = { requestId: request.id, returnUrl };
      const frame = withLogin(frameOf(request, reply), request, parameters);
      return send(reply, status, loginRefusedPage(frame, failure, about));
    }
    case 'consent': {
      const { consent } = outcome;
      // The answer of the form is a redirect to the client, which the policy of forms covers as well.
      if (!consent.isRemote) allowFormTarget(reply, new URL(consent.redirectUri).origin);
      const frame = withLogin(frameOf(request, reply), request, parameters);
      return send(reply, 200, consentPage(frame, consent, { parameters, signinPath }));
    }
  }
}

function withLogin(
  frame: LoginFrame,
  request: FastifyRequest,
  kept: Readonly<Record<string, string>>,
): LoginFrame {
  return { ...withLanguageLinks(frame, request, kept), login: frame.login };
}

/** Nothing here is looked up: the code counts only with what the command line has kept for itself. */
function confirm(frameOf: FrameOf, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const [code, state, error] = ['code', 'state', 'error'].map((name) => parameter(request, name));
  const kept = Object.fromEntries(
    Object.entries({ code, state, error }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
  const frame = withLogin(frameOf(request, reply), request, kept);
  if (error !== undefined) return send(reply, 200, noCodePage(frame, 'denied'));
  if (
    code === undefined ||
    !/^[\w-]{43}$/.test(code) ||
    !/^[\x21-\x7e]{1,512}$/.test(state ?? '')
  ) {
    return send(reply, 400, noCodePage(frame, 'lost'));
  }
  const pasted = new URLSearchParams({ state: state ?? '', code }).toString();
  const text = Buffer.from(pasted).toString('base64');
  return send(reply, 200, codePage(frame, text), { scripts: true });
}
