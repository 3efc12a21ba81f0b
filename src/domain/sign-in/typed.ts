/** What was typed where an account is asked for. */
const ALIAS = /^[a-z0-9](?:[a-z0-9]|-(?!-)){1,61}[a-z0-9]$/;
/** R158: letters, digits and + = , . @ _ -; 64 of them at most, as IAM has it. */
const USER_NAME = /^[\w+=,.@-]{1,64}$/;
const EMAIL = /^[^\s@]+@[^\s@]+$/;
const MOST_EMAIL = 320;

/** The mistakes that are told beside a field; none of them depends on who exists. */
export type TypingMistake = 'missing' | 'malformed';

/** A text that is taken as it is meant, or why it cannot be. */
export type Typed = { readonly value: string } | { readonly mistake: TypingMistake };

/** An account ID with or without hyphens, or an alias; letters count as small ones (R159, R232). */
export function typedAccount(text: string | undefined): Typed {
  const plain = (text ?? '').normalize('NFKC').trim().toLowerCase();
  if (plain === '') return { mistake: 'missing' };
  const digits = plain.replace(/[\s-]/g, '');
  if (/^\d{12}$/.test(digits)) return { value: digits };
  return ALIAS.test(plain) ? { value: plain } : { mistake: 'malformed' };
}

/** The name of an IAM user. */
export function typedUserName(text: string | undefined): Typed {
  const plain = (text ?? '').trim();
  if (plain === '') return { mistake: 'missing' };
  return USER_NAME.test(plain) ? { value: plain } : { mistake: 'malformed' };
}

/** The email address of a root user. */
export function typedEmail(text: string | undefined): Typed {
  const plain = (text ?? '').trim();
  if (plain === '') return { mistake: 'missing' };
  const fits = plain.length <= MOST_EMAIL && EMAIL.test(plain);
  return fits ? { value: plain } : { mistake: 'malformed' };
}
