import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { DeliveryOutcome } from '../base/mail.ts';
import { plainValue } from './letter.ts';
import type { ComposedMail } from './mime.ts';
import type { SmtpServer } from './smtp-settings.ts';

/** Everything from the connection to the answer to the last byte. */
const DEADLINE = 60_000;

/** What nodemailer says of a step that failed. */
interface SmtpError {
  readonly message: string;
  readonly code?: unknown;
  readonly response?: unknown;
  readonly responseCode?: unknown;
}

/**
 * Hands a mail to the server in a connection of its own. A refusal of this sender, recipient or
 * content with a code of 500 or above is for good (RFC 5321, 4.2.1); everything else, a refused
 * password included, may be mended and is tried again. Never rejects.
 */
export async function sendBySmtp(
  server: SmtpServer,
  mail: ComposedMail,
  signal: AbortSignal,
  deadline = DEADLINE,
): Promise<DeliveryOutcome> {
  const connection = new SMTPConnection(server.options);
  const ends = AbortSignal.any([signal, AbortSignal.timeout(deadline)]);
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (error: unknown) => reject(error);
      ends.addEventListener('abort', () => fail(new TookTooLong()), { once: true });
      connection.once('error', fail);
      connection.once('end', () => fail(new TookTooLong()));
      talk(connection, server, mail).then(resolve, fail);
    });
    connection.quit();
    return { kind: 'sent' };
  } catch (error) {
    return outcomeOf(error as SmtpError, server.name);
  } finally {
    connection.close();
  }
}

class TookTooLong extends Error {
  readonly code = 'ETIMEDOUT';

  constructor() {
    super('the server did not answer in time');
  }
}

async function talk(
  connection: SMTPConnection,
  { credentials }: SmtpServer,
  mail: ComposedMail,
): Promise<void> {
  await step((done) => connection.connect(done));
  if (credentials) await step((done) => connection.login({ credentials }, done));
  const envelope = { from: mail.from, to: [mail.to], size: mail.bytes.length };
  await step((done) => connection.send(envelope, mail.bytes, done));
}

function step(begin: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    begin((error) => (error ? reject(error) : resolve()));
  });
}

/** Steps that judge the mail itself; the others judge this server or the way to it. */
const OF_THE_MAIL: ReadonlySet<unknown> = new Set(['EENVELOPE', 'EMESSAGE']);

function outcomeOf(error: SmtpError, name: string): DeliveryOutcome {
  const { code, response, responseCode, message } = error;
  const said = typeof response === 'string' && response !== '' ? response : message;
  const reason = plainValue(`${name}: ${typeof code === 'string' ? `${code} ` : ''}${said}`);
  const isFinal = typeof responseCode === 'number' ? responseCode >= 500 : true;
  return { kind: OF_THE_MAIL.has(code) && isFinal ? 'never' : 'later', reason };
}
