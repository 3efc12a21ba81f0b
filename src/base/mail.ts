/**
 * Messages to people as values: which there are and what each of them tells. domain/mail keeps them
 * until they are sent, mail/ puts them into words.
 */

/** Languages in which messages are written. */
export type MessageLanguage = 'en' | 'ko';

/** A code to type in, and for how long it is accepted. */
export interface CodeDetails {
  /** Six digits. */
  readonly code: string;
  readonly validMinutes: number;
}

/** A link on this server, and for how long it can be used. */
export interface LinkDetails {
  /** From `/` on: the origin is always the configured public URL. */
  readonly path: string;
  readonly validMinutes: number;
}

/** A link for a workforce user, who may have several names at several portals. */
export interface WorkforceLinkDetails extends LinkDetails {
  readonly userName: string;
}

/** Something that happened in a sign-in or with its secrets; when it did is known of the message. */
export interface NoticeDetails {
  /** The address of the client that caused it. */
  readonly sourceAddress: string;
}

/** Every mail and what it tells. */
export interface MailDetails {
  /** A code that finishes the sign-in of a root user (R156, R233). */
  readonly 'verification-code': CodeDetails;
  /** Proves the address of somebody who makes an account. */
  readonly 'registration-code': CodeDetails;
  /** R234: the link under which a new root password is chosen. */
  readonly 'password-reset': LinkDetails;
  readonly 'password-changed': NoticeDetails;
  /** R228: somebody asked to sign in without the lost device; `readyAt` in milliseconds. */
  readonly 'mfa-recovery-started': NoticeDetails & {
    readonly readyAt: number;
    /** Where the owner cancels it; from `/` on. */
    readonly cancelPath: string;
  };
  /** The waiting time is over: the link goes on. */
  readonly 'mfa-recovery-ready': LinkDetails;
  readonly 'mfa-removed': NoticeDetails & {
    /** The names of the devices that were removed. */
    readonly devices: readonly string[];
  };
  /** Proves the new address of a root user, who types the code in. */
  readonly 'root-email-change-code': CodeDetails;
  /** To the old address. */
  readonly 'root-email-changed': NoticeDetails & { readonly newAddress: string };
  readonly 'new-device-sign-in': NoticeDetails & { readonly userAgent: string };
  readonly 'account-recovery-cancelled': NoticeDetails;
  /** R139: under the link a workforce user chooses their first password. */
  readonly 'workforce-invitation': WorkforceLinkDetails & {
    /** R135: where they sign in from then on. */
    readonly portalUrl: string;
  };
  /** R247: under the link a workforce user chooses another password. */
  readonly 'workforce-password-reset': WorkforceLinkDetails;
  /** The link verifies the address that the mail went to. */
  readonly 'workforce-email-verification': WorkforceLinkDetails;
  readonly 'workforce-password-changed': NoticeDetails & { readonly userName: string };
}

export type MailKind = keyof MailDetails;

/** Every text message and what it tells. */
export interface TextDetails {
  readonly 'verification-code': CodeDetails;
  /** Proves a phone number. */
  readonly 'phone-verification-code': CodeDetails;
}

export type TextKind = keyof TextDetails;

/** One mail, its kind with what belongs to it. */
export type MailContent = {
  readonly [Kind in MailKind]: { readonly kind: Kind; readonly details: MailDetails[Kind] };
}[MailKind];

/** One text message. */
export type TextContent = {
  readonly [Kind in TextKind]: { readonly kind: Kind; readonly details: TextDetails[Kind] };
}[TextKind];

/** A message with where it goes: a mail to an address, or a text message to a phone. */
export type OutgoingMessage = {
  /** Of the message: the same when it is tried again. */
  readonly id: string;
  /** The account that it is about; empty where there is none yet. */
  readonly account: string;
  readonly to: string;
  readonly language: MessageLanguage;
  /** When it was queued, in milliseconds: when what it tells happened. */
  readonly at: number;
} & (({ readonly channel: 'email' } & MailContent) | ({ readonly channel: 'text' } & TextContent));

/** What came of an attempt to hand a message over. */
export type DeliveryOutcome =
  | { readonly kind: 'sent' }
  /** Another attempt may succeed. `reason` is short, plain and free of secrets. */
  | { readonly kind: 'later'; readonly reason: string }
  /** No attempt will. */
  | { readonly kind: 'never'; readonly reason: string };

/** Hands one message over; never rejects for anything that a network does. */
export type Deliver = (message: OutgoingMessage, signal: AbortSignal) => Promise<DeliveryOutcome>;

/** An addr-spec that can be put into a header and an envelope as it is: no quoting, no controls. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"\p{C}]{1,64}@[^\s@<>()[\]\\,;:"\p{C}]{1,253}$/u;

/** Whether mail can be sent to the address; line breaks and header syntax never pass. */
export function isMailAddress(address: string): boolean {
  return address.length <= 254 && ADDRESS.test(address);
}

/**
 * The form in which addresses are compared: letters of either case are the same, and so are a letter
 * with its accent and the two characters that show it, which nobody tells apart.
 */
export function mailAddressKey(address: string): string {
  return address.normalize('NFC').toLowerCase().normalize('NFC');
}

/** Whether it is a number in the form of E.164: `+`, then 7 to 15 digits. */
export function isPhoneNumber(number: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(number);
}

/** A sender: a mail address, with a name before it or not. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/**
 * Reads `address` or `Name <address>`. Undefined when the address is none, or the name holds what
 * means something in a header.
 */
export function readMailbox(text: string): Mailbox | undefined {
  const [, name = '', address = ''] = /^(?:([^<>@"\\,;:()]{0,100}?) *<([^<>]+)>)$/.exec(text) ?? [
    '',
    '',
    text,
  ];
  if (!isMailAddress(address) || /\p{C}/u.test(name)) return undefined;
  return { name: name.trim(), address };
}
