import type { CompiledPolicy } from './compile.ts';
import { type Decision, decide, type PolicySet } from './decide.ts';
import type { PolicyKind, PrincipalElement, Statement } from './document.ts';
import type { Principal } from './principal.ts';
import {
  type CompiledStatement,
  type Match,
  matchStatement,
  type PolicyRequest,
  type PolicySource,
} from './statement.ts';

/** The decision with every statement's part in it, for administrators. */
export interface Explanation {
  readonly decision: Decision;
  readonly policies: readonly PolicyExplanation[];
}

export interface PolicyExplanation {
  readonly kind: PolicyKind;
  readonly policy: PolicySource;
  /** For control policies: the level, counted from 0 at the organization's root. */
  readonly level: number | undefined;
  readonly statements: readonly StatementExplanation[];
}

export interface StatementExplanation {
  /** Its place in the document, counted from 0. */
  readonly index: number;
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  /** The first element that the request does not satisfy; undefined when the statement matches. */
  readonly mismatch: Mismatch | undefined;
}

export interface Mismatch {
  readonly element: 'Principal' | 'Action' | 'Resource' | 'Condition';
  /** True when the statement uses the Not form of the element. */
  readonly negated: boolean;
  /** The operator and the key of a condition, as the policy writes them. */
  readonly operator: string | undefined;
  readonly key: string | undefined;
  readonly expected: readonly string[];
  /** Empty when the request has no such condition key. */
  readonly received: readonly string[];
}

/** Explains a decision statement by statement, with the matching that `decide` uses. */
export function explain(request: PolicyRequest, policies: PolicySet): Explanation {
  const { rcps, scps, resource, identity, boundary, session } = policies;
  const one = (policy: CompiledPolicy | undefined): readonly CompiledPolicy[] =>
    policy ? [policy] : [];
  const plain = [...one(resource), ...identity, ...one(boundary), ...(session ?? [])];
  const explained = [
    ...levels(request, rcps),
    ...levels(request, scps),
    ...plain.map((policy) => explainPolicy(request, policy, undefined)),
  ];
  return { decision: decide(request, policies), policies: explained };
}

function levels(
  request: PolicyRequest,
  controls: readonly (readonly CompiledPolicy[])[] = [],
): PolicyExplanation[] {
  return controls.flatMap((policies, level) =>
    policies.map((policy) => explainPolicy(request, policy, level)),
  );
}

function explainPolicy(
  request: PolicyRequest,
  policy: CompiledPolicy,
  level: number | undefined,
): PolicyExplanation {
  const { source } = policy;
  const statements = policy.statements.map((compiled) => explainStatement(request, compiled));
  return { kind: source.kind, policy: source, level, statements };
}

function explainStatement(
  request: PolicyRequest,
  compiled: CompiledStatement,
): StatementExplanation {
  const { index, sid } = compiled.identity;
  const { effect } = compiled.statement;
  const mismatch = firstMismatch(request, compiled);
  return { index, sid, effect, mismatch };
}

function firstMismatch(request: PolicyRequest, compiled: CompiledStatement): Mismatch | undefined {
  const match = matchStatement(compiled, request);
  const failsPrincipal = !match.matched && match.element === 'principal';
  if (!failsPrincipal && !compiled.action(request.action.toLowerCase())) {
    return actionMismatch(request, compiled.statement);
  }
  return match.matched ? undefined : describe(request, compiled, match);
}

function describe(
  request: PolicyRequest,
  { statement }: CompiledStatement,
  match: Exclude<Match, { readonly matched: true }>,
): Mismatch {
  switch (match.element) {
    case 'principal': {
      const { principal } = statement;
      const expected = principal ? principalTexts(principal) : [];
      const received = [principalText(request.principal)];
      return mismatchOf('Principal', principal?.negated ?? false, expected, received);
    }
    case 'resource': {
      const { negated, patterns } = statement.resource ?? { negated: false, patterns: [] };
      return mismatchOf('Resource', negated, patterns, [request.resource]);
    }
    case 'condition': {
      const { element, key } = match.condition;
      const received = request.context(key) ?? [];
      const base = mismatchOf('Condition', false, element.values, received);
      return { ...base, operator: element.operator, key: element.key };
    }
  }
}

function actionMismatch(request: PolicyRequest, { action }: Statement): Mismatch {
  return mismatchOf('Action', action.negated, action.patterns, [request.action]);
}

function mismatchOf(
  element: Mismatch['element'],
  negated: boolean,
  expected: readonly string[],
  received: readonly string[],
): Mismatch {
  return { element, negated, operator: undefined, key: undefined, expected, received };
}

function principalTexts({ everyone, names }: PrincipalElement): string[] {
  const texts = names.map(({ type, value }) => `${type}: ${value}`);
  return everyone ? ['*', ...texts] : texts;
}

function principalText(principal: Principal): string {
  switch (principal.type) {
    case 'root':
      return `AWS: arn:aws:iam::${principal.account}:root`;
    case 'federated':
      return `Federated: ${principal.provider}`;
    case 'service':
      return `Service: ${principal.service}`;
    case 'anonymous':
      return 'anonymous';
    default:
      return `AWS: ${principal.arn}`;
  }
}
