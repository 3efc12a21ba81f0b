import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { chooseLanguage, loadTexts } from '../language.ts';
import { isOwnForm } from '../own-form.ts';
import type { PageSet } from '../page-set.ts';
import { type FieldMistake, findMistakes, readSetupForm, type SetupForm } from './form.ts';
import { formPage } from './form-page.ts';
import { type SetupFrame, switchWithToken } from './frame.ts';
import { closedPage, donePage, faultPage, foreignPage } from './other-pages.ts';
import type { SetupLink, SetupService } from './service.ts';
import { SETUP_TEXTS } from './texts.ts';

/** What the set-up pages are built with. */
export interface SetupPagesOptions {
  readonly service: SetupService;
  /** Asked at every request: a port chosen by the system is known only after binding. */
  readonly publicUrl: () => string;
  /** Notes in the browser that the root user of that address has proved themselves on it. */
  readonly knowBrowser: (request: FastifyRequest, reply: FastifyReply, email: string) => void;
}

type ValidLink = Extract<SetupLink, { state: 'valid' }>;

/** A token of ours has 43 characters; nothing longer is looked up. */
const LONGEST_TOKEN = 128;

/** The page behind the one-time set-up link: `/setup`. */
export function setupPages(options: SetupPagesOptions): PageSet {
  const pages = new SetupPages(options);
  const mount = (app: FastifyInstance) => {
    app.get('/setup', (request, reply) =>
      pages.guarded(request, reply, () => pages.show(request, reply)),
    );
    app.post('/setup', (request, reply) =>
      pages.guarded(request, reply, () => pages.submit(request, reply)),
    );
  };
  return { segments: ['setup'], mount };
}

class SetupPages {
  readonly #service: SetupService;
  readonly #publicUrl: () => string;
  readonly #knowBrowser: SetupPagesOptions['knowBrowser'];
  readonly #texts = loadTexts(SETUP_TEXTS);
  readonly #languageNames = {
    en: this.#texts.en('language.name'),
    ko: this.#texts.ko('language.name'),
  };

  constructor({ service, publicUrl, knowBrowser }: SetupPagesOptions) {
    this.#service = service;
    this.#knowBrowser = knowBrowser;
    this.#publicUrl = publicUrl;
  }

  /** Answers the page of a link: the form, or the calm page. */
  async show(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const query = request.query as Readonly<Record<string, unknown>>;
    const token = typeof query.token === 'string' ? query.token : '';
    const frame = this.#frame(request, query.lang, token);
    const link = await this.#check(token);
    if (link.state !== 'valid') return send(reply, 410, closedPage(frame));
    return send(reply, 200, formPage(frame, { token, ...link, mistakes: [] }));
  }

  /** Answers a form that was sent: with its mistakes, or with the result. */
  async submit(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const form = readSetupForm(request.body);
    const plain = this.#frame(request, form.lang);
    if (!isOwnForm(request, this.#publicUrl())) return send(reply, 403, foreignPage(plain));
    const link = await this.#check(form.token);
    if (link.state !== 'valid') return send(reply, 410, closedPage(plain));
    const mistakes = findMistakes(form, link);
    if (mistakes.length === 0) return this.#complete(request, reply, plain, form, link);
    return sendFormAgain(reply, plain, form, link, mistakes);
  }

  /** Runs a handler; what it throws becomes a page with the request id, and a line in the log. */
  async guarded(
    request: FastifyRequest,
    reply: FastifyReply,
    handler: () => Promise<FastifyReply>,
  ): Promise<FastifyReply> {
    try {
      return await handler();
    } catch (error) {
      request.log.error({ err: error }, 'a set-up page ended unexpectedly');
      return send(reply, 500, faultPage(this.#frame(request, undefined), request.id));
    }
  }

  async #complete(
    request: FastifyRequest,
    reply: FastifyReply,
    frame: SetupFrame,
    form: SetupForm,
    link: ValidLink,
  ): Promise<FastifyReply> {
    const { token, password: rootPassword, userName } = form;
    const wanted = form.createsAdministrator ? { administrator: { userName } } : {};
    const outcome = await this.#service.complete(token, { rootPassword, ...wanted });
    if (outcome.state === 'password-refused') {
      return sendFormAgain(reply, frame, form, link, [{ field: 'password', mistake: 'refused' }]);
    }
    if (outcome.state !== 'done') return send(reply, 410, closedPage(frame));
    this.#knowBrowser(request, reply, link.email);
    const { administrator } = outcome;
    const view = { ...link, publicUrl: this.#publicUrl() };
    const page = donePage(frame, administrator ? { ...view, administrator } : view);
    return send(reply, 200, page);
  }

  async #check(token: string): Promise<SetupLink> {
    if (token === '' || token.length > LONGEST_TOKEN) return { state: 'unknown' };
    return this.#service.check(token);
  }

  #frame(request: FastifyRequest, chosen: unknown, token?: string): SetupFrame {
    const language = chooseLanguage(chosen, request.headers['accept-language']);
    const texts = this.#texts[language];
    const languageNames = this.#languageNames;
    const frame = { language, texts, languageNames, languageLabel: texts('language.choose') };
    return token === undefined ? frame : { ...frame, otherLanguage: switchWithToken(token) };
  }
}

function sendFormAgain(
  reply: FastifyReply,
  frame: SetupFrame,
  form: SetupForm,
  link: ValidLink,
  mistakes: readonly FieldMistake[],
): FastifyReply {
  const { token } = form;
  const view = { ...link, token, sent: form, mistakes };
  return send(reply, 422, formPage({ ...frame, otherLanguage: switchWithToken(token) }, view));
}

function send(reply: FastifyReply, status: number, page: string): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(page);
}
