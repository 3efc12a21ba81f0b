import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageLink } from '../http/layout.ts';
import { type SigninContext, send } from './context.ts';
import type { SigninFrame } from './pages/frame.ts';
import { plainPage } from './pages/plain-pages.ts';

/** The switch of a page that is asked for by its address, with what has to stay in the query. */
export function withLanguageLinks(
  frame: SigninFrame,
  request: FastifyRequest,
  kept: Readonly<Record<string, string>> = {},
): SigninFrame {
  const path = request.url.split('?', 1)[0] ?? '';
  return {
    ...frame,
    otherLanguage: (language, name) => {
      const query = new URLSearchParams({ ...kept, lang: language }).toString();
      return languageLink(language, name, `${path}?${query}`);
    },
  };
}

/** What was asked for was used up, or its time is over. */
export function tellLate(
  context: SigninContext,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const frame = context.frame(request, reply);
  return send(reply, 410, plainPage(frame, 'signin.late.title', 'signin.late.lead'));
}

/** A form that no page of ours gave to this browser. */
export function tellForeign(
  context: SigninContext,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const frame = context.frame(request, reply);
  return send(reply, 403, plainPage(frame, 'signin.foreign.title', 'signin.foreign.lead'));
}
