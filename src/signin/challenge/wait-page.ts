import type { FastifyReply } from 'fastify';
import { html } from '../../http/html.ts';
import { layout } from '../../http/layout.ts';
import { send } from '../context.ts';
import type { SigninFrame } from '../pages/frame.ts';

/** A wait as a page tells it. */
export interface Wait {
  readonly seconds: number;
  /** Where the person goes on afterwards: a path of this server. */
  readonly next: string;
  readonly requestId: string;
}

/** Answers 429 with the waiting time, in words and as Retry-After. */
export function sendWait(reply: FastifyReply, frame: SigninFrame, wait: Wait): FastifyReply {
  return send(reply.header('retry-after', String(wait.seconds)), 429, waitPage(frame, wait));
}

/** The page of a wait. It says the same whether or not such a person exists. */
export function waitPage(frame: SigninFrame, { seconds, next, requestId }: Wait): string {
  const { texts } = frame;
  const title = texts('wait.title');
  const content = html`<h1>${title}</h1>
<p role="alert">${texts('wait.lead', { time: waitText(frame, seconds) })}</p>
<p>${texts('wait.help')}</p>
<p class="actions"><a class="secondary" href="${next}">${texts('wait.next')}</a></p>
<dl class="pairs"><dt>${texts('signin.refused.request')}</dt><dd><code>${requestId}</code></dd></dl>`;
  return layout(frame, title, content);
}

/** The time in words; whole minutes from two minutes on, rounded up. */
export function waitText({ texts }: SigninFrame, seconds: number): string {
  if (seconds <= 1) return texts('wait.second');
  if (seconds < 120) return texts('wait.seconds', { count: String(seconds) });
  return texts('wait.minutes', { count: String(Math.ceil(seconds / 60)) });
}
