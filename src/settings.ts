import { z } from 'zod';
import { compileRange } from './base/addresses.ts';
import { isAccountId } from './base/arn.ts';
import { readMailbox } from './base/mail.ts';

/**
 * The settings of a Gatehouse process, a row each: what it is called, which values it takes and what
 * it does. config.ts reads them; docs/config.md is generated from here.
 */

/** A setting: its variable, its form, its default and what it does. */
interface Setting<Schema extends z.ZodType> {
  readonly env: string;
  readonly schema: Schema;
  /** What values are allowed, in words, for messages and documentation. */
  readonly allowed: string;
  readonly fallback: string;
  readonly about: string;
}

function setting<Schema extends z.ZodType>(
  env: string,
  schema: Schema,
  allowed: string,
  fallback: string,
  about: string,
): Setting<Schema> {
  return { env, schema, allowed, fallback, about };
}

const text = z.string();
const whole = (low: number, high: number) => z.coerce.number().int().min(low).max(high);
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;
const PROVIDER_ENDPOINT =
  /^(?:accounts\.google\.com|cognito-identity\.amazonaws\.com|www\.amazon\.com|graph\.facebook\.com)=https:\/\/[^\s=]+$/;
const CIDR = /^[0-9a-fA-F:.]+(\/\d{1,3})?$/;
const httpUrl = z
  .string()
  .refine((value) => value === '' || isOrigin(value))
  .transform((value) => value.replace(/\/$/, ''));

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  const plain = url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  return plain && url.pathname === '/' && (url.protocol === 'http:' || url.protocol === 'https:');
}

function isMailServer(value: string): boolean {
  const url = URL.parse(value);
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '') return false;
  return /^\/?$/.test(url.pathname) && url.search === '' && url.hash === '';
}

/** Every setting, in the order of the documentation. */
export const settings = {
  data: setting(
    'GATEHOUSE_DATA',
    text.min(1),
    'a folder',
    './data',
    'Folder of the store, the master key, certificates and the control socket.',
  ),
  host: setting(
    'GATEHOUSE_HOST',
    text.min(1),
    'a host name or IP address',
    '127.0.0.1',
    'Address that the listener binds to.',
  ),
  port: setting(
    'GATEHOUSE_PORT',
    whole(0, 65535),
    'a whole number from 0 to 65535 (0 takes any free port)',
    '8400',
    'Port that the listener binds to.',
  ),
  publicUrl: setting(
    'GATEHOUSE_PUBLIC_URL',
    httpUrl,
    'an http or https URL without a path',
    '',
    'What links, cookies and metadata are built from; never the Host header of a request. Empty: `http(s)://localhost:PORT`.',
  ),
  region: setting(
    'GATEHOUSE_REGION',
    text.regex(REGION),
    'a region name such as us-east-1',
    'us-east-1',
    'Home region.',
  ),
  regions: setting(
    'GATEHOUSE_REGIONS',
    list.pipe(z.array(z.string().regex(REGION))),
    'region names separated by commas',
    '',
    'Further regions whose signatures are accepted, besides GATEHOUSE_REGION.',
  ),
  databaseUrl: setting(
    'GATEHOUSE_DATABASE_URL',
    text.regex(/^(|postgres(ql)?:\/\/.+)$/),
    'empty, or postgres://user:password@host:port/database',
    '',
    'Empty: SQLite in the data folder. Otherwise the PostgreSQL database that all nodes share.',
  ),
  masterKey: setting(
    'GATEHOUSE_MASTER_KEY',
    text.regex(/^(|[A-Za-z0-9+/]{43}=)$/),
    'empty, or 32 bytes in base64',
    '',
    'The key that wraps the key ring. Empty: the file `master.key` in the data folder, made at the first start.',
  ),
  tls: setting(
    'GATEHOUSE_TLS',
    z.enum(['off', 'local', 'files']),
    'off, local or files',
    'off',
    '`local` makes a certificate authority and a certificate in the data folder; `files` uses GATEHOUSE_TLS_CERT and GATEHOUSE_TLS_KEY.',
  ),
  tlsCert: setting(
    'GATEHOUSE_TLS_CERT',
    text,
    'a PEM file',
    '',
    'Certificate chain for GATEHOUSE_TLS=files.',
  ),
  tlsKey: setting(
    'GATEHOUSE_TLS_KEY',
    text,
    'a PEM file',
    '',
    'Private key for GATEHOUSE_TLS=files.',
  ),
  tlsNames: setting(
    'GATEHOUSE_TLS_NAMES',
    list,
    'host names separated by commas',
    '',
    'Further names in the certificate that GATEHOUSE_TLS=local makes.',
  ),
  trustedProxies: setting(
    'GATEHOUSE_TRUSTED_PROXIES',
    list.pipe(z.array(z.string().regex(CIDR))),
    'addresses or CIDR ranges separated by commas',
    '',
    'Proxies whose X-Forwarded-For and X-Forwarded-Proto are believed.',
  ),
  outboundAllow: setting(
    'GATEHOUSE_OUTBOUND_ALLOW',
    list.pipe(z.array(z.string().refine((range) => compileRange(range) !== undefined))),
    'addresses or CIDR ranges separated by commas',
    '',
    'Addresses that identity providers and GATEHOUSE_SMS_HOOK may have although they are not public: loopback, private, link-local and the like are refused otherwise. Checked on the address that is connected to.',
  ),
  caFile: setting(
    'GATEHOUSE_CA_FILE',
    text,
    'a PEM file, or empty',
    '',
    'Certificates of authorities that are trusted besides the public ones when identity providers, the mail server and GATEHOUSE_SMS_HOOK are reached.',
  ),
  smtpUrl: setting(
    'GATEHOUSE_SMTP_URL',
    text.refine((value) => value === '' || isMailServer(value)),
    'empty, or smtp:// or smtps://user:password@host:port',
    '',
    'The mail server. Empty: mails land in the folder `outbox` of the data folder, where `gatehouse mail` shows them. A user and a password are percent-encoded.',
  ),
  smtpStarttls: setting(
    'GATEHOUSE_SMTP_STARTTLS',
    z.enum(['auto', 'required', 'optional']),
    'auto, required or optional',
    'auto',
    'Whether an smtp:// server must offer STARTTLS. `auto`: yes, unless it is on this machine; `optional`: only for a server without a password, mails then go in clear where it offers none.',
  ),
  mailFrom: setting(
    'GATEHOUSE_MAIL_FROM',
    text.refine((value) => value === '' || readMailbox(value) !== undefined),
    'an e-mail address, or a name with the address in angle brackets',
    '',
    'Sender of mails. Empty: `Gatehouse <no-reply@signin.HOST>` with the host of GATEHOUSE_PUBLIC_URL.',
  ),
  smsHook: setting(
    'GATEHOUSE_SMS_HOOK',
    text.regex(/^(|https:\/\/[^\s@#]+)$/),
    'empty, or an https URL',
    '',
    'Where text messages are posted to be sent; see docs/guides/text-messages.md. Empty: no text messages.',
  ),
  smsSecret: setting(
    'GATEHOUSE_SMS_SECRET',
    text.regex(/^(|.{32,256})$/),
    'a secret of 32 to 256 characters',
    '',
    'What posts to GATEHOUSE_SMS_HOOK are signed with.',
  ),
  policies: setting(
    'GATEHOUSE_POLICIES',
    text,
    'a folder, or empty',
    '',
    'Folder with further AWS managed policies, one JSON file each.',
  ),
  maxHeaderBytes: setting(
    'GATEHOUSE_MAX_HEADER_BYTES',
    whole(4096, 1_048_576),
    'a whole number from 4096 to 1048576',
    '65536',
    'Largest size of all request headers together.',
  ),
  maxBodyBytes: setting(
    'GATEHOUSE_MAX_BODY_BYTES',
    whole(65_536, 100_000_000),
    'a whole number from 65536 to 100000000',
    '10000000',
    'Largest request body; AWS STS answers 413 above 10,000,000 bytes.',
  ),
  requestTimeoutSeconds: setting(
    'GATEHOUSE_REQUEST_TIMEOUT',
    whole(1, 600),
    'a whole number of seconds from 1 to 600',
    '30',
    'Time in which a request must have arrived completely.',
  ),
  maxConnections: setting(
    'GATEHOUSE_MAX_CONNECTIONS',
    whole(1, 1_000_000),
    'a whole number from 1 to 1000000',
    '4096',
    'Connections open at once; further ones are closed.',
  ),
  principalRate: setting(
    'GATEHOUSE_PRINCIPAL_RATE',
    whole(1, 1_000_000),
    'a whole number from 1 to 1000000',
    '20000',
    'Calls a second that one principal may make before it is throttled (bursts of twice as many).',
  ),
  addressRate: setting(
    'GATEHOUSE_ADDRESS_RATE',
    whole(1, 1_000_000),
    'a whole number from 1 to 1000000',
    '1000',
    'Failed or unsigned calls a second that one address may make before it is throttled; a refused response or token counts once more for each 4 KiB of it.',
  ),
  lookupRate: setting(
    'GATEHOUSE_LOOKUP_RATE',
    whole(1, 1_000_000),
    'a whole number from 1 to 1000000',
    '2',
    'LookupEvents calls a second that one account may make before it is throttled (bursts of twice as many), as at AWS.',
  ),
  signinTries: setting(
    'GATEHOUSE_SIGNIN_TRIES',
    whole(1, 100),
    'a whole number from 1 to 100',
    '5',
    'Wrong passwords or codes of one person, from one address or known browser, before waits begin: 2, 4, 8 … seconds. Of one person from all addresses it is four times as many, of one address 20, of one account 40.',
  ),
  signinLongestWait: setting(
    'GATEHOUSE_SIGNIN_LONGEST_WAIT',
    whole(2, 86_400),
    'a whole number of seconds from 2 to 86400',
    '900',
    'The longest of these waits. Nobody is locked out for good.',
  ),
  rootCode: setting(
    'GATEHOUSE_ROOT_CODE',
    z.enum(['new-browser', 'always', 'never']),
    'new-browser, always or never',
    'new-browser',
    'When a root user without MFA device has to type a code that is mailed: on a browser that is new to the person, at every sign-in, or never.',
  ),
  challenge: setting(
    'GATEHOUSE_CHALLENGE',
    z.enum(['risk', 'always', 'never']),
    'risk, always or never',
    'risk',
    'When a sign-in has to pass a security check before its password is looked at. `risk`: after failures of the person, the address or the account, and in a browser that the person has not signed in on before.',
  ),
  challengeKind: setting(
    'GATEHOUSE_CHALLENGE_KIND',
    z.enum(['work', 'picture']),
    'work or picture',
    'work',
    '`work`: the browser computes for about a second and the person does nothing; without JavaScript it is a picture. `picture`: the characters of a picture or a sound have to be typed.',
  ),
  samlAwsNames: setting(
    'GATEHOUSE_SAML_AWS_NAMES',
    flag,
    'true or false',
    'false',
    'Whether SAML responses made for AWS itself (recipient `https://signin.aws.amazon.com/saml`, audience `urn:amazon:webservices`) are accepted besides those made for this server.',
  ),
  samlReplay: setting(
    'GATEHOUSE_SAML_REPLAY',
    z.enum(['window', 'once']),
    'window or once',
    'window',
    '`window`: an assertion may be redeemed several times within its five minutes, as at AWS; `once`: a single time, on whichever node.',
  ),
  samlSha1: setting(
    'GATEHOUSE_SAML_SHA1',
    z.enum(['refuse', 'accept']),
    'refuse or accept',
    'refuse',
    'Whether SAML signatures that use SHA-1 are believed. Accept them only while an old identity provider is being replaced.',
  ),
  samlSkewSeconds: setting(
    'GATEHOUSE_SAML_SKEW',
    whole(0, 300),
    'a whole number of seconds from 0 to 300',
    '60',
    "How far a SAML identity provider's clock may differ from this server's when the times of a response are checked.",
  ),
  webIdentityEndpoints: setting(
    'GATEHOUSE_WEB_IDENTITY_ENDPOINTS',
    list.pipe(z.array(z.string().regex(PROVIDER_ENDPOINT))),
    'pairs such as accounts.google.com=https://host, separated by commas',
    '',
    'Where the built-in providers accounts.google.com, cognito-identity.amazonaws.com, www.amazon.com and graph.facebook.com are asked instead of at their own addresses.',
  ),
  mfaRecoveryHours: setting(
    'GATEHOUSE_MFA_RECOVERY_HOURS',
    whole(0, 720),
    'a whole number from 0 to 720',
    '24',
    'How long a root user without MFA device waits, after proving password and mailbox, for the link that removes the devices. Meanwhile the owner of the mailbox can cancel.',
  ),
  selfRegistration: setting(
    'GATEHOUSE_SELF_REGISTRATION',
    flag,
    'true or false',
    'false',
    'Whether anybody who reaches the sign-in page may create an account. Its root user proves an email address first.',
  ),
  consoleHours: setting(
    'GATEHOUSE_CONSOLE_HOURS',
    whole(1, 12),
    'a whole number of hours from 1 to 12',
    '12',
    'How long a console session of a root or IAM user lasts.',
  ),
  sessionCredentials: setting(
    'GATEHOUSE_SESSION_CREDENTIALS',
    z.enum(['end', 'keep']),
    'end or keep',
    'end',
    '`end`: temporary credentials that came from a console session are refused once that session is ended (signed out, ended from a list, password changed); `keep`: they last until they expire, as at AWS.',
  ),
  loginRoot: setting(
    'GATEHOUSE_LOGIN_ROOT',
    z.enum(['allow', 'refuse']),
    'allow or refuse',
    'allow',
    'Whether root users may sign command lines in with `aws login`.',
  ),
  loginUrls: setting(
    'GATEHOUSE_LOGIN_URLS',
    list.pipe(z.array(httpUrl.pipe(z.string().min(1)))),
    'http or https URLs without a path, separated by commas',
    '',
    'Further URLs under which clients of `aws login` reach this server, besides the public one and the names of the own computer: each of their requests is signed for the URL that it is sent to.',
  ),
  eventDays: setting(
    'GATEHOUSE_EVENT_DAYS',
    whole(1, 3650),
    'a whole number of days from 1 to 3650',
    '90',
    'How long the event history is kept.',
  ),
  attemptDays: setting(
    'GATEHOUSE_ATTEMPT_DAYS',
    whole(1, 3650),
    'a whole number of days from 1 to 3650',
    '30',
    'How long attempts to sign in and to federate are kept.',
  ),
  attemptBodyDays: setting(
    'GATEHOUSE_ATTEMPT_BODY_DAYS',
    whole(1, 90),
    'a whole number of days from 1 to 90',
    '3',
    'How long responses and tokens are kept that were captured while an administrator had capture on.',
  ),
  attemptSourceBytes: setting(
    'GATEHOUSE_ATTEMPT_SOURCE_BYTES',
    whole(100_000, 1_000_000_000),
    'a whole number of bytes from 100000 to 1000000000',
    '4000000',
    'What the refused attempts of one address (IPv6: of its /64) may take up before its oldest go.',
  ),
  attemptAccountBytes: setting(
    'GATEHOUSE_ATTEMPT_ACCOUNT_BYTES',
    whole(1_000_000, 1_000_000_000_000),
    'a whole number of bytes from 1000000 to 1000000000000',
    '512000000',
    'What the attempts of one account may take up before its oldest go; refused and successful ones get half of it each.',
  ),
  logLevel: setting(
    'GATEHOUSE_LOG_LEVEL',
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']),
    'trace, debug, info, warn, error or silent',
    'info',
    'Lowest level that is logged.',
  ),
  bootstrapAccountId: setting(
    'GATEHOUSE_BOOTSTRAP_ACCOUNT_ID',
    text.refine((value) => value === '' || isAccountId(value)),
    'twelve digits',
    '',
    'First start only: id of the management account. Empty: a random one.',
  ),
  bootstrapRootEmail: setting(
    'GATEHOUSE_BOOTSTRAP_ROOT_EMAIL',
    text.regex(/^(|[^\s@]+@[^\s@]+)$/),
    'an e-mail address',
    '',
    'First start only: e-mail address of the root user.',
  ),
  bootstrapRootPassword: setting(
    'GATEHOUSE_BOOTSTRAP_ROOT_PASSWORD',
    text,
    'a password of 8 to 128 characters',
    '',
    'First start only: password of the root user.',
  ),
  bootstrapAccessKeyId: setting(
    'GATEHOUSE_BOOTSTRAP_ACCESS_KEY_ID',
    text.regex(/^(|\w{16,128})$/),
    '16 to 128 letters, digits or underscores',
    '',
    'First start only: access key of the IAM user `bootstrap-admin`, who gets AdministratorAccess.',
  ),
  bootstrapSecretAccessKey: setting(
    'GATEHOUSE_BOOTSTRAP_SECRET_ACCESS_KEY',
    text,
    'a secret of at least 16 characters',
    '',
    'First start only: secret of that access key.',
  ),
} as const;
