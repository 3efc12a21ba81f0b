import type { Typed } from '../../domain/sign-in/index.ts';
import { MOST_USER_NAME } from './pages/sign-in.ts';

/**
 * The user name of a directory's user: every character as it was typed (R029), apart from the white
 * space around it, which no name has. Nothing is folded: a wide letter is another one.
 */
export function typedPortalUser(text: string | undefined): Typed {
  const plain = (text ?? '').trim();
  if (plain === '') return { mistake: 'missing' };
  // Control characters stand in no name, and a NUL in no text of a store.
  const isText = plain.isWellFormed() && !/\p{Cc}/u.test(plain);
  const fits = [...plain].length <= MOST_USER_NAME && isText;
  return fits ? { value: plain } : { mistake: 'malformed' };
}

/**
 * The name of a portal in what somebody typed: the name itself, or an address that has it
 * (`…/portal/{name}/start`, `{name}.awsapps.com`). Undefined for anything else.
 */
export function typedPortal(text: string | undefined): string | undefined {
  const plain = (text ?? '').trim().toLowerCase();
  const [, found = plain] =
    /\/portal\/([^/?#]+)/.exec(plain) ??
    /^(?:https?:\/\/)?([a-z0-9-]+)\.(?:awsapps\.com|portal\.)/.exec(plain) ??
    [];
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(found) ? found : undefined;
}
