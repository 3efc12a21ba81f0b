import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CONSOLE_HOME, ownDestination } from '../../domain/sessions/destination.ts';
import {
  type Claimed,
  type FlowState,
  typedAccount,
  typedEmail,
  typedUserName,
} from '../../domain/sign-in/index.ts';
import { readCookie } from '../../http/cookies.ts';
import { withLanguageLinks } from '../answers.ts';
import { dueCheckOf, tryOf } from '../challenge/index.ts';
import { withCheck } from '../challenge/step.ts';
import { field, parameter, type SigninContext, send } from '../context.ts';
import { browserOf } from '../csrf.ts';
import { forgotPage } from '../pages/forgot-page.ts';
import { herePage } from '../pages/here-page.ts';
import { type MainView, mainPage } from '../pages/main-page.ts';
import { type IamView, iamPage } from '../pages/password-pages.ts';
import type { SessionView } from '../service.ts';
import { forgotUrl, hostsOf, iamUrl, rootUrl } from './addresses.ts';
import { answerMoved, type Entry, guardedForm } from './answers.ts';
import type { FlowParts } from './parts.ts';
import { readRemembered } from './remembered.ts';
import { SILENT_SCRIPT, silentCheck } from './silent-check.ts';
import { IAM_PATH } from './step.ts';

/** The pages on which a sign-in begins. */
export function mountEntry(app: FastifyInstance, entry: Entry): void {
  app.get('/signin', async (request, reply) => {
    const remembered = readRemembered(request);
    const isIam = remembered?.kind === 'iam' || accountOf(request) !== '';
    const session = await sessionOf(entry, request);
    if (session) return showHere(entry, request, reply, session);
    return await showPage(entry, request, reply, isIam);
  });
  app.get('/signin/root', async (request, reply) => showMain(entry, request, reply, {}));
  app.get(IAM_PATH, async (request, reply) => await showIam(entry, request, reply, {}));
  app.get('/signin/forgot', async (request, reply) => showForgot(entry, request, reply));
  app.post('/signin', async (request, reply) =>
    guardedForm(entry, request, reply, () =>
      field(request, 'type') === 'iam'
        ? chooseIam(entry, request, reply)
        : beginRoot(entry, request, reply),
    ),
  );
  app.post(IAM_PATH, async (request, reply) =>
    guardedForm(entry, request, reply, () => beginIam(entry, request, reply)),
  );
}

/** R151: the page by which this browser signed in last; an account in the address is of IAM users. */
async function showPage(
  entry: Entry,
  request: FastifyRequest,
  reply: FastifyReply,
  isIam: boolean,
): Promise<FastifyReply> {
  return isIam ? await showIam(entry, request, reply, {}) : showMain(entry, request, reply, {});
}

async function sessionOf(
  { context }: Entry,
  request: FastifyRequest,
): Promise<SessionView | undefined> {
  const secret = readCookie(request, 'console');
  return secret === undefined ? undefined : await context.service.findSession(secret);
}

/** Whoever is signed in is told so, and asked what is wanted (R236). */
function showHere(
  { context }: Entry,
  request: FastifyRequest,
  reply: FastifyReply,
  session: SessionView,
): FastifyReply {
  const destination = destinationOf(context, request) ?? CONSOLE_HOME;
  const frame = framed(context, request, reply);
  return send(reply, 200, herePage(frame, { session, destination }));
}

/** The destination of a form or an address; undefined for none and for what is not of this server. */
function destinationOf({ publicUrl }: SigninContext, request: FastifyRequest): string | undefined {
  const wanted = parameter(request, 'destination');
  return wanted === undefined ? undefined : ownDestination(wanted, publicUrl());
}

/** R140, R224, R230: the account of an address, be it in an address that leads through here. */
function accountOf(request: FastifyRequest): string {
  const destination = URL.parse(parameter(request, 'destination') ?? '', 'https://here.invalid');
  const account = parameter(request, 'account') ?? destination?.searchParams.get('account');
  const typed = typedAccount(account ?? undefined);
  return 'value' in typed ? typed.value : '';
}

function framed(context: SigninContext, request: FastifyRequest, reply: FastifyReply) {
  const destination = destinationOf(context, request);
  const account = accountOf(request);
  return withLanguageLinks(context.frame(request, reply), request, {
    ...(account === '' ? {} : { account }),
    ...(destination === undefined ? {} : { destination }),
  });
}

/** As much of an address as is shown in its field again. */
const MOST_EMAIL = 320;

function showMain(
  { context, parts }: Entry,
  request: FastifyRequest,
  reply: FastifyReply,
  members: Partial<MainView>,
): FastifyReply {
  const page = mainPage(framed(context, request, reply), {
    chosen: 'root',
    email: (parameter(request, 'email') ?? '').slice(0, MOST_EMAIL),
    account: accountOf(request) || (readRemembered(request)?.account ?? ''),
    destination: destinationOf(context, request),
    selfRegistration: parts.selfRegistration,
    hosts: hostsOf(context.publicUrl()),
    ...members,
  });
  const isWrong = members.emailError ?? members.accountError;
  return send(reply, isWrong ? 422 : 200, page);
}

async function showIam(
  { context, parts }: Entry,
  request: FastifyRequest,
  reply: FastifyReply,
  members: Partial<IamView>,
): Promise<FastifyReply> {
  const remembered = readRemembered(request);
  const destination = destinationOf(context, request);
  const account = accountOf(request) || (remembered?.account ?? '');
  const inside = await checkWhileTyping(parts, request, reply, account);
  const page = iamPage(framed(context, request, reply), {
    action: IAM_PATH,
    fields: { destination },
    isWrong: false,
    passwordMissing: false,
    account,
    userName: '',
    remember: (remembered?.account ?? '') !== '',
    rootUrl: rootUrl({ destination }),
    forgotUrl: forgotUrl(),
    hosts: hostsOf(context.publicUrl()),
    ...(inside ? { inside, script: SILENT_SCRIPT.path } : {}),
    ...members,
  });
  return send(reply, members.isWrong ? 422 : 200, page, { scripts: inside !== undefined });
}

/** The check that a person whose name is not typed yet would have to pass. */
async function checkWhileTyping(
  { challenge }: FlowParts,
  request: FastifyRequest,
  reply: FastifyReply,
  account: string,
) {
  const nobody = { kind: 'user', account, userName: '' } as const;
  const due = await dueCheckOf(challenge, tryOf(challenge, request, nobody));
  return silentCheck(challenge, browserOf(request, reply), due);
}

/** R238, R239: who can help whoever forgot a password. */
function showForgot(
  { context }: Entry,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const page = forgotPage(framed(context, request, reply), {
    mainUrl: rootUrl({}),
    backUrl: iamUrl({}),
    publicUrl: context.publicUrl(),
  });
  return send(reply, 200, page);
}

/** R159: the account leads on to the page of IAM users; whether it exists is not looked at. */
function chooseIam(entry: Entry, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const typed = typedAccount(field(request, 'account'));
  if ('mistake' in typed) {
    const account = field(request, 'account') ?? '';
    return showMain(entry, request, reply, { chosen: 'iam', account, accountError: typed.mistake });
  }
  const destination = destinationOf(entry.context, request);
  return reply.redirect(iamUrl({ account: typed.value, destination }), 303);
}

/** R152: the e-mail address begins a flow, whoever's it is; the password is asked for next. */
async function beginRoot(
  entry: Entry,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const typed = typedEmail(field(request, 'email'));
  if ('mistake' in typed) {
    const email = field(request, 'email') ?? '';
    return showMain(entry, request, reply, { email, emailError: typed.mistake });
  }
  const claimed = { kind: 'root', email: typed.value } as const;
  const state = await newState(entry, request, claimed, false);
  const moved = await entry.dispatcher.begin({ request, reply }, state);
  return await answerMoved(entry, request, reply, moved);
}

/** R161: account, user name and password in one form. */
async function beginIam(
  entry: Entry,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const account = typedAccount(field(request, 'account'));
  const userName = typedUserName(field(request, 'username'));
  const remember = field(request, 'remember') === 'yes';
  const password = field(request, 'password') ?? '';
  if (!('value' in account) || !('value' in userName) || password === '') {
    return await showIam(entry, request, reply, {
      account: field(request, 'account') ?? '',
      userName: field(request, 'username') ?? '',
      remember,
      isWrong: true,
      passwordMissing: password === '',
      accountError: 'mistake' in account ? account.mistake : undefined,
      userNameError: 'mistake' in userName ? userName.mistake : undefined,
    });
  }
  const claimed = { kind: 'user', account: account.value, userName: userName.value } as const;
  const state = await newState(entry, request, claimed, remember);
  const visitor = { request, reply };
  const source = { flowId: field(request, 'flow'), state };
  const moved = await entry.dispatcher.take(visitor, source, 'password', (name) =>
    field(request, name),
  );
  return await answerMoved(entry, request, reply, moved);
}

async function newState(
  { context, parts }: Entry,
  request: FastifyRequest,
  claimed: Claimed,
  remember: boolean,
): Promise<FlowState> {
  const state: FlowState = {
    claimed,
    destination: destinationOf(context, request) ?? CONSOLE_HOME,
    remember,
    securityCheck: 'none',
  };
  // Before the password page of a root user (R153); of an IAM user the step itself asks.
  if (claimed.kind === 'user') return state;
  const { challenge } = parts;
  return withCheck(state, await dueCheckOf(challenge, tryOf(challenge, request, claimed)));
}
