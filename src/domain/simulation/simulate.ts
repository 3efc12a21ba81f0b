/**
 * domain/simulation: what policies would decide, without anything being done (SimulateCustomPolicy,
 * SimulatePrincipalPolicy). Owns: whose policies and which condition keys take part, the results as
 * IAM tells them. Does not own: deciding (policy/ decides here as it does for real requests).
 */
import { parseArn } from '../../base/arn.ts';
import {
  type ContextLookup,
  explain,
  type PolicyRequest,
  type PolicySet,
  type Principal,
  type StatementExplanation,
  statementContextKeys,
} from '../../policy/index.ts';
import type { SimulatedPolicy } from './documents.ts';

/** Everything that is the same for all requests of a simulation. */
export interface Simulation {
  readonly principal: Principal;
  readonly identity: readonly SimulatedPolicy[];
  readonly boundary: SimulatedPolicy | undefined;
  readonly resourcePolicy: SimulatedPolicy | undefined;
  /** Service control policies, one list for each level from the organization's root. */
  readonly controls: readonly (readonly SimulatedPolicy[])[] | undefined;
  /** The account of resources whose ARN names none. */
  readonly resourceOwner: string;
  /** Condition keys by their lower-cased names. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
}

export type SimulatedDecision = 'allowed' | 'explicitDeny' | 'implicitDeny';

/** A statement that had a part in a decision. */
export interface MatchedStatement {
  readonly policy: SimulatedPolicy;
  readonly source: 'identity' | 'resource' | 'boundary';
  /** Counted from 0. */
  readonly index: number;
}

/** What came of one action on one resource. */
export interface SimulatedResult {
  readonly action: string;
  readonly resource: string;
  readonly decision: SimulatedDecision;
  readonly matched: readonly MatchedStatement[];
  /** Condition keys that statements about the action and resource ask for, and nobody gave. */
  readonly missingKeys: readonly string[];
  readonly allowedByBoundary: boolean | undefined;
  readonly allowedByControls: boolean | undefined;
  /** For requests to another account: what each side decided. */
  readonly sides:
    | { readonly identity: SimulatedDecision; readonly resource: SimulatedDecision }
    | undefined;
}

/** A policy with each of its statements explained. */
interface Explained {
  readonly policy: SimulatedPolicy;
  readonly source: MatchedStatement['source'];
  readonly statements: readonly StatementExplanation[];
}

/** Decides one action on one resource, as `decide` does it for real requests. */
export function simulate(
  simulation: Simulation,
  action: string,
  resource: string,
): SimulatedResult {
  const { principal, keys, boundary } = simulation;
  const context: ContextLookup = (key) => keys.get(key);
  const resourceAccount = accountOf(resource) ?? simulation.resourceOwner;
  const request: PolicyRequest = { action, resource, resourceAccount, principal, context };
  const { decision, policies } = explain(request, policySet(simulation));
  const plain = policies.filter(({ level }) => level === undefined);
  const explained = participants(simulation).map((one, index) => ({
    ...one,
    statements: plain[index]?.statements ?? [],
  }));
  const outcome = decision.allowed
    ? 'allowed'
    : decision.explicit
      ? 'explicitDeny'
      : 'implicitDeny';
  return {
    action,
    resource,
    decision: outcome,
    matched: matchedStatements(explained, outcome),
    missingKeys: missingKeys(explained, context),
    allowedByBoundary: boundary && verdict(explained, 'boundary') === 'allowed',
    allowedByControls: simulation.controls && controlsAllow(policies),
    sides: isCrossAccount(principal, resourceAccount)
      ? { identity: verdict(explained, 'identity'), resource: verdict(explained, 'resource') }
      : undefined,
  };
}

function policySet({ identity, boundary, resourcePolicy, controls }: Simulation): PolicySet {
  return {
    identity: identity.map(({ compiled }) => compiled),
    boundary: boundary?.compiled,
    resource: resourcePolicy?.compiled,
    scps: controls?.map((level) => level.map(({ compiled }) => compiled)),
  };
}

/** The policies other than those of the organization, in the order in which `explain` has them. */
function participants(simulation: Simulation): Pick<Explained, 'policy' | 'source'>[] {
  const { identity, boundary, resourcePolicy } = simulation;
  return [
    ...(resourcePolicy ? [{ policy: resourcePolicy, source: 'resource' as const }] : []),
    ...identity.map((policy) => ({ policy, source: 'identity' as const })),
    ...(boundary ? [{ policy: boundary, source: 'boundary' as const }] : []),
  ];
}

/** Of a denial all denying statements, of a permission all that allow; of an implicit denial none. */
function matchedStatements(
  explained: readonly Explained[],
  outcome: SimulatedDecision,
): MatchedStatement[] {
  if (outcome === 'implicitDeny') return [];
  const wanted = outcome === 'allowed' ? 'Allow' : 'Deny';
  return explained.flatMap(({ policy, source, statements }) =>
    statements
      .filter(({ effect, mismatch }) => effect === wanted && mismatch === undefined)
      .filter(() => outcome === 'explicitDeny' || source !== 'boundary')
      .map(({ index }) => ({ policy, source, index })),
  );
}

/** What the policies of one source say by themselves. */
function verdict(
  explained: readonly Explained[],
  source: MatchedStatement['source'],
): SimulatedDecision {
  const matching = explained
    .filter((one) => one.source === source)
    .flatMap(({ statements }) => statements.filter(({ mismatch }) => mismatch === undefined));
  if (matching.some(({ effect }) => effect === 'Deny')) return 'explicitDeny';
  return matching.length > 0 ? 'allowed' : 'implicitDeny';
}

function controlsAllow(policies: ReturnType<typeof explain>['policies']): boolean {
  const matching = new Map<number, { allows: boolean; denies: boolean }>();
  for (const { level, statements } of policies) {
    if (level === undefined) continue;
    const found = matching.get(level) ?? { allows: false, denies: false };
    matching.set(level, found);
    for (const { effect, mismatch } of statements) {
      if (mismatch) continue;
      if (effect === 'Allow') found.allows = true;
      else found.denies = true;
    }
  }
  return [...matching.values()].every(({ allows, denies }) => allows && !denies);
}

/** Statements whose action or principal does not fit ask for nothing. */
function missingKeys(explained: readonly Explained[], context: ContextLookup): string[] {
  const missing = new Map<string, string>();
  for (const { policy, statements } of explained) {
    const { version, statements: written } = policy.document;
    for (const { index, mismatch } of statements) {
      const statement = written[index];
      const isAsked = mismatch === undefined || !/Action|Principal/.test(mismatch.element);
      if (!statement || !isAsked) continue;
      const variables = version === '2012-10-17';
      const asked = mismatch?.element === 'Resource' ? { ...statement, conditions: [] } : statement;
      for (const key of statementContextKeys(asked, variables)) {
        const name = key.toLowerCase();
        if (context(name) === undefined && !missing.has(name)) missing.set(name, key);
      }
    }
  }
  return [...missing.values()];
}

function isCrossAccount(principal: Principal, resourceAccount: string): boolean {
  return 'account' in principal && principal.account !== resourceAccount;
}

function accountOf(resource: string): string | undefined {
  const account = parseArn(resource)?.account;
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}
