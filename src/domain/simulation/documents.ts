import {
  type CompiledPolicy,
  compilePolicy,
  type PolicyDocument,
  type PolicyKind,
  parsePolicy,
  placeOf,
  placesOf,
  positionsIn,
  type TextPosition,
} from '../../policy/index.ts';
import { invalidInput } from '../iam/errors.ts';

/** What an exclusion can name a policy of an entity by. */
export type PolicyOrigin =
  | { readonly type: 'aws-managed' | 'user-managed'; readonly arn: string }
  | {
      readonly type: 'inline';
      readonly name: string;
      readonly ownerKind: 'user' | 'group' | 'role';
      readonly ownerName: string;
    };

/** A policy that takes part in a simulation, with its text, by which its statements are located. */
export interface SimulatedPolicy {
  /** What results call it: `PolicyInputList.1`, a managed policy's name, `user_bob_inline`. */
  readonly id: string;
  /** Where it is attached; absent for policies that the caller wrote. */
  readonly origin?: PolicyOrigin;
  readonly text: string;
  readonly document: PolicyDocument;
  readonly compiled: CompiledPolicy;
}

/**
 * Reads a policy that the caller of a simulation wrote. Throws InvalidInput for a text that is no
 * policy; rules of storing, such as that of the version, are not applied.
 */
export function readSimulated(text: string, kind: PolicyKind, id: string): SimulatedPolicy {
  const reading = parsePolicy(text, kind);
  if (!reading.ok) throw invalidInput(`Invalid Input Policy: ${id}: ${reading.message}`);
  const { document } = reading;
  return { id, text, document, compiled: compilePolicy(document, { kind, name: id }) };
}

/** The most that the policies of one list may have together: they are read before they are paid for. */
const MOST_CHARACTERS = 200_000;

/** The policies of an input list, called by their numbers in it. Throws InvalidInput. */
export function readSimulatedList(
  texts: readonly string[] | undefined,
  kind: PolicyKind,
  name: string,
): SimulatedPolicy[] {
  const characters = (texts ?? []).reduce((sum, text) => sum + text.length, 0);
  if (characters > MOST_CHARACTERS) throw invalidInput(`Invalid Input: ${name} is too long.`);
  return (texts ?? []).map((text, index) => readSimulated(text, kind, `${name}.${index + 1}`));
}

/** Where a statement begins and ends, as IAM counts it. */
export interface StatementPlace {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

const known = new WeakMap<SimulatedPolicy, readonly StatementPlace[]>();

/**
 * The places of a policy's statements, found once for all results that tell of them. IAM tells where
 * its reader was: behind the brace that opens the statement and behind the one that closes it,
 * columns counted from 1 (CLI reference, simulate-custom-policy).
 */
export function statementPlaces(policy: SimulatedPolicy): readonly StatementPlace[] {
  const found = known.get(policy);
  if (found) return found;
  const root = placesOf(policy.text);
  const position = positionsIn(policy.text);
  const places = policy.document.statements.map((_, index) => {
    const { start, end } = placeOf(root, ['Statement', index]);
    return { start: position(start + 1), end: position(end) };
  });
  known.set(policy, places);
  return places;
}
