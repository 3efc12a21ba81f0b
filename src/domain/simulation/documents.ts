import {
  type CompiledPolicy,
  compilePolicy,
  type PolicyDocument,
  type PolicyKind,
  parsePolicy,
  placeOf,
  placesOf,
  positionAt,
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

/** The policies of an input list, called by their numbers in it. */
export function readSimulatedList(
  texts: readonly string[] | undefined,
  kind: PolicyKind,
  name: string,
): SimulatedPolicy[] {
  return (texts ?? []).map((text, index) => readSimulated(text, kind, `${name}.${index + 1}`));
}

/** Where a statement begins and ends, as IAM counts it. */
export interface StatementPlace {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

/**
 * The place of a statement, counted from 0. IAM tells where its reader was: behind the brace that
 * opens the statement and behind the one that closes it, columns counted from 1 (CLI reference,
 * simulate-custom-policy).
 */
export function statementPlace(text: string, index: number): StatementPlace {
  const { start, end } = placeOf(placesOf(text), ['Statement', index]);
  return { start: positionAt(text, start + 1), end: positionAt(text, end) };
}
