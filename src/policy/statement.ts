import { type CompiledCondition, compileCondition } from './condition.ts';
import type { PolicyDocument, PolicyKind, Statement } from './document.ts';
import { compileGlob, globTokens, type TextTest } from './glob.ts';
import { type ContextLookup, compilePattern, type TextPattern } from './pattern.ts';
import {
  compilePrincipal,
  directly,
  type Naming,
  type Principal,
  type PrincipalTest,
  unnamed,
} from './principal.ts';

/** One question to the policies: may this principal do this action on this resource? */
export interface PolicyRequest {
  /** `service:Operation`, in any case. */
  readonly action: string;
  /** The resource's ARN, or `*` for an action that has no resource of its own. */
  readonly resource: string;
  /** The account that owns the resource: twelve digits. */
  readonly resourceAccount: string;
  readonly principal: Principal;
  /** The request's condition keys, asked for one by one, so that only what matters is computed. */
  readonly context: ContextLookup;
}

/** Where a policy comes from, as decisions and explanations name it. */
export interface PolicySource {
  readonly kind: PolicyKind;
  readonly name: string;
  /** Managed policies and control policies have an ARN, inline policies have none. */
  readonly arn?: string;
  /** The ARN of the user, group, role, account or organizational unit that carries the policy. */
  readonly attachedTo?: string;
}

/** The statement that decided. */
export interface DecidingStatement {
  readonly policy: PolicySource;
  /** Its place in the document, counted from 0. */
  readonly index: number;
  readonly sid: string | undefined;
}

export interface CompiledStatement {
  readonly statement: Statement;
  readonly identity: DecidingStatement;
  readonly principal: PrincipalTest;
  /** Expects the action in lower case. */
  readonly action: TextTest;
  readonly resource: ResourceTest;
  readonly conditions: readonly ConditionStep[];
}

/** A condition with the answer for requests that fail it, made once. */
interface ConditionStep {
  readonly condition: CompiledCondition;
  readonly mismatch: Match;
}

type ResourceTest = (resource: string, context: ContextLookup) => boolean;

/** Compiles one statement of a document. */
export function compileStatement(
  document: PolicyDocument,
  index: number,
  source: PolicySource,
  principalIds: ReadonlyMap<string, string> | undefined,
): CompiledStatement {
  const statement = document.statements[index];
  if (!statement) throw new RangeError(`no statement ${index}`);
  const variables = document.version === '2012-10-17';
  const { principal, effect } = statement;
  return {
    statement,
    identity: { policy: source, index, sid: statement.sid },
    principal: principal ? compilePrincipal(principal, effect, principalIds) : () => directly,
    action: compileActions(statement),
    resource: compileResources(statement, variables),
    conditions: statement.conditions.map((element) => {
      const condition = compileCondition(element, variables);
      return { condition, mismatch: { matched: false, element: 'condition', condition } };
    }),
  };
}

/** The element of a statement that a request fails first, or how the statement names the caller. */
export type Match =
  | { readonly matched: true; readonly naming: Naming }
  | { readonly matched: false; readonly element: 'principal' | 'resource' }
  | {
      readonly matched: false;
      readonly element: 'condition';
      readonly condition: CompiledCondition;
    };

const MATCHES: readonly Match[] = [0, 1, 2, 3].map((naming) => ({
  matched: true,
  naming: naming as Naming,
}));
const NO_PRINCIPAL: Match = { matched: false, element: 'principal' };
const NO_RESOURCE: Match = { matched: false, element: 'resource' };

/**
 * Holds a request against everything of a statement but its actions, which the index of the policy
 * has compared already. Decisions and explanations both come from here.
 */
export function matchStatement(compiled: CompiledStatement, request: PolicyRequest): Match {
  const naming = compiled.principal(request.principal);
  if (naming === unnamed) return NO_PRINCIPAL;
  if (!compiled.resource(request.resource, request.context)) return NO_RESOURCE;
  for (const { condition, mismatch } of compiled.conditions) {
    if (!condition.holds(request.context)) return mismatch;
  }
  return MATCHES[naming] as Match;
}

/** Action names and their patterns compare without regard to case. */
function compileActions(statement: Statement): TextTest {
  const { negated, patterns } = statement.action;
  const tests = patterns.map((pattern) => compileGlob(globTokens(pattern.toLowerCase())));
  return (action) => tests.some((test) => test(action)) !== negated;
}

/**
 * A `*` of a Resource reaches beyond colons, other than in ARN conditions. An unknown variable
 * makes its pattern fit nothing, and a NotResource that has one fit nothing as a whole (J4).
 */
function compileResources(statement: Statement, variables: boolean): ResourceTest {
  const { resource } = statement;
  if (!resource) return () => true;
  const { negated } = resource;
  if (resource.patterns.includes('*')) return () => !negated;
  const patterns: TextPattern[] = resource.patterns.map((pattern) =>
    compilePattern(pattern, 'wildcard', variables),
  );
  return (received, context) => {
    let unknown = false;
    for (const pattern of patterns) {
      const match = pattern(received, context);
      if (match) return !negated;
      if (match === undefined) unknown = true;
    }
    return negated && !unknown;
  };
}
