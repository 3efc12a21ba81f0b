/**
 * policy/: the IAM policy language, pure. A text is read and validated, a document is compiled once
 * for each stored version, requests are decided against compiled policies, and the same matching
 * explains every decision.
 * Owns: the grammar, AWS's validation texts, matching, the evaluation order, access-denied texts.
 * Does not own: where policies are stored and attached, which principals exist, the values of
 * condition keys (a request brings a look-up), AWS errors as thrown (callers raise them).
 * Neighbours: base (ARNs); domain, calls and api call it.
 */

export { type CompiledPolicy, compilePolicy } from './compile.ts';
export { isComparable } from './condition.ts';
export { contextKeysOf, statementContextKeys } from './context-keys.ts';
export { type Decision, decide, type PolicySet } from './decide.ts';
export { type AccessDeniedStyle, accessDeniedMessage, deniedReason } from './denied.ts';
export type {
  ConditionElement,
  Patterns,
  PolicyDocument,
  PolicyKind,
  PrincipalElement,
  PrincipalName,
  PrincipalType,
  Statement,
} from './document.ts';
export {
  type Explanation,
  explain,
  type Mismatch,
  type PolicyExplanation,
  type StatementExplanation,
} from './explain.ts';
export type { JudgedKind } from './findings/finding.ts';
export { policyFindings, type ToldFinding } from './findings/findings.ts';
export type { KnownActions } from './findings/warnings.ts';
export type { ContextLookup } from './pattern.ts';
export {
  type PathStep,
  type PlacedValue,
  placeOf,
  placesOf,
  positionsIn,
  type TextPosition,
} from './places.ts';
export type {
  AnonymousPrincipal,
  FederatedPrincipal,
  FederatedUserPrincipal,
  Principal,
  RoleSessionPrincipal,
  RootPrincipal,
  ServicePrincipal,
  UserPrincipal,
} from './principal.ts';
export { type NamedPrincipal, principalsOf } from './principals-of.ts';
export type { DecidingStatement, PolicyRequest, PolicySource } from './statement.ts';
export { type PolicyReading, parsePolicy, policySize, validatePolicy } from './validate.ts';
