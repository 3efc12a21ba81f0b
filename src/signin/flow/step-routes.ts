import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { field, parameter, send } from '../context.ts';
import { answerMoved, type Entry, guardedForm, tellExpired } from './answers.ts';
import { STEP_PATH } from './step.ts';

/** The one address of all steps: what it shows is what the flow stands at. */
export function mountSteps(app: FastifyInstance, entry: Entry): void {
  app.get(STEP_PATH, async (request, reply) => await showStep(entry, request, reply));
  app.post(STEP_PATH, async (request, reply) =>
    guardedForm(entry, request, reply, () => takeStep(entry, request, reply)),
  );
}

async function showStep(
  { context, dispatcher }: Entry,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const flowId = parameter(request, 'flow') ?? '';
  const page = await dispatcher.show({ request, reply }, flowId);
  if (!page) return tellExpired(context, request, reply);
  if (page.retryAfter !== undefined) reply.header('retry-after', String(page.retryAfter));
  return send(reply, page.status ?? 200, page.html, { scripts: page.scripts ?? false });
}

async function takeStep(
  entry: Entry,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const flowId = field(request, 'flow') ?? '';
  // The security check, which other pages have as well, does not name itself.
  const step = field(request, 'step') ?? 'challenge';
  const visitor = { request, reply };
  const moved = await entry.dispatcher.take(visitor, { flowId }, step, (name) =>
    field(request, name),
  );
  return await answerMoved(entry, request, reply, moved);
}
