import type { JsonValue } from '../../../base/json.ts';
import type { Token, TokenReading } from '../../../oidc/index.ts';

/** A JSON value as programs expect it; numbers that a double cannot hold stay texts. */
export function plainJson(value: JsonValue): unknown {
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([name, each]) => [name, plainJson(each)]));
  }
  if (Array.isArray(value)) return value.map(plainJson);
  if (typeof value === 'object' && value !== null && 'number' in value) {
    const number = Number(value.number);
    return String(number) === value.number ? number : value.number;
  }
  return value;
}

/** The claims that decide, and those of the header; others may be private and are only named. */
export const SHOWN_CLAIMS = [
  'iss',
  'sub',
  'aud',
  'azp',
  'iat',
  'nbf',
  'exp',
  'amr',
  'jti',
] as const;
const SHOWN_HEADER = ['alg', 'kid', 'typ'] as const;

/** What is shown of a token: never its signature. */
export interface ShownToken {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** Names of claims that are not shown. */
  readonly others: readonly string[];
}

/** What is shown of a token, of its claims all or those that decide; undefined when it is none. */
export function shownToken(
  reading: TokenReading,
  which: 'all' | 'deciding',
): ShownToken | undefined {
  if (!reading.ok) return undefined;
  const { header, claims } = reading.token;
  const names = which === 'all' ? [...claims.keys()] : SHOWN_CLAIMS;
  return {
    header: pick(header, SHOWN_HEADER),
    claims: pick(claims, names),
    others: [...claims.keys()].filter((name) => !names.some((each) => each === name)),
  };
}

function pick(members: Token['claims'], names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = members.get(name);
      return value === undefined ? [] : [[name, plainJson(value)]];
    }),
  );
}
