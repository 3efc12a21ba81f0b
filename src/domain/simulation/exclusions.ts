import { invalidInput } from '../iam/errors.ts';
import type { PolicyOrigin, SimulatedPolicy } from './documents.ts';

/** Policies that a simulation leaves out: all of a type, managed ones by ARN, inline ones by name. */
export interface Exclusion {
  readonly PolicyType?: string | undefined;
  readonly PolicyArn?: string | undefined;
  readonly InlinePolicyIdentifier?:
    | {
        readonly PolicyName?: string | undefined;
        readonly AttachmentType?: string | undefined;
        readonly AttachmentName?: string | undefined;
      }
    | undefined;
}

type Test = (origin: PolicyOrigin) => boolean;

/** Says of an entity's policies whether they take part. Throws InvalidInput for a wrong pattern. */
export function excluding(
  exclusions: readonly Exclusion[] = [],
): (policy: SimulatedPolicy) => boolean {
  const tests = exclusions.map(exclusionTest);
  return ({ origin }) => !origin || !tests.some((test) => test(origin));
}

/** Whether the boundary is left out. */
export function excludesBoundary(exclusions: readonly Exclusion[] = []): boolean {
  return exclusions.some(({ PolicyType: type }) => type === 'permission-boundary');
}

function exclusionTest(exclusion: Exclusion): Test {
  const { PolicyType: type, PolicyArn: arn, InlinePolicyIdentifier: inline } = exclusion;
  if (type !== undefined) return (origin) => origin.type === type;
  if (arn !== undefined) {
    if (!/^arn:[^:*?]+:iam::[^:*?]*:policy\//.test(arn)) throw invalidPattern(arn);
    const matches = pattern(arn);
    return (origin) => origin.type !== 'inline' && matches(origin.arn);
  }
  const { PolicyName: name, AttachmentType: kind, AttachmentName: owner = '' } = inline ?? {};
  const matches = pattern(owner);
  return (origin) =>
    origin.type === 'inline' &&
    origin.name === name &&
    origin.ownerKind === kind &&
    matches(origin.ownerName);
}

/** A text with at most one `*`, and any number of `?`. */
function pattern(text: string): (value: string) => boolean {
  const parts = text.split('*');
  if (parts.length > 2) throw invalidPattern(text);
  const [start = '', end] = parts;
  return (value) => {
    if (end === undefined) return value.length === start.length && fits(start, value);
    const rest = value.length - end.length;
    return rest >= start.length && fits(start, value) && fits(end, value.slice(rest));
  };
}

function fits(part: string, value: string): boolean {
  for (let at = 0; at < part.length; at += 1) {
    if (part[at] !== '?' && part[at] !== value[at]) return false;
  }
  return true;
}

function invalidPattern(text: string) {
  return invalidInput(`Invalid Policy Exclusion: ${text} is not a valid identifier.`);
}
