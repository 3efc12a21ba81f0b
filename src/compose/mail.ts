import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Clock } from '../base/clock.ts';
import type { Deliver, OutgoingMessage } from '../base/mail.ts';
import type { Config } from '../config.ts';
import { createWorker } from '../domain/mail/index.ts';
import { startError } from '../failures/start-error.ts';
import type { Logger } from '../http/log.ts';
import {
  composeMail,
  postText,
  prepareFolder,
  putIntoFolder,
  readSmtpSettings,
  removeOldMails,
  renderMail,
  type SmtpServer,
  sendBySmtp,
  senderOf,
} from '../mail/index.ts';
import { type Outbound, readAuthorities } from '../outbound/index.ts';
import { StoreError } from '../store/index.ts';
import type { Parts } from './parts.ts';
import { startPeriodic, type Timers } from './periodic.ts';

const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;
/** A nudge comes before its plan has committed. */
const NUDGE = 30;
/** What other nodes queued, what rested, and what a nudge came too early for. */
const POLL = SECOND;
/** How long a stop waits for what is on its way before it is broken off. */
const GRACE = 8 * SECOND;
/** Mails of the folder hold codes and links. */
const FOLDER_DAYS = 7;

/** Where mails lie while no mail server is configured. */
export function outboxFolder(config: Pick<Config, 'data'>): string {
  return resolve(join(config.data, 'outbox'));
}

/** The way of messages out of this process. Throws StartError MAIL-001, MAIL-002 or OUT-001. */
export async function buildDeliver(
  config: Config,
  { fetch }: Outbound,
  clock: Clock,
  publicUrl: () => string,
): Promise<Deliver> {
  const sendMail = await mailTransport(config, publicUrl);
  const hook = { url: config.smsHook, secret: config.smsSecret };
  return async (message, signal) => {
    if (message.channel === 'email') return await sendMail(message, signal);
    if (hook.url === '') return { kind: 'never', reason: 'no hook for text messages is set' };
    return await postText(hook, fetch, message, clock());
  };
}

type Mail = Extract<OutgoingMessage, { readonly channel: 'email' }>;
type MailTransport = (mail: Mail, signal: AbortSignal) => ReturnType<Deliver>;

async function mailTransport(config: Config, publicUrl: () => string): Promise<MailTransport> {
  const compose = async (mail: Mail) => {
    const origin = publicUrl();
    return await composeMail(mail, renderMail(mail, origin), senderOf(config.mailFrom, origin));
  };
  if (config.smtpUrl !== '') {
    const server = smtpServer(config);
    return async (mail, signal) => await sendBySmtp(server, await compose(mail), signal);
  }
  const folder = outboxFolder(config);
  await prepareFolder(folder).catch((error: unknown) => {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw startError('MAIL-002', { path: folder, reason }, error);
  });
  return async (mail) => await putIntoFolder(folder, mail.id, await compose(mail));
}

function smtpServer(config: Config): SmtpServer {
  const { smtpUrl: url, smtpStarttls: starttls, caFile, publicUrl } = config;
  const authorities = caFile === '' ? [] : readAuthorities(readFileSync(caFile, 'utf8'));
  const hostName = publicUrl === '' ? 'localhost' : new URL(publicUrl).hostname;
  const read = readSmtpSettings({ url, starttls, authorities, hostName });
  if (typeof read !== 'string') return read;
  throw startError('MAIL-001', { server: new URL(url).host, reason: read });
}

/**
 * Sends what is queued while the server runs: at a nudge, and from time to time. The answer stops
 * it, waits for what is on its way, and must be awaited before the store is closed.
 */
export function startMail(
  parts: Parts,
  deliver: Deliver,
  log: Logger,
  timers: Timers,
): () => Promise<void> {
  const { store, clock, config } = parts;
  const { outbox } = parts.delivery;
  const giveUp = new AbortController();
  const sendDue = createWorker({
    store,
    outbox,
    clock,
    deliver,
    report: (failure) => {
      const level = failure.code === 'MAIL-005' ? 'warn' : 'error';
      log[level]({ code: failure.code }, failure.message);
    },
  });
  const report = (error: unknown) => {
    const code = error instanceof StoreError ? error.failure.code : undefined;
    log.error({ code, err: error }, 'messages could not be sent');
  };
  const stopSending = startNudged((stop) => sendDue(stop, giveUp.signal), report, {
    timers,
    listen: outbox.listen,
  });
  const stopCleaning = startPeriodic(
    {
      first: 60 * SECOND,
      every: 3600 * SECOND,
      run: async () => {
        await removeOldMails(outboxFolder(config), clock() - FOLDER_DAYS * DAY);
      },
      report,
    },
    timers,
  );
  return async () => {
    const cancel = timers.after(GRACE, () => giveUp.abort());
    await Promise.all([stopSending(), stopCleaning()]);
    cancel();
  };
}

/** Runs work at each nudge and from time to time, never twice at once. */
function startNudged(
  run: (stop: AbortSignal) => Promise<void>,
  report: (error: unknown) => void,
  on: { readonly timers: Timers; readonly listen: (nudged: () => void) => void },
): () => Promise<void> {
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  let cancel = on.timers.after(POLL, begin);
  let nudged = false;

  function begin(): void {
    nudged = false;
    running = run(stopping.signal)
      .catch(report)
      .then(() => {
        running = undefined;
        if (!stopping.signal.aborted) cancel = on.timers.after(nudged ? NUDGE : POLL, begin);
      });
  }

  on.listen(() => {
    if (nudged || stopping.signal.aborted) return;
    nudged = true;
    if (running) return;
    cancel();
    cancel = on.timers.after(NUDGE, begin);
  });

  return async () => {
    stopping.abort();
    cancel();
    await running;
  };
}
