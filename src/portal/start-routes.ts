import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { APP_POLICY, filledAppPage, notBuiltPage } from '../http/app-page.ts';
import { html } from '../http/html.ts';
import { layout } from '../http/layout.ts';
import { createFraming, type Framed, languageOf } from './frame.ts';
import type { PortalParts } from './parts.ts';
import { findPortal, findVisitor } from './visitor.ts';

const FILES = '/assets/portal/';

/** The page that the app starts from and its files, and the ways that lead there. */
export function mountStart(app: FastifyInstance, parts: PortalParts): void {
  const framing = createFraming();
  const frameOf = (request: FastifyRequest, reply: FastifyReply): Framed =>
    framing(languageOf(request, reply), pathOf(request));
  parts.files.mount(app, FILES);
  app.get('/portal/:name', (request, reply) =>
    reply.redirect(`/portal/${encodeURIComponent(nameOf(request))}/start`, 303),
  );
  app.head('/portal/:name/start', leadToAws(parts));
  app.get('/portal/:name/start', { exposeHeadRoute: false }, showApp(parts, frameOf));
  app.get('/portal/:name/console', openShortcut(parts, frameOf));
}

type FrameOf = (request: FastifyRequest, reply: FastifyReply) => Framed;

function nameOf({ params }: FastifyRequest): string {
  return (params as { readonly name: string }).name;
}

function pathOf({ url }: FastifyRequest): string {
  return url.split('?', 1)[0] ?? '';
}

/**
 * Command lines ask where a start URL leads and take no other answer than a host of AWS (client-facts,
 * start-URL check).
 */
function leadToAws(parts: PortalParts) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const portal = await findPortal(parts, nameOf(request));
    if (!portal) return reply.code(404).send();
    return reply.redirect(`https://${portal.identityStoreId}.awsapps.com/start`, 302);
  };
}

function showApp(parts: PortalParts, frameOf: FrameOf) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const portal = await findPortal(parts, nameOf(request));
    if (!portal) return tellUnknown(request, reply, frameOf);
    const visitor = await findVisitor(parts, portal, request);
    if (!visitor) return leadToSignIn(request, reply);
    const page = await parts.files.page();
    if (page !== undefined) reply.header('content-security-policy', APP_POLICY);
    const { frame, texts } = frameOf(request, reply);
    const token = parts.csrfToken(visitor.secret);
    return reply
      .type('text/html; charset=utf-8')
      .send(filledAppPage(page ?? notBuiltPage(frame, texts), frame.language, token));
  };
}

/**
 * A link into a console that somebody keeps or passes on. What stands behind `#` in the app's own
 * address would be lost on the way through the sign-in pages.
 */
function openShortcut(parts: PortalParts, frameOf: FrameOf) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const portal = await findPortal(parts, nameOf(request));
    if (!portal) return tellUnknown(request, reply, frameOf);
    const visitor = await findVisitor(parts, portal, request);
    if (!visitor) return leadToSignIn(request, reply);
    const query = new URLSearchParams();
    for (const [name, value] of new URLSearchParams(request.url.split('?')[1] ?? '')) {
      if (SHORTCUT.has(name)) query.set(name, value);
    }
    return reply.redirect(`/portal/${nameOf(request)}/start#/console?${query}`, 303);
  };
}

const SHORTCUT: ReadonlySet<string> = new Set(['account_id', 'role_name', 'destination']);

/** The sign-in page leads back to where somebody wanted to go. */
function leadToSignIn(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const query = new URLSearchParams({ destination: request.url });
  return reply.redirect(`/portal/${nameOf(request)}/sign-in?${query}`, 303);
}

function tellUnknown(request: FastifyRequest, reply: FastifyReply, frameOf: FrameOf): FastifyReply {
  const { frame, texts } = frameOf(request, reply);
  const title = texts('portal.unknown.title');
  const content = html`<h1>${title}</h1>
<p>${texts('portal.unknown.lead')}</p>`;
  return reply
    .code(404)
    .type('text/html; charset=utf-8')
    .send(layout(frame, title, content, { narrow: true }));
}
