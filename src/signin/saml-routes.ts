import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setCookie } from '../http/cookies.ts';
import { field, type SigninContext, send, visitOf } from './context.ts';
import { chooserPage } from './pages/chooser-page.ts';
import { plainPage } from './pages/plain-pages.ts';
import { refusedPage, switchOfRefusal } from './pages/refused-page.ts';
import type { PostedResponse, Refusal, SignInCode } from './service.ts';

/** A response has at most 100,000 characters of base64; its form has room for a RelayState. */
const LARGEST_FORM = 300_000;

/** The endpoint that identity providers have browsers post responses to, and its metadata (C1). */
export function mountSaml(app: FastifyInstance, context: SigninContext): void {
  for (const region of [undefined, ...context.regions]) {
    const base = region === undefined ? '' : `/${region}`;
    for (const path of [`${base}/saml`, `${base}/saml/acs/:provider`]) {
      app.post(path, { bodyLimit: LARGEST_FORM }, consume(context, region));
      const handler = explain(context);
      // Answered at once: bodies of other methods are not even read.
      app.route({ method: OTHER_METHODS, url: path, onRequest: handler, handler });
    }
    app.get(`${base}/static/saml-metadata.xml`, tellMetadata(context, region));
    app.get(`${base}/saml/metadata/:provider`, tellMetadata(context, region));
  }
}

/** The document by which an identity provider learns of this server; see SAML 2.0 metadata, A. */
function tellMetadata({ service }: SigninContext, region: string | undefined) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const document = await service.metadata(region, providerOf(request));
    if (document === undefined)
      return reply.code(404).type('text/plain; charset=utf-8').send('404\n');
    return reply.type('application/samlmetadata+xml; charset=utf-8').send(document);
  };
}

/** The uuid of one provider, where the path has one. */
function providerOf(request: FastifyRequest): string | undefined {
  return (request.params as { readonly provider?: string }).provider;
}

const OTHER_METHODS = ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Somebody opened the address of the endpoint: it is for forms. */
function explain(context: SigninContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const page = plainPage(context.frame(request, reply), 'signin.post.title', 'signin.post.lead');
    return send(reply.header('allow', 'POST'), 405, page);
  };
}

function consume(context: SigninContext, region: string | undefined) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const posted = readPost(request, region);
    const outcome = await context.service.postResponse(posted, visitOf(request));
    switch (outcome.kind) {
      case 'refused':
        return refuse(context, request, reply, outcome.refusal);
      case 'begun':
        return continueWith(request, reply, outcome.code);
      case 'choose': {
        const page = chooserPage(context.frame(request, reply), {
          action: request.url.split('?', 1)[0] ?? '/saml',
          accounts: outcome.accounts,
          response: posted.response,
          relayState: posted.relayState,
          missing: isFromChooser(request),
        });
        return send(reply, 200, page);
      }
    }
  };
}

function readPost(request: FastifyRequest, region: string | undefined): PostedResponse {
  return {
    response: field(request, 'SAMLResponse') ?? '',
    relayState: field(request, 'RelayState'),
    // A form without a choice may still have the field.
    roleArn: field(request, 'roleIndex') || undefined,
    region,
    providerUuid: providerOf(request),
  };
}

/** The chooser's own form has fields that no identity provider sends; it switches languages too. */
function isFromChooser(request: FastifyRequest): boolean {
  return field(request, 'portal') !== undefined;
}

/** Answers a refusal as a page in AWS's words. */
export function refuse(
  context: SigninContext,
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
  requestId: string = request.id,
): FastifyReply {
  const otherLanguage = switchOfRefusal(refusal.failureCode, requestId);
  const frame = { ...context.frame(request, reply), otherLanguage };
  return send(reply, refusal.status, refusedPage(frame, refusal, requestId));
}

/** How long the browser keeps its half of the code; the code itself lasts a minute. */
const BINDING_SECONDS = 120;

/** Sends the browser on with its code; only this browser can use it. */
export function continueWith(
  request: FastifyRequest,
  reply: FastifyReply,
  { code, binding }: SignInCode,
): FastifyReply {
  setCookie(request, reply, 'signin', binding, BINDING_SECONDS);
  return reply.redirect(`/signin/continue?code=${code}`, 303);
}
