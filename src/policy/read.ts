import { type JsonLimits, type JsonValue, readJson } from '../base/json.ts';
import type {
  ConditionElement,
  Patterns,
  PrincipalElement,
  PrincipalName,
  PrincipalType,
} from './document.ts';
import { parseOperator } from './operators.ts';

/** A syntactically right document whose rules are still to be checked: elements may be missing. */
export interface ReadDocument {
  readonly version: '2008-10-17' | '2012-10-17' | undefined;
  readonly id: string | undefined;
  readonly statements: readonly ReadStatement[];
}

export interface ReadStatement {
  readonly sid: string | undefined;
  /** `Allow` or `Deny`, in any case. */
  readonly effect: string;
  readonly principal: PrincipalElement | undefined;
  readonly action: Patterns | undefined;
  readonly resource: Patterns | undefined;
  readonly conditions: readonly ConditionElement[];
}

type Members = ReadonlyMap<string, JsonValue>;

class SyntaxProblem extends Error {}

const DOCUMENT_ELEMENTS = new Set(['Version', 'Id', 'Statement']);
const STATEMENT_ELEMENTS = new Set([
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
const PRINCIPAL_TYPES: ReadonlySet<string> = new Set<PrincipalType>([
  'AWS',
  'Federated',
  'Service',
  'CanonicalUser',
]);

/**
 * IAM's own cap on a policy document parameter (model: policyDocumentType, 131072); the grammar
 * nests six levels, the rest is leeway.
 */
export const LIMITS: JsonLimits = { maxCharacters: 131_072, maxDepth: 16 };

/** The characters that IAM accepts in a policy document (model: policyDocumentType). */
export const CHARACTERS = /^[\t\n\r\u0020-\u00ff]*$/;

/** Reads a policy text as JSON; undefined when it is not one JSON object of allowed characters. */
export function readPolicyJson(text: string): Members | undefined {
  if (!CHARACTERS.test(text)) return undefined;
  const value = readJson(text, LIMITS);
  return value instanceof Map ? value : undefined;
}

/**
 * Reads the elements of a policy (aws-facts J1). Returns undefined for what AWS calls a syntax
 * error: unknown elements, wrong types, Action beside NotAction, an unknown condition operator.
 */
export function readDocument(json: Members): ReadDocument | undefined {
  try {
    onlyElements(json, DOCUMENT_ELEMENTS);
    const version = optionalText(json, 'Version');
    if (version !== undefined && version !== '2008-10-17' && version !== '2012-10-17') {
      throw new SyntaxProblem();
    }
    const statement = json.get('Statement');
    const list = statement instanceof Map ? [statement] : statement;
    if (!Array.isArray(list) || list.length === 0) throw new SyntaxProblem();
    const statements = list.map(readStatement);
    return { version, id: optionalText(json, 'Id'), statements };
  } catch (error) {
    if (error instanceof SyntaxProblem) return undefined;
    throw error;
  }
}

function readStatement(value: JsonValue): ReadStatement {
  const json = members(value);
  onlyElements(json, STATEMENT_ELEMENTS);
  const effect = optionalText(json, 'Effect');
  if (effect === undefined || !/^(?:allow|deny)$/i.test(effect)) throw new SyntaxProblem();
  return {
    sid: optionalText(json, 'Sid'),
    effect,
    principal: readPrincipal(json),
    action: readPatterns(json, 'Action'),
    resource: readPatterns(json, 'Resource'),
    conditions: readConditions(json.get('Condition')),
  };
}

/** The plain or the Not form of an element, and never both. */
function eitherForm(json: Members, name: string): [JsonValue, boolean] | undefined {
  const plain = json.get(name);
  const negated = json.get(`Not${name}`);
  if (plain !== undefined && negated !== undefined) throw new SyntaxProblem();
  if (plain !== undefined) return [plain, false];
  return negated === undefined ? undefined : [negated, true];
}

function readPatterns(json: Members, name: string): Patterns | undefined {
  const form = eitherForm(json, name);
  return form && { negated: form[1], patterns: texts(form[0]) };
}

function readPrincipal(json: Members): PrincipalElement | undefined {
  const form = eitherForm(json, 'Principal');
  if (!form) return undefined;
  const [value, negated] = form;
  if (value === '*') return { negated, everyone: true, names: [] };
  const names: PrincipalName[] = [];
  let everyone = false;
  for (const [type, named] of members(value)) {
    if (!isPrincipalType(type)) throw new SyntaxProblem();
    for (const name of texts(named)) {
      if (type === 'AWS' && name === '*') everyone = true;
      else names.push({ type, value: name });
    }
  }
  return { negated, everyone, names };
}

function isPrincipalType(text: string): text is PrincipalType {
  return PRINCIPAL_TYPES.has(text);
}

function readConditions(value: JsonValue | undefined): ConditionElement[] {
  if (value === undefined) return [];
  const conditions: ConditionElement[] = [];
  for (const [operator, keys] of members(value)) {
    for (const [key, accepted] of members(keys)) {
      // AWS looks at the operator's name only when it is given something to compare.
      if (!parseOperator(operator)) throw new SyntaxProblem();
      conditions.push({ operator, key, values: conditionValues(accepted) });
    }
  }
  return conditions;
}

/** Booleans and numbers may stand without quotes; they are compared by their text. */
function conditionValues(value: JsonValue): string[] {
  return listOf(value).map((item) => {
    if (typeof item === 'string') return item;
    if (typeof item === 'boolean') return String(item);
    if (item !== null && typeof item === 'object' && 'number' in item) return item.number;
    throw new SyntaxProblem();
  });
}

function texts(value: JsonValue): string[] {
  return listOf(value).map((item) => {
    if (typeof item !== 'string') throw new SyntaxProblem();
    return item;
  });
}

function listOf(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? value : [value];
}

function members(value: JsonValue): Members {
  if (value instanceof Map) return value;
  throw new SyntaxProblem();
}

function optionalText(json: Members, name: string): string | undefined {
  const value = json.get(name);
  if (value !== undefined && typeof value !== 'string') throw new SyntaxProblem();
  return value;
}

function onlyElements(json: Members, known: ReadonlySet<string>): void {
  for (const name of json.keys()) if (!known.has(name)) throw new SyntaxProblem();
}
