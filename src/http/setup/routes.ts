import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { chooseLanguage, loadTexts } from '../language.ts';
import { type PageSet, pageMeta } from '../pages.ts';
import { findMistakes, readSetupForm, type SetupForm } from './form.ts';
import { formPage } from './form-page.ts';
import type { PageFrame } from './layout.ts';
import { closedPage, donePage, faultPage, foreignPage } from './other-pages.ts';
import type { SetupLink, SetupService } from './service.ts';
import { STYLE, STYLE_PATH } from './style.ts';
import { SETUP_TEXTS } from './texts.ts';

/** What the set-up pages are built with. */
export interface SetupPagesOptions {
  readonly service: SetupService;
  /** Asked at every request: a port chosen by the system is known only after binding. */
  readonly publicUrl: () => string;
}

type Request = FastifyRequest;
type ValidLink = Extract<SetupLink, { state: 'valid' }>;

/** A token of ours has 43 characters; nothing longer is looked up. */
const LONGEST_TOKEN = 128;

/** The page behind the one-time set-up link: `/setup`. */
export function setupPages({ service, publicUrl }: SetupPagesOptions): PageSet {
  const texts = loadTexts(SETUP_TEXTS);
  const languageNames = { en: texts.en('language.name'), ko: texts.ko('language.name') };
  const frameOf = (request: Request, chosen: unknown, token?: string): PageFrame => {
    const language = chooseLanguage(chosen, request.headers['accept-language']);
    const common = { language, texts: texts[language], languageNames, stylePath: STYLE_PATH };
    return token === undefined ? common : { ...common, token };
  };
  const check = async (token: string): Promise<SetupLink> =>
    token === '' || token.length > LONGEST_TOKEN ? { state: 'unknown' } : service.check(token);

  const show = async (request: Request, reply: FastifyReply) => {
    const query = request.query as Readonly<Record<string, unknown>>;
    const token = typeof query.token === 'string' ? query.token : '';
    const frame = frameOf(request, query.lang, token);
    const link = await check(token);
    if (link.state !== 'valid') return send(reply, 410, closedPage(frame));
    return send(reply, 200, formPage(frame, { token, ...link, mistakes: [] }));
  };

  const submit = async (request: Request, reply: FastifyReply) => {
    const form = readSetupForm(request.body);
    const frame = frameOf(request, form.lang);
    if (!isOwnForm(request, publicUrl())) return send(reply, 403, foreignPage(frame));
    const link = await check(form.token);
    if (link.state !== 'valid') return send(reply, 410, closedPage(frame));
    const again = frameOf(request, form.lang, form.token);
    const mistakes = findMistakes(form, link);
    if (mistakes.length > 0) {
      return send(
        reply,
        422,
        formPage(again, { ...link, token: form.token, sent: form, mistakes }),
      );
    }
    return complete(reply, again, form, link);
  };

  const complete = async (
    reply: FastifyReply,
    frame: PageFrame,
    form: SetupForm,
    link: ValidLink,
  ) => {
    const { token, password: rootPassword, userName } = form;
    const wanted = form.createsAdministrator ? { administrator: { userName } } : {};
    const outcome = await service.complete(token, { rootPassword, ...wanted });
    const { token: _spent, ...closed } = frame;
    if (outcome.state === 'password-refused') {
      const mistakes = [{ field: 'password', mistake: 'refused' }] as const;
      return send(reply, 422, formPage(frame, { ...link, token, sent: form, mistakes }));
    }
    if (outcome.state !== 'done') return send(reply, 410, closedPage(closed));
    const { administrator } = outcome;
    const view = { ...link, publicUrl: publicUrl() };
    const page = donePage(closed, administrator ? { ...view, administrator } : view);
    return send(reply, 200, page);
  };

  const guarded =
    (handler: (request: Request, reply: FastifyReply) => Promise<FastifyReply>) =>
    async (request: Request, reply: FastifyReply) => {
      try {
        return await handler(request, reply);
      } catch (error) {
        request.log.error({ err: error }, 'a set-up page ended unexpectedly');
        return send(reply, 500, faultPage(frameOf(request, undefined), request.id));
      }
    };

  const mount = (app: FastifyInstance) => {
    app.get('/setup', guarded(show));
    app.post('/setup', guarded(submit));
    app.get(STYLE_PATH, (_request, reply) =>
      reply
        .header('cache-control', 'public, max-age=31536000, immutable')
        .type('text/css; charset=utf-8')
        .send(STYLE),
    );
  };
  return { segments: ['setup'], mount };
}

function send(reply: FastifyReply, status: number, page: string): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(page);
}

/**
 * True for a form of our own page. Browsers say where a request comes from in Sec-Fetch-Site, at
 * least where they trust the connection; others send Origin, which must be the public one or that of
 * the host that was asked. A client that sends neither is no browser and has nothing to be tricked
 * into; it needs the token like everybody else.
 */
function isOwnForm(request: Request, publicUrl: string): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  const scheme = pageMeta(request).secure ? 'https' : 'http';
  return origin === new URL(publicUrl).origin || origin === `${scheme}://${host}`;
}
