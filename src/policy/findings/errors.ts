import type { JsonValue } from '../../base/json.ts';
import { parseDate } from '../dates.ts';
import { parseOperator } from '../operators.ts';
import type { PathStep } from '../places.ts';
import { resourceProblem } from '../resource-format.ts';
import { actionProblem } from '../validate-identity.ts';
import { isTrustAction, principalProblem } from '../validate-trust.ts';
import { type Finding, finding, type JudgedKind } from './finding.ts';

type Members = ReadonlyMap<string, JsonValue>;
type Path = readonly PathStep[];

/** A statement with where it stands. */
interface Placed {
  readonly json: Members;
  readonly path: Path;
  readonly kind: JudgedKind;
}

const DOCUMENT = new Set(['Version', 'Id', 'Statement']);
const STATEMENT = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

/**
 * Everything that is wrong with a document, where the validator tells only what it meets first.
 * What it finds in a document that the validator accepts does not count.
 */
export function errorFindings(json: Members, kind: JudgedKind): Finding[] {
  const statement = json.get('Statement');
  const statements = Array.isArray(statement) ? statement : [statement];
  const isMissing = statement === undefined || statements.length === 0;
  return [
    ...unknownElements(json, DOCUMENT, []),
    ...versionErrors(json, kind),
    ...(isMissing ? [finding('MISSING_STATEMENT', ['Statement'])] : []),
    ...(isMissing ? [] : statements.flatMap((one, index) => statementErrors(one, index, kind))),
    ...repeatedSids(statements),
  ];
}

function versionErrors(json: Members, kind: JudgedKind): Finding[] {
  const version = json.get('Version');
  const accepted = kind === 'trust' ? ['2012-10-17', '2008-10-17', undefined] : ['2012-10-17'];
  return accepted.some((one) => one === version) ? [] : [finding('VERSION', ['Version'])];
}

function unknownElements(json: Members, known: ReadonlySet<string>, path: Path): Finding[] {
  return [...json.keys()]
    .filter((element) => !known.has(element))
    .map((element) => finding('UNKNOWN_ELEMENT', [...path, element], { element }));
}

function statementErrors(value: JsonValue, index: number, kind: JudgedKind): Finding[] {
  const path = ['Statement', index];
  if (!(value instanceof Map)) {
    return [finding('NOT_OBJECT', path, { element: 'Statement' })];
  }
  const placed: Placed = { json: value, path, kind };
  return [
    ...unknownElements(value, STATEMENT, path),
    ...effectErrors(placed),
    ...formErrors(placed),
    ...sidErrors(placed),
    ...valueErrors(placed, 'Action', actionError(kind)),
    ...valueErrors(placed, 'Resource', resourceError),
    ...principalErrors(placed),
    ...conditionErrors(placed),
  ];
}

function effectErrors({ json, path }: Placed): Finding[] {
  const effect = json.get('Effect');
  if (effect === undefined) return [finding('MISSING_ELEMENT', path, { element: 'Effect' })];
  const isRight = effect === 'Allow' || effect === 'Deny';
  return isRight ? [] : [finding('INVALID_EFFECT', [...path, 'Effect'])];
}

/** Which of Principal, Action, Resource and their Not forms must be there, may be, and may not be. */
function formErrors({ json, path, kind }: Placed): Finding[] {
  const found: Finding[] = [];
  const isTrust = kind === 'trust';
  for (const element of ['Principal', 'Action', 'Resource']) {
    const negated = `Not${element}`;
    const given = [element, negated].filter((name) => json.has(name));
    const isForbidden = isTrust ? element === 'Resource' : element === 'Principal';
    const forbidden = isForbidden ? given : given.filter((name) => isTrust && name === negated);
    for (const name of forbidden) {
      found.push(finding('ELEMENT_NOT_ALLOWED', [...path, name], { element: name }));
    }
    if (given.length === 0 && !isForbidden) {
      found.push(finding('MISSING_ELEMENT', path, { element }));
    }
    if (given.length > 1) found.push(finding('BOTH_FORMS', [...path, negated], { element }));
  }
  return found;
}

function sidErrors({ json, path }: Placed): Finding[] {
  const sid = json.get('Sid');
  if (sid === undefined) return [];
  const at = [...path, 'Sid'];
  if (typeof sid !== 'string') {
    return [finding('NOT_TEXT', at, { element: 'Sid' })];
  }
  return /^[A-Za-z0-9]*$/.test(sid) ? [] : [finding('INVALID_SID', at)];
}

function repeatedSids(statements: readonly (JsonValue | undefined)[]): Finding[] {
  const known = new Set<string>();
  return statements.flatMap((one, index) => {
    const sid = one instanceof Map ? one.get('Sid') : undefined;
    if (typeof sid !== 'string' || sid === '') return [];
    const isRepeated = known.has(sid);
    known.add(sid);
    return isRepeated ? [finding('DUPLICATE_SID', ['Statement', index, 'Sid'], { sid })] : [];
  });
}

type ValueError = (value: string, path: Path) => Finding | undefined;

function actionError(kind: JudgedKind): ValueError {
  return (value, path) => {
    if (kind === 'trust') {
      return isTrustAction(value) ? undefined : finding('TRUST_ACTION', path, { value });
    }
    const message = actionProblem(value);
    return message === undefined ? undefined : finding('INVALID_ACTION', path, { value, message });
  };
}

function resourceError(value: string, path: Path): Finding | undefined {
  const message = resourceProblem(value);
  return message === undefined ? undefined : finding('INVALID_RESOURCE', path, { value, message });
}

function valueErrors({ json, path }: Placed, element: string, error: ValueError): Finding[] {
  return [element, `Not${element}`].flatMap((name) => {
    const value = json.get(name);
    return value === undefined ? [] : textErrors(value, [...path, name], name, error);
  });
}

/** One text or a list of texts, of which there must be one at least. */
function textErrors(value: JsonValue, path: Path, element: string, error: ValueError): Finding[] {
  const values = Array.isArray(value) ? value : [value];
  const wrong = finding('NOT_TEXTS', path, { element });
  if (values.length === 0) return [wrong];
  return values.flatMap((one, index) => {
    const at = Array.isArray(value) ? [...path, index] : path;
    if (typeof one !== 'string') return [{ ...wrong, path: at }];
    return error(one, at) ?? [];
  });
}

function principalErrors({ json, path, kind }: Placed): Finding[] {
  const value = json.get('Principal');
  if (kind !== 'trust' || value === undefined || value === '*') return [];
  const at = [...path, 'Principal'];
  if (!(value instanceof Map)) {
    return [finding('NOT_OBJECT', at, { element: 'Principal' })];
  }
  return [...value].flatMap(([type, names]) => {
    const inside = [...at, type];
    if (type !== 'AWS' && type !== 'Federated' && type !== 'Service' && type !== 'CanonicalUser') {
      return [finding('UNKNOWN_ELEMENT', inside, { element: type })];
    }
    return textErrors(names, inside, type, (name, place) => {
      const message =
        type === 'AWS' && name === '*' ? undefined : principalProblem({ type, value: name });
      const details = { value: name, message: message ?? '' };
      return message === undefined ? undefined : finding('INVALID_PRINCIPAL', place, details);
    });
  });
}

function conditionErrors({ json, path }: Placed): Finding[] {
  const value = json.get('Condition');
  if (value === undefined) return [];
  const at = [...path, 'Condition'];
  const wrong = { element: 'Condition' };
  if (!(value instanceof Map)) return [finding('NOT_OBJECT', at, wrong)];
  return [...value].flatMap(([operator, keys]) => {
    const inside = [...at, operator];
    const parsed = parseOperator(operator);
    if (!parsed) return [finding('UNKNOWN_OPERATOR', inside, { operator })];
    if (!(keys instanceof Map)) return [finding('NOT_OBJECT', inside, wrong)];
    return parsed.comparison === 'date' ? dateErrors(keys, inside) : [];
  });
}

function dateErrors(keys: Members, path: Path): Finding[] {
  return [...keys].flatMap(([key, accepted]) => {
    const values = Array.isArray(accepted) ? accepted : [accepted];
    return values.flatMap((value, index) =>
      typeof value === 'string' && parseDate(value) === undefined
        ? [finding('INVALID_DATE', [...path, key, index], { value })]
        : [],
    );
  });
}
