import { parseArn } from '../base/arn.ts';
import {
  PRINCIPAL_TAG,
  ROLE,
  ROLE_SESSION_NAME,
  SESSION_DURATION,
  SOURCE_IDENTITY,
  TRANSITIVE_TAG_KEYS,
} from './names.ts';
import type { RolePair } from './types.ts';

/** The attributes of an assertion by Name. */
export type Attributes = ReadonlyMap<string, readonly string[]>;

/** The values of an attribute that say something. */
function valuesOf(attributes: Attributes, name: string): readonly string[] {
  return (attributes.get(name) ?? []).filter((value) => value !== '');
}

/** The pair that a value of Role names in either order; undefined when it names none (R064). */
export function parseRolePair(value: string): RolePair | undefined {
  const comma = value.indexOf(',');
  if (comma < 0) return undefined;
  const first = value.slice(0, comma);
  const second = value.slice(comma + 1);
  if (isIamArn(first, 'role/') && isIamArn(second, 'saml-provider/')) {
    return { roleArn: first, providerArn: second };
  }
  if (isIamArn(second, 'role/') && isIamArn(first, 'saml-provider/')) {
    return { roleArn: second, providerArn: first };
  }
  return undefined;
}

const PARTITION = /^aws(?:-[a-z]+)*$/;
const ACCOUNT = /^\d{12}$/;
/** Names of roles and providers with the path of a role: visible characters without a comma. */
const NAME = /^[\x21-\x2b\x2d-\x7e]{1,600}$/;

function isIamArn(text: string, kind: string): boolean {
  const arn = parseArn(text);
  if (arn?.service !== 'iam' || arn.region !== '' || !arn.resource.startsWith(kind)) {
    return false;
  }
  const name = arn.resource.slice(kind.length);
  return PARTITION.test(arn.partition) && ACCOUNT.test(arn.account) && NAME.test(name);
}

/** The pairs of values of Role, each once, in their order; values that name none are left out. */
function pairsOf(values: readonly string[]): RolePair[] {
  const pairs = new Map<string, RolePair>();
  for (const value of values) {
    const pair = parseRolePair(value);
    if (pair) pairs.set(`${pair.roleArn},${pair.providerArn}`, pair);
  }
  return [...pairs.values()];
}

/** The account of an ARN. */
export function accountOf(arn: string): string | undefined {
  return parseArn(arn)?.account;
}

/** A session tag as the assertion has it: the number of its values is not yet judged. */
export interface ClaimedTag {
  readonly key: string;
  readonly values: readonly string[];
}

function claimedTags(attributes: Attributes): ClaimedTag[] {
  const tags: ClaimedTag[] = [];
  for (const [name, values] of attributes) {
    if (name.startsWith(PRINCIPAL_TAG))
      tags.push({ key: name.slice(PRINCIPAL_TAG.length), values });
  }
  return tags;
}

/** The attributes that AWS reads (aws-facts C2), unjudged; empty values say nothing but in tags. */
export interface AwsAttributes {
  /** The values of Role, as written. */
  readonly roleValues: readonly string[];
  readonly pairs: readonly RolePair[];
  /** There should be one. */
  readonly sessionNames: readonly string[];
  /** There may be one. */
  readonly sessionDurations: readonly string[];
  /** There may be one. */
  readonly sourceIdentities: readonly string[];
  /** The session tags, in the order of the assertion. */
  readonly tags: readonly ClaimedTag[];
  readonly transitiveTagKeys: readonly string[];
}

/** Reads the attributes of AWS out of all attributes. */
export function readAwsAttributes(attributes: Attributes): AwsAttributes {
  const roleValues = valuesOf(attributes, ROLE);
  return {
    roleValues,
    pairs: pairsOf(roleValues),
    sessionNames: valuesOf(attributes, ROLE_SESSION_NAME),
    sessionDurations: valuesOf(attributes, SESSION_DURATION),
    sourceIdentities: valuesOf(attributes, SOURCE_IDENTITY),
    tags: claimedTags(attributes),
    transitiveTagKeys: valuesOf(attributes, TRANSITIVE_TAG_KEYS),
  };
}

const SESSION_NAME = /^[a-zA-Z_0-9+=,.@-]{2,64}$/;

/** True for what RoleSessionName and SourceIdentity may be (R073, R074). */
export function isSessionName(text: string): boolean {
  return SESSION_NAME.test(text);
}

/** The seconds of a SessionDuration; undefined unless they are 900 to 43,200. */
export function parseSessionDuration(text: string): number | undefined {
  if (!/^\d{3,5}$/.test(text)) return undefined;
  const seconds = Number(text);
  return seconds >= 900 && seconds <= 43_200 ? seconds : undefined;
}
