/** A mail server for tests: it keeps what it is given, and misbehaves on request. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { TlsChain } from './tls-chain.ts';

/** A mail as it arrived. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly bytes: Buffer;
  /** Who sent it, when somebody had to say. */
  readonly user: string | undefined;
  readonly secure: boolean;
}

/** What the server does to a recipient or to a mail. */
export type MailBehaviour =
  | { readonly kind: 'take' }
  | { readonly kind: 'refuse'; readonly at: 'sender' | 'recipient' | 'data'; readonly code: number }
  /** Answers nothing after the mail has come. */
  | { readonly kind: 'hang' };

export interface MailServer {
  readonly port: number;
  readonly received: ReceivedMail[];
  /** Every password that was tried, with whether it came in clear. */
  readonly logins: { readonly user: string; readonly secure: boolean }[];
  behave(behaviour: MailBehaviour): void;
  stop(): Promise<void>;
}

export interface MailServerOptions {
  /** Offers STARTTLS, or speaks TLS from the start with `direct`. */
  readonly tls?: TlsChain;
  readonly direct?: boolean;
  readonly credentials?: { readonly user: string; readonly pass: string };
}

export async function startMailServer(options: MailServerOptions = {}): Promise<MailServer> {
  const { tls, direct = false, credentials } = options;
  const received: ReceivedMail[] = [];
  const logins: { user: string; secure: boolean }[] = [];
  let behaviour: MailBehaviour = { kind: 'take' };
  const refusalAt = (at: string) =>
    behaviour.kind === 'refuse' && behaviour.at === at
      ? Object.assign(new Error('not this one'), { responseCode: behaviour.code })
      : undefined;
  const server = new SMTPServer({
    logger: false,
    secure: direct,
    authOptional: credentials === undefined,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    disabledCommands: [
      ...(tls && !direct ? [] : ['STARTTLS' as const]),
      ...(credentials ? [] : ['AUTH' as const]),
    ],
    ...(tls ? { key: tls.key, cert: tls.cert } : {}),
    onAuth: ({ username, password }, session, done) => {
      logins.push({ user: username ?? '', secure: session.secure });
      const isRight = username === credentials?.user && password === credentials?.pass;
      if (isRight) done(null, { user: username });
      else done(new Error('wrong password'));
    },
    onMailFrom: (_address, _session, done) => done(refusalAt('sender')),
    onRcptTo: (_address, _session, done) => done(refusalAt('recipient')),
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const refusal = refusalAt('data');
        if (refusal) return done(refusal);
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          bytes: Buffer.concat(parts),
          user: session.user,
          secure: session.secure,
        });
        if (behaviour.kind !== 'hang') done();
      });
    },
  });
  server.on('error', () => {});
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return {
    port: (listening.address() as AddressInfo).port,
    received,
    logins,
    behave: (next) => {
      behaviour = next;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
