import type { EvaluationResult, PolicySourceType, Statement } from '@aws-sdk/client-iam';
import type { Page } from '../../domain/iam/paging.ts';
import { pageMembers } from '../../domain/iam/paging.ts';
import { statementPlaces } from '../../domain/simulation/documents.ts';
import type { SimulatedAction } from '../../domain/simulation/page.ts';
import type {
  MatchedStatement,
  SimulatedDecision,
  SimulatedResult,
} from '../../domain/simulation/simulate.ts';

/** A page of a simulation as both operations answer it. */
export function shownPage(page: Page<SimulatedAction>) {
  return { EvaluationResults: page.items.map(shownAction), ...pageMembers(page) };
}

const STRICTNESS: Readonly<Record<SimulatedDecision, number>> = {
  allowed: 0,
  implicitDeny: 1,
  explicitDeny: 2,
};

/** What holds for all resources of an action: the strictest decision, and everything found. */
function shownAction({ action, namesResources, results }: SimulatedAction): EvaluationResult {
  const [first, ...others] = results;
  const decision = strictest(results.map((result) => result.decision));
  const deciding = results.filter((result) => result.decision === decision);
  const allowedByControls = results.map((result) => result.allowedByControls);
  return {
    EvalActionName: action,
    EvalResourceName: others.length === 0 ? first.resource : '*',
    EvalDecision: decision,
    MatchedStatements: distinct(deciding.flatMap(({ matched }) => matched)).map(shownStatement),
    MissingContextValues: [...new Set(results.flatMap(({ missingKeys }) => missingKeys))],
    ...boundaryDetail(results),
    ...(first.allowedByControls === undefined
      ? {}
      : {
          OrganizationsDecisionDetail: {
            AllowedByOrganizations: allowedByControls.every((allowed) => allowed === true),
          },
        }),
    ...(namesResources
      ? {
          EvalDecisionDetails: sidesOf(results),
          ResourceSpecificResults: results.map((result) => ({
            EvalResourceName: result.resource,
            EvalResourceDecision: result.decision,
            MatchedStatements: result.matched.map(shownStatement),
            MissingContextValues: [...result.missingKeys],
            ...boundaryDetail([result]),
            ...(result.sides ? { EvalDecisionDetails: sidesOf([result]) } : {}),
          })),
        }
      : {}),
  };
}

function strictest(decisions: readonly SimulatedDecision[]): SimulatedDecision {
  return decisions.reduce((most, one) => (STRICTNESS[one] > STRICTNESS[most] ? one : most));
}

function distinct(matched: readonly MatchedStatement[]): MatchedStatement[] {
  const found = new Map(matched.map((one) => [`${one.policy.id} ${one.index}`, one]));
  return [...found.values()];
}

function boundaryDetail(results: readonly SimulatedResult[]) {
  if (results.every(({ allowedByBoundary }) => allowedByBoundary === undefined)) return {};
  const allowed = results.every(({ allowedByBoundary }) => allowedByBoundary === true);
  return { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: allowed } };
}

/** Empty within one account, as IAM answers it where resources are named. */
function sidesOf(results: readonly SimulatedResult[]): Record<string, SimulatedDecision> {
  const sides = results.flatMap((result) => result.sides ?? []);
  if (sides.length === 0) return {};
  return {
    [SOURCES.identity]: strictest(sides.map(({ identity }) => identity)),
    [SOURCES.resource]: strictest(sides.map(({ resource }) => resource)),
  };
}

/** The model lists other names; these are the ones that IAM answers (API reference, examples). */
const SOURCES = {
  identity: 'IAM Policy',
  resource: 'Resource Policy',
  boundary: 'IAM Policy',
} as const;

const START = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

function shownStatement({ policy, source, index }: MatchedStatement): Statement {
  const { start, end } = statementPlaces(policy)[index] ?? START;
  return {
    SourcePolicyId: policy.id,
    SourcePolicyType: SOURCES[source] as string as PolicySourceType,
    StartPosition: { Line: start.line, Column: start.column },
    EndPosition: { Line: end.line, Column: end.column },
  };
}
