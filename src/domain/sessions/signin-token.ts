import { type JsonValue, readJson } from '../../base/json.ts';

/** What a sign-in token carries, sealed: the credentials' token and how long the console lasts. */
export interface SigninToken {
  readonly accessKeyId: string;
  readonly sessionToken: string;
  /** SessionDuration in seconds; undefined when the session lasts as long as the credentials. */
  readonly seconds: number | undefined;
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
}

/** The token as text, to be sealed. */
export function writeSigninToken({
  accessKeyId,
  sessionToken,
  seconds,
  issuedAt,
}: SigninToken): string {
  return JSON.stringify([accessKeyId, sessionToken, String(seconds ?? ''), String(issuedAt)]);
}

/** Reads what `writeSigninToken` wrote; undefined for any other text. */
export function readSigninToken(text: string | undefined): SigninToken | undefined {
  const value: JsonValue | undefined =
    text === undefined ? undefined : readJson(text, { maxCharacters: 30_000, maxDepth: 1 });
  if (!Array.isArray(value)) return undefined;
  const [accessKeyId, sessionToken, seconds, issuedAt] = value;
  if (typeof accessKeyId !== 'string' || typeof sessionToken !== 'string') return undefined;
  if (typeof seconds !== 'string' || typeof issuedAt !== 'string') return undefined;
  return {
    accessKeyId,
    sessionToken,
    seconds: seconds === '' ? undefined : Number(seconds),
    issuedAt: Number(issuedAt),
  };
}
