import { type JsonValue, readJson } from '../../base/json.ts';
import type { Principal } from '../principal.ts';

/** The credentials in the parameter Session of the federation endpoint. */
export interface SessionParameter {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Whom credentials turned out to be of; made by calls/, which opens session tokens. */
export type FoundCredentials =
  | { readonly kind: 'invalid'; readonly problem: string }
  | { readonly kind: 'principal'; readonly principal: Principal };

/** What is judged before credentials become a console session. */
export interface ConsoleRequest {
  /** The parameter Session, or what is wrong with it. */
  readonly session: SessionParameter | { readonly problem: string };
  readonly found: FoundCredentials;
  /** SessionDuration or DurationSeconds as it came. */
  readonly duration: string | undefined;
  /** The role's MaxSessionDuration in seconds, when the credentials are a role's. */
  readonly roleMaximum: number | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const LIMITS = { maxCharacters: 20_000, maxDepth: 2 };

/** Reads the parameter Session strictly. */
export function readSessionParameter(text: string): ConsoleRequest['session'] {
  if (text === '') return { problem: 'it is missing' };
  const value: JsonValue | undefined = readJson(text, LIMITS);
  if (!(value instanceof Map)) return { problem: 'it is no JSON object' };
  const members: ReadonlyMap<string, JsonValue> = value;
  const [accessKeyId, secretAccessKey, sessionToken] = NAMES.map((name) => members.get(name));
  if (typeof accessKeyId !== 'string') return { problem: 'sessionId is missing' };
  if (typeof secretAccessKey !== 'string') return { problem: 'sessionKey is missing' };
  if (typeof sessionToken !== 'string') return { problem: 'sessionToken is missing' };
  return { accessKeyId, secretAccessKey, sessionToken };
}

const NAMES = ['sessionId', 'sessionKey', 'sessionToken'] as const;

/** SessionDuration as whole seconds; NaN when it is no number, undefined when it was not sent. */
export function askedSeconds({ duration }: Pick<ConsoleRequest, 'duration'>): number | undefined {
  if (duration === undefined) return undefined;
  return /^\d{1,6}$/.test(duration) ? Number(duration) : Number.NaN;
}
