import type { MailDetails, MailKind, TextDetails, TextKind } from '../base/mail.ts';
import type { Letter, Occasion } from './letter.ts';

/** The words of one language for every kind of mail: a kind without words does not compile. */
export type MailWords = {
  readonly [Kind in MailKind]: (details: MailDetails[Kind], occasion: Occasion) => Letter;
};

/** The words of one language for every kind of text message. */
export type TextWords = {
  readonly [Kind in TextKind]: (details: TextDetails[Kind]) => string;
};
