import type { JsonValue } from '../base/json.ts';
import { acceptedAudiences, audiencesOf } from './audiences.ts';
import type { Members } from './document.ts';
import { claimsOfProvider } from './provider-claims.ts';
import type { TokenProvider } from './subject.ts';

/** Values of condition keys by the key's lower-cased name; keys without values are left out. */
export type ConditionKeys = Readonly<Record<string, readonly string[]>>;

/** The claims that conditions of later requests of the session see (aws-facts D3). */
const LATER = ['amr', 'aud', 'id', 'sub'] as const;

/**
 * The condition keys that a verified token gives to its role's trust policy: `{provider}:{claim}`
 * with `aud`, `sub`, `amr`, `azp`, and what AWS knows of single providers. Where the token has an
 * `azp`, that is `:aud`, and its `aud` is `:oaud` (aws-facts D3). Of several audiences only those
 * that are registered with the provider count.
 */
export function webIdentityConditionKeys(claims: Members, provider: TokenProvider): ConditionKeys {
  const audiences = audiencesOf(claims);
  const keys: [string, readonly string[]][] = [
    ['aud', audiences ? acceptedAudiences(audiences, provider) : []],
    ['oaud', audiences?.original ?? []],
    ...['sub', 'azp', 'amr'].map((name): [string, string[]] => [name, valuesOf(claims.get(name))]),
    ...claimsOfProvider(provider.url).map((name): [string, string[]] => [
      name,
      valuesOf(claimAt(claims, name)),
    ]),
  ];
  return keysOf(provider.url, keys);
}

/** The part of the keys that stays with the session and that its later requests are judged by. */
export function laterConditionKeys(keys: ConditionKeys, providerUrl: string): ConditionKeys {
  const names = LATER.map((name) => `${providerUrl}:${name}`.toLowerCase());
  return Object.fromEntries(Object.entries(keys).filter(([key]) => names.includes(key)));
}

/** Keys with the provider in front of each name. */
export function keysOf(
  providerUrl: string,
  values: readonly (readonly [name: string, values: readonly string[]])[],
): ConditionKeys {
  return Object.fromEntries(
    values
      .filter(([, texts]) => texts.length > 0)
      .map(([name, texts]) => [`${providerUrl}:${name}`.toLowerCase(), texts]),
  );
}

/**
 * A claim by its name; `google/organization_number` may also stand in an object `google`. An
 * address that the provider does not vouch for is none.
 */
function claimAt(claims: Members, name: string): JsonValue | undefined {
  if (name === 'email' && claims.get('email_verified') !== true) return undefined;
  const whole = claims.get(name);
  const slash = name.indexOf('/');
  if (whole !== undefined || slash < 0) return whole;
  const outer = claims.get(name.slice(0, slash));
  return outer instanceof Map ? outer.get(name.slice(slash + 1)) : undefined;
}

/** A claim as conditions compare it: texts, numbers as written, booleans; nothing else. */
function valuesOf(value: JsonValue | undefined): string[] {
  const items: readonly (JsonValue | undefined)[] = Array.isArray(value) ? value : [value];
  return items.flatMap((item) => {
    if (typeof item === 'string') return [item];
    if (typeof item === 'boolean') return [String(item)];
    return typeof item === 'object' && item !== null && 'number' in item ? [item.number] : [];
  });
}
