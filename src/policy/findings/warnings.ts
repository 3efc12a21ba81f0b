import { isComparable } from '../condition.ts';
import type { PolicyDocument, Statement } from '../document.ts';
import { compileGlob, globTokens } from '../glob.ts';
import { type Operator, parseOperator } from '../operators.ts';
import type { PathStep } from '../places.ts';
import { isUnknownKey } from './condition-keys.ts';
import { type Finding, finding, type JudgedKind } from './finding.ts';

/** The names of a service's actions by its prefix, both in any case; undefined when not known. */
export type KnownActions = (service: string) => readonly string[] | undefined;

type Path = readonly PathStep[];

/** What is unwise or without effect in a document that can be stored. */
export function warningFindings(
  { statements }: PolicyDocument,
  kind: JudgedKind,
  known: KnownActions,
): Finding[] {
  return statements.flatMap((statement, index) => {
    const path = ['Statement', index];
    return [
      ...(kind === 'trust'
        ? trustWarnings(statement, path)
        : breadthWarnings(statement, path, kind)),
      ...actionWarnings(statement, path, known),
      ...conditionWarnings(statement, path),
    ];
  });
}

/** Statements that allow more than they say. */
function breadthWarnings(statement: Statement, path: Path, kind: JudgedKind): Finding[] {
  const { effect, action, resource, conditions } = statement;
  // A service control policy gives nothing by itself, and one has to allow everything: FullAWSAccess.
  if (effect !== 'Allow' || kind === 'scp') return [];
  const found: Finding[] = [];
  const isEverywhere = resource?.negated === false && resource.patterns.includes('*');
  const isEverything = !action.negated && action.patterns.some((one) => /^\*(?::\*)?$/.test(one));
  if (isEverything && isEverywhere && conditions.length === 0) {
    found.push(finding(kind === 'boundary' ? 'BOUNDARY_WITHOUT_LIMIT' : 'ALLOW_ALL', path));
  }
  // A boundary gives nothing by itself, and "all but these" is how many of them are written.
  if (kind === 'boundary') return found;
  if (action.negated) found.push(finding('ALLOW_WITH_NOT_ACTION', [...path, 'NotAction']));
  if (resource?.negated) found.push(finding('ALLOW_WITH_NOT_RESOURCE', [...path, 'NotResource']));
  if (!isEverything && passesEveryRole(statement)) {
    found.push(finding('PASS_ROLE_WITH_STAR', [...path, 'Resource']));
  }
  return found;
}

function passesEveryRole({ action, resource, conditions }: Statement): boolean {
  const passes =
    !action.negated &&
    action.patterns.some((one) => compileGlob(globTokens(one.toLowerCase()))('iam:passrole'));
  const every =
    resource?.negated === false &&
    resource.patterns.some(
      (one) => one === '*' || /^arn:[^:]+:iam::[^:]*:(?:role\/)?\*$/.test(one),
    );
  return passes && every && !conditions.some(({ key }) => /^iam:passedtoservice$/i.test(key));
}

/** Principals that are everybody, and principals that the actions are not for. */
function trustWarnings(statement: Statement, path: Path): Finding[] {
  const { effect, principal, conditions } = statement;
  if (effect !== 'Allow' || !principal) return [];
  const at = [...path, 'Principal'];
  const found: Finding[] = [];
  if (principal.everyone && conditions.length === 0) found.push(finding('PRINCIPAL_STAR', at));
  for (const { type, value } of principal.names) {
    const isOpenId = type === 'Federated' && /:oidc-provider\//.test(value);
    const action = neededAction(type, isOpenId, value);
    if (action !== undefined && !hasAction(statement, action)) {
      found.push(finding('ACTION_OF_OTHER_PRINCIPAL', at, { principal: value, action }));
    }
    if (isOpenId && !conditions.some(({ key }) => /:(?:sub|aud)$/i.test(key))) {
      found.push(finding('WEB_IDENTITY_WITHOUT_CONDITION', at));
    }
  }
  return found;
}

function neededAction(type: string, isOpenId: boolean, value: string): string | undefined {
  if (type === 'AWS' || type === 'Service') return 'sts:AssumeRole';
  if (isOpenId) return 'sts:AssumeRoleWithWebIdentity';
  return /:saml-provider\//.test(value) ? 'sts:AssumeRoleWithSAML' : undefined;
}

function hasAction({ action }: Statement, name: string): boolean {
  const low = name.toLowerCase();
  return action.patterns.some((one) => compileGlob(globTokens(one.toLowerCase()))(low));
}

function actionWarnings({ action }: Statement, path: Path, known: KnownActions): Finding[] {
  const element = action.negated ? 'NotAction' : 'Action';
  return action.patterns.flatMap((value, index) => {
    const [service = '', name = ''] = value.toLowerCase().split(':');
    const actions = /[*?]/.test(service) ? undefined : known(service);
    if (!actions) return [];
    const matches = compileGlob(globTokens(name));
    const isKnown = actions.some((one) => matches(one.toLowerCase()));
    return isKnown ? [] : [finding('UNKNOWN_ACTION', [...path, element, index], { value })];
  });
}

function conditionWarnings({ effect, conditions }: Statement, path: Path): Finding[] {
  return conditions.flatMap(({ operator, key, values }) => {
    const at = [...path, 'Condition', operator, key];
    const parsed = parseOperator(operator);
    const found = isUnknownKey(key) ? [finding('UNKNOWN_CONDITION_KEY', at, { key })] : [];
    if (parsed) found.push(...valueWarnings(parsed, operator, values, at));
    if (effect === 'Allow' && parsed?.set === 'all' && !isNullChecked(conditions, key)) {
      found.push(finding('ALLOW_WITH_FOR_ALL_VALUES', at, { key }));
    }
    return found;
  });
}

function valueWarnings(
  { comparison }: Operator,
  operator: string,
  values: readonly string[],
  path: Path,
): Finding[] {
  return values.flatMap((value, index) => {
    if (!isComparable(comparison, value)) {
      return [finding('VALUE_NEVER_MATCHES', [...path, index], { value, operator })];
    }
    const isExact = comparison === 'string' || comparison === 'string-ignoring-case';
    const hasWildcard = /[*?]/.test(value.replace(/\$\{[^}]*\}/g, ''));
    return isExact && hasWildcard
      ? [finding('WILDCARD_WITHOUT_LIKE', [...path, index], { operator })]
      : [];
  });
}

function isNullChecked(conditions: Statement['conditions'], key: string): boolean {
  return conditions.some(
    (one) =>
      one.operator === 'Null' &&
      one.key.toLowerCase() === key.toLowerCase() &&
      one.values.every((value) => value.toLowerCase() === 'false'),
  );
}
