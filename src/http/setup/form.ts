import { z } from 'zod';

/** Parts of the form that can be wrong; also the ids of their fields. */
export type SetupField = 'password' | 'again' | 'user';

/** What is wrong, by the last part of its text's key. */
export type SetupMistake = 'length' | 'classes' | 'name' | 'refused' | 'again' | 'user';

export interface FieldMistake {
  readonly field: SetupField;
  readonly mistake: SetupMistake;
}

/** The form as it was sent. Nothing is trimmed: a space can be part of a password. */
export interface SetupForm {
  readonly token: string;
  readonly lang: string;
  readonly password: string;
  readonly again: string;
  readonly createsAdministrator: boolean;
  readonly userName: string;
}

const text = z.string().catch('');
const schema = z.object({
  token: text,
  lang: text,
  password: text,
  again: text,
  administrator: text,
  user: text,
});

/** Reads a form body; repeated and foreign fields count as empty. */
export function readSetupForm(body: unknown): SetupForm {
  const fields = schema.parse(typeof body === 'object' && body !== null ? { ...body } : {});
  const { token, lang, password, again, administrator, user } = fields;
  const createsAdministrator = administrator === 'yes';
  return { token, lang, password, again, createsAdministrator, userName: user.trim() };
}

const CLASSES = [/[A-Z]/, /[a-z]/, /[0-9]/, /[!@#$%^&*()_+\-=[\]{}|']/];
const USER_NAME = /^[\w+=,.@-]{1,64}$/;

/**
 * What has to be corrected, in the order of the page (aws-facts H5: root passwords). The rules are
 * told here so that the page can say them in the reader's language; the installation checks again.
 */
export function findMistakes(
  form: SetupForm,
  account: { readonly accountName: string; readonly email: string },
): FieldMistake[] {
  const mistakes: FieldMistake[] = [];
  const weakness = passwordMistake(form.password, account);
  if (weakness) mistakes.push({ field: 'password', mistake: weakness });
  else if (form.again !== form.password) mistakes.push({ field: 'again', mistake: 'again' });
  if (form.createsAdministrator && !USER_NAME.test(form.userName)) {
    mistakes.push({ field: 'user', mistake: 'user' });
  }
  return mistakes;
}

function passwordMistake(
  password: string,
  { accountName, email }: { readonly accountName: string; readonly email: string },
): SetupMistake | undefined {
  const { length } = [...password];
  if (length < 8 || length > 128) return 'length';
  if (CLASSES.filter((pattern) => pattern.test(password)).length < 3) return 'classes';
  const names = [accountName.toLowerCase(), email.toLowerCase()];
  return names.includes(password.toLowerCase()) ? 'name' : undefined;
}
