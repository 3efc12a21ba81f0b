import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { requestPasswordReset } from '../../domain/recovery/password-reset.ts';
import { typedEmail } from '../../domain/sign-in/typed.ts';
import { tellForeign, withLanguageLinks } from '../answers.ts';
import { field, parameter, type SigninContext, send } from '../context.ts';
import { isOwnBrowserForm } from '../csrf.ts';
import { type CheckedAction, passCheck, showCheck } from './checked.ts';
import { forgotPage, sentPage } from './pages/forgot.ts';
import { askerOf, beginRecoveryWork, commitRecovery, type RecoveryPageParts } from './parts.ts';

const PATH = '/signin/forgot/root';
const SEND_PATH = '/signin/forgot/root/send';

/** R234–R237: a root user asks for a link that sets the password. */
export function mountForgot(
  app: FastifyInstance,
  context: SigninContext,
  parts: RecoveryPageParts,
): void {
  app.get(PATH, async (request, reply) => {
    const email = parameter(request, 'email') ?? '';
    const frame = withLanguageLinks(context.frame(request, reply), request, { email });
    return send(reply, 200, forgotPage(frame, { email, wrong: false }));
  });
  app.post(PATH, async (request, reply) => {
    if (!isOwnBrowserForm(request, context.publicUrl())) {
      return tellForeign(context, request, reply);
    }
    return await askForEmail(context, parts, request, reply);
  });
  app.post(SEND_PATH, async (request, reply) => {
    if (!isOwnBrowserForm(request, context.publicUrl())) {
      return tellForeign(context, request, reply);
    }
    return await sendLink(context, parts, request, reply);
  });
}

async function askForEmail(
  context: SigninContext,
  parts: RecoveryPageParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const frame = context.frame(request, reply);
  const text = field(request, 'email');
  const typed = typedEmail(text);
  if ('mistake' in typed) {
    return send(reply, 400, forgotPage(frame, { email: text ?? '', wrong: true }));
  }
  return await showCheck(parts, request, reply, frame, checkFor(typed.value));
}

/** A check that was passed for one address is worth nothing for another. */
function checkFor(email: string): CheckedAction {
  return {
    name: `forgot ${email.toLowerCase()}`,
    action: SEND_PATH,
    person: { kind: 'root', email },
    kept: { email },
  };
}

async function sendLink(
  context: SigninContext,
  parts: RecoveryPageParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const typed = typedEmail(field(request, 'email'));
  if ('mistake' in typed) return await askForEmail(context, parts, request, reply);
  const email = typed.value;
  if (!(await passCheck(context, parts, request, reply, checkFor(email)))) return reply;
  const frame = context.frame(request, reply);
  const work = beginRecoveryWork(parts);
  const asker = askerOf(parts, request, frame.language);
  const events = await requestPasswordReset(work, parts.recovery, asker, email);
  await commitRecovery(parts, work, { events });
  return send(reply, 200, sentPage(frame, email));
}
