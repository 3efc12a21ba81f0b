import { getCACertificates } from 'node:tls';
import type { SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';

/** How the operator wants the way to an smtp:// server protected. */
export type Starttls = 'auto' | 'required' | 'optional';

/** What is configured of the mail server. */
export interface SmtpSettings {
  /** `smtp://` or `smtps://`, with user and password or without. */
  readonly url: string;
  readonly starttls: Starttls;
  /** Certificates (PEM) of authorities that are trusted besides Node's. */
  readonly authorities: readonly string[];
  /** The name that this server greets with. */
  readonly hostName: string;
}

/** A mail server as connections are made to it. */
export interface SmtpServer {
  /** `host:port`, for messages. */
  readonly name: string;
  readonly options: SMTPConnectionOptions;
  readonly credentials: { readonly user: string; readonly pass: string } | undefined;
}

const TIMES = {
  dnsTimeout: 10_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
} as const;

/**
 * Reads the settings. Answers a text that says what is wrong where they would show a password, or
 * contradict each other.
 */
export function readSmtpSettings(settings: SmtpSettings): SmtpServer | string {
  const { username, password, hostname, port: givenPort, protocol } = new URL(settings.url);
  const secure = protocol === 'smtps:';
  const port = givenPort === '' ? (secure ? 465 : 587) : Number(givenPort);
  const credentials = readCredentials(username, password);
  if (typeof credentials === 'string') return credentials;
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const isLocal = isLoopback(host);
  if (settings.starttls === 'optional' && credentials && !isLocal && !secure) {
    return 'a password would go in clear where the server offers no STARTTLS';
  }
  const mayBeClear = settings.starttls === 'optional' || (settings.starttls === 'auto' && isLocal);
  const { authorities } = settings;
  return {
    name: `${host}:${port}`,
    credentials,
    options: {
      host,
      port,
      secure,
      requireTLS: !secure && !mayBeClear,
      name: settings.hostName,
      ...TIMES,
      tls: {
        minVersion: 'TLSv1.2',
        // Where clear text will do, a certificate that nobody vouches for is no worse.
        rejectUnauthorized: secure || !mayBeClear,
        ...(authorities.length === 0
          ? {}
          : { ca: [...getCACertificates('default'), ...authorities] }),
      },
    },
  };
}

function readCredentials(
  user: string,
  password: string,
): { readonly user: string; readonly pass: string } | string | undefined {
  if (user === '' && password === '') return undefined;
  if (user === '' || password === '') return 'a user and a password belong together';
  try {
    return { user: decodeURIComponent(user), pass: decodeURIComponent(password) };
  } catch {
    return 'user or password are not percent-encoded';
  }
}

/** Names and addresses of this machine itself. */
function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i.test(host);
}
