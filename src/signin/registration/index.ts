/**
 * signin/registration: pages by which somebody makes an account, where the operator allows it (R155).
 * Owns: the three forms and what is told between them. Does not own: the rules and rows
 * (domain/recovery/registration), the security check (signin/challenge).
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addressKey } from '../../calls/throttle.ts';
import { emailIsTaken } from '../../domain/accounts/accounts.ts';
import {
  addressChecks,
  beginRegistration,
  completeRegistration,
  findRegistration,
  mailCode,
  type Registration,
  verifyRegistration,
} from '../../domain/recovery/registration.ts';
import { typedEmail } from '../../domain/sign-in/typed.ts';
import { tellForeign, withLanguageLinks } from '../answers.ts';
import { rememberBrowser } from '../challenge/index.ts';
import { field, parameter, type SigninContext, send, visitOf } from '../context.ts';
import { browserOf, isOwnBrowserForm, knownBrowser } from '../csrf.ts';
import { recordLink } from '../recovery/attempts.ts';
import { type CheckedAction, passCheck, showCheck } from '../recovery/checked.ts';
import { newRootPassword } from '../recovery/new-password.ts';
import { toldPage } from '../recovery/pages/plain.ts';
import {
  askerOf,
  beginRecoveryWork,
  commitRecovery,
  judgeInPlan,
  maySend,
  type RecoveryPageParts,
} from '../recovery/parts.ts';
import { codePage, donePage, passwordPage, registerPage } from './pages.ts';

const PATH = '/signin/register';
const SEND_PATH = '/signin/register/send';
const STEP_PATH = '/signin/register/step';

/** Account names as Organizations takes them. */
const NAME = /^[\u0020-\u007e]{1,50}$/;

/** Adds the routes; without self-registration there are none. */
export function mountRegistration(
  app: FastifyInstance,
  context: SigninContext,
  parts: RecoveryPageParts,
): void {
  if (!parts.selfRegistration) return;
  const own =
    (handle: Handler) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
      isOwnBrowserForm(request, context.publicUrl())
        ? await handle(context, parts, request, reply)
        : tellForeign(context, request, reply);
  app.get(PATH, async (request, reply) => {
    const frame = withLanguageLinks(context.frame(request, reply), request);
    return send(reply, 200, registerPage(frame, { email: '', name: '', wrong: [] }));
  });
  app.post(PATH, own(askForCheck));
  app.post(SEND_PATH, own(begin));
  app.get(STEP_PATH, (request, reply) => showStep(context, parts, request, reply));
  app.post(STEP_PATH, own(takeStep));
}

type Handler = (
  context: SigninContext,
  parts: RecoveryPageParts,
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<FastifyReply>;

interface Wanted {
  readonly email: string;
  readonly name: string;
}

/** What the first form asks for, or which of its fields cannot be used. */
function wantedOf(request: FastifyRequest): Wanted & { readonly wrong: ('email' | 'name')[] } {
  const typed = typedEmail(field(request, 'email'));
  const name = (field(request, 'name') ?? '').trim();
  const wrong: ('email' | 'name')[] = [];
  const email = 'value' in typed ? typed.value : (field(request, 'email') ?? '');
  if ('mistake' in typed || email.length > MOST_EMAIL) wrong.push('email');
  if (!NAME.test(name)) wrong.push('name');
  return { email, name, wrong };
}

/** As Organizations takes it. */
const MOST_EMAIL = 64;

function checkFor({ email, name }: Wanted): CheckedAction {
  return {
    name: `register ${email.toLowerCase()}`,
    action: SEND_PATH,
    person: { kind: 'root', email },
    kept: { email, name },
  };
}

const askForCheck: Handler = async (context, parts, request, reply) => {
  const frame = context.frame(request, reply);
  const wanted = wantedOf(request);
  if (wanted.wrong.length > 0) return send(reply, 400, registerPage(frame, wanted));
  return await showCheck(parts, request, reply, frame, checkFor(wanted));
};

const begin: Handler = async (context, parts, request, reply) => {
  const wanted = wantedOf(request);
  if (wanted.wrong.length > 0) return await askForCheck(context, parts, request, reply);
  if (!(await passCheck(context, parts, request, reply, checkFor(wanted)))) return reply;
  const { language } = context.frame(request, reply);
  const work = beginRecoveryWork(parts);
  const registering = {
    email: wanted.email,
    name: wanted.name,
    browser: browserOf(request, reply),
    source: addressKey(visitOf(request).address),
  };
  const asker = askerOf(parts, request, language);
  const id = await beginRegistration(work, parts.recovery, asker, registering);
  await commitRecovery(parts, work);
  return reply.redirect(stepUrl(id), 303);
};

function stepUrl(registration: string): string {
  return `${STEP_PATH}?${new URLSearchParams({ registration })}`;
}

async function findOwn(
  parts: RecoveryPageParts,
  request: FastifyRequest,
): Promise<Registration | undefined> {
  const browser = knownBrowser(request);
  const id = parameter(request, 'registration');
  if (browser === undefined || id === undefined) return undefined;
  return await findRegistration(beginRecoveryWork(parts), id, browser);
}

const LATE = { title: 'register.late.title', lead: 'register.late.lead' } as const;
const TAKEN = { title: 'register.taken.title', lead: 'register.taken.lead' } as const;

const showStep: Handler = async (context, parts, request, reply) => {
  const registration = await findOwn(parts, request);
  const plain = context.frame(request, reply);
  if (!registration) return send(reply, 410, toldPage(withLanguageLinks(plain, request), LATE));
  const { registrationId } = registration;
  const frame = withLanguageLinks(plain, request, { registration: registrationId });
  const page = registration.verified
    ? passwordPage(frame, registration, undefined)
    : codePage(frame, registration, false);
  return send(reply, 200, page);
};

const takeStep: Handler = async (context, parts, request, reply) => {
  const registration = await findOwn(parts, request);
  const frame = context.frame(request, reply);
  if (!registration) return send(reply, 410, toldPage(frame, LATE));
  const again = stepUrl(registration.registrationId);
  if (field(request, 'resend') !== undefined) {
    const { email, verified } = registration;
    if (verified) return reply.redirect(again, 303);
    if (!(await maySend(parts, request, reply, { frame, email, next: again }))) return reply;
    const work = beginRecoveryWork(parts);
    await mailCode(work, parts.recovery, askerOf(parts, request, frame.language), registration);
    await commitRecovery(parts, work);
    return reply.redirect(again, 303);
  }
  if (!registration.verified) {
    const code = field(request, 'code') ?? '';
    const judged = await judgeInPlan(parts, async (judging) => ({
      answer: { failed: await verifyRegistration(judging, parts.recovery, registration, code) },
    }));
    if (judged?.failed) return send(reply, 400, codePage(frame, registration, true));
    return reply.redirect(again, 303);
  }
  return await setPassword(context, parts, request, reply, registration);
};

async function setPassword(
  context: SigninContext,
  parts: RecoveryPageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  registration: Registration,
): Promise<FastifyReply> {
  const frame = context.frame(request, reply);
  const chosen = newRootPassword(frame, request, registration);
  if ('error' in chosen) {
    return send(reply, 400, passwordPage(frame, registration, chosen.error));
  }
  const password = await parts.passwords.hash(chosen.password);
  const work = beginRecoveryWork(parts);
  const asker = askerOf(parts, request, frame.language);
  const made = completeRegistration(work, parts.recovery, asker, registration, password);
  const done = await commitRecovery(parts, work, { events: [made.event] });
  const { email } = registration;
  if (!done) {
    const taken = await emailIsTaken(beginRecoveryWork(parts), email);
    await recordLink(parts, request, { account: '', subject: { taken }, checks: addressChecks });
    return send(reply, 409, toldPage(frame, TAKEN));
  }
  rememberBrowser(parts.challenge, request, reply, { kind: 'root', email });
  return send(reply, 200, donePage(frame, made.account));
}
