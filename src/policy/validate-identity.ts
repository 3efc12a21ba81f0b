import { parseDate } from './dates.ts';
import { parseOperator } from './operators.ts';
import type { ReadDocument, ReadStatement } from './read.ts';
import { resourceProblem, resourceShapeIsBroken } from './resource-format.ts';

/**
 * What IAM finds wrong with an identity, boundary or session policy that is syntactically right:
 * the message of MalformedPolicyDocument, or undefined. The order is that of aws-facts J6: version,
 * legacy parsing, statement ids, actions present, resource formats, resources present, action names.
 */
export function identityProblem({ version, statements }: ReadDocument): string | undefined {
  if (statements.some(({ principal }) => principal)) {
    return 'Policy document should not specify a principal.';
  }
  if (version !== '2012-10-17') return 'Policy document must be version 2012-10-17 or greater.';
  if (statements.some(failsLegacyParsing)) return 'The policy failed legacy parsing';
  return (
    statementIdProblem(statements) ??
    (statements.every(({ action }) => action && action.patterns.length > 0)
      ? undefined
      : 'Policy statement must contain actions.') ??
    firstProblem(statements, ({ resource }) => resource?.patterns ?? [], resourceProblem) ??
    (statements.every(({ resource }) => resource && resource.patterns.length > 0)
      ? undefined
      : 'Policy statement must contain resources.') ??
    firstProblem(statements, ({ action }) => action?.patterns ?? [], actionProblem)
  );
}

function statementIdProblem(statements: readonly ReadStatement[]): string | undefined {
  const sids = statements.flatMap(({ sid }) => sid ?? []);
  if (sids.some((sid) => !/^[A-Za-z0-9]*$/.test(sid))) {
    return 'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*';
  }
  const named = sids.filter((sid) => sid !== '');
  return new Set(named).size === named.length
    ? undefined
    : 'Statement IDs (SID) in a single policy must be unique.';
}

function firstProblem(
  statements: readonly ReadStatement[],
  patterns: (statement: ReadStatement) => readonly string[],
  problem: (pattern: string) => string | undefined,
): string | undefined {
  for (const statement of statements) {
    for (const pattern of patterns(statement)) {
      const found = problem(pattern);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** The elements that IAM's older reader refuses: the effect's case, dates, shapes of ARNs. */
function failsLegacyParsing({ effect, resource, conditions }: ReadStatement): boolean {
  if (effect !== 'Allow' && effect !== 'Deny') return true;
  if (resource?.patterns.some(resourceShapeIsBroken)) return true;
  return conditions.some(
    ({ operator, values }) =>
      parseOperator(operator)?.comparison === 'date' &&
      values.some((value) => parseDate(value) === undefined),
  );
}

/** What is wrong with the name of an action, which is `*` or `vendor:name`. */
export function actionProblem(action: string): string | undefined {
  if (action === '*') return undefined;
  const [vendor = '', ...names] = action.split(':');
  if (names.length === 0) {
    return 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
  }
  if (names.length > 1) return 'Actions/Condition can contain only one colon.';
  return vendor === '*' || /^[A-Za-z0-9.-]+$/.test(vendor)
    ? undefined
    : `Vendor ${vendor} is not valid`;
}
