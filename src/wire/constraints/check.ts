import { AwsError } from '../../failures/aws-error.ts';
import type { ServiceName } from '../services.ts';
import type { Member, Operation, Service, Shape, StructureShape } from '../shapes.ts';
import { cloudtrailConstraints } from './cloudtrail.ts';
import type { Clause, Constraint, ConstraintTable, TextConstraint } from './constraint.ts';
import { gatehouseConstraints } from './gatehouse.ts';
import { iamConstraints } from './iam.ts';
import { identitystoreConstraints } from './identitystore.ts';
import { organizationsConstraints } from './organizations.ts';
import { signinConstraints } from './signin.ts';
import { ssoConstraints } from './sso.ts';
import { ssoAdminConstraints } from './sso-admin.ts';
import { ssoOidcConstraints } from './sso-oidc.ts';
import { stsConstraints } from './sts.ts';

const tables: Partial<Readonly<Record<ServiceName, ConstraintTable>>> = {
  cloudtrail: cloudtrailConstraints,
  gatehouse: gatehouseConstraints,
  iam: iamConstraints,
  identitystore: identitystoreConstraints,
  organizations: organizationsConstraints,
  signin: signinConstraints,
  'sso-admin': ssoAdminConstraints,
  sso: ssoConstraints,
  'sso-oidc': ssoOidcConstraints,
  sts: stsConstraints,
};

/** More than anyone reads; what lies beyond is neither checked nor counted. */
const MAX_VIOLATIONS = 50;
/** A value is quoted up to this many UTF-16 units: AWS quotes all of it, we do not echo megabytes. */
const MAX_QUOTED = 4096;

/** One member with all that is asked of it, prepared once per structure. */
interface Rule {
  readonly member: Member;
  readonly pathName: string;
  readonly constraint: Constraint | undefined;
}

const prepared = new WeakMap<StructureShape, readonly Rule[]>();

function rulesOf(
  shape: StructureShape,
  find: (member: string) => Constraint | undefined,
): readonly Rule[] {
  let rules = prepared.get(shape);
  if (!rules) {
    rules = shape.members.map((member) => ({
      member,
      pathName: lowerFirst(member.name),
      constraint: find(member.name),
    }));
    prepared.set(shape, rules);
  }
  return rules;
}

/** `RoleSessionName` → `roleSessionName`: the form of paths in validation texts and audit events. */
export function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/**
 * Checks an input against the constraints of its API model: required members everywhere, lengths,
 * ranges, patterns and enumerations for the operations that have a table.
 *
 * @throws AwsError ValidationError with AWS's text, every violation in it (aws-facts B6), or what
 *   the service answers in its place; MalformedInput for a fraction where the model has an integer
 */
export function checkConstraints(service: Service, operation: Operation, input: object): void {
  const table = tables[service.name];
  const own = table?.operations[operation.name];
  const check = new ConstraintCheck(table);
  const rules = rulesOf(operation.input, (name) => own?.[name] ?? table?.members[name]);
  check.structure(rules, input, '');
  const { violations, first } = check;
  if (!first) return;
  if (table?.refuse) throw table.refuse(first);
  const errors = violations.length === 1 ? 'error' : 'errors';
  throw new AwsError(
    'ValidationError',
    `${violations.length} validation ${errors} detected: ${violations.join('; ')}`,
  );
}

class ConstraintCheck {
  readonly violations: string[] = [];
  first: Clause['kind'] | undefined;
  readonly #table: ConstraintTable | undefined;

  constructor(table: ConstraintTable | undefined) {
    this.#table = table;
  }

  structure(rules: readonly Rule[], value: object, path: string): void {
    const holder = value as Readonly<Record<string, unknown>>;
    for (const { member, pathName, constraint } of rules) {
      const part = holder[member.name];
      const partPath = path + pathName;
      if (part === undefined || part === null) {
        if (this.#isMissed(member, path)) this.#violation(null, false, partPath, MISSING);
        continue;
      }
      if (constraint) this.#scalarOrLength(constraint, part, partPath, member.sensitive);
      this.#nested(member.shape, part, partPath);
    }
  }

  #isMissed({ required, name }: Member, path: string): boolean {
    return required && !(path === '' && this.#table?.answered?.has(name));
  }

  #nested(shape: Shape, value: unknown, path: string): void {
    if (this.violations.length >= MAX_VIOLATIONS) return;
    if (shape.kind === 'structure') {
      const members = this.#table?.structures[shape.name];
      const rules = rulesOf(shape, (name) => members?.[name]);
      this.structure(rules, value as object, `${path}.`);
    } else if (shape.kind === 'list' && hasParts(shape.member)) {
      for (const [index, element] of (value as readonly unknown[]).entries()) {
        this.#nested(shape.member, element, `${path}.${index + 1}.member`);
      }
    } else if (shape.kind === 'map' && hasParts(shape.value)) {
      for (const [key, part] of Object.entries(value as object)) {
        this.#nested(shape.value, part, `${path}.${key}.member`);
      }
    }
  }

  #scalarOrLength(constraint: Constraint, value: unknown, path: string, sensitive: boolean): void {
    const clauses = failedClauses(constraint, value);
    for (const clause of clauses) this.#violation(value, sensitive, path, clause);
  }

  #violation(value: unknown, sensitive: boolean, path: string, { kind, text }: Clause): void {
    if (this.violations.length >= MAX_VIOLATIONS) return;
    this.first ??= kind;
    const quoted = value === null ? ' null' : sensitive ? '' : ` '${quote(value)}'`;
    this.violations.push(`Value${quoted} at '${path}' failed to satisfy constraint: ${text}`);
  }
}

function hasParts(shape: Shape): boolean {
  return shape.kind === 'structure' || shape.kind === 'list' || shape.kind === 'map';
}

const MISSING: Clause = { kind: 'missing', text: 'Member must not be null' };

function failedClauses(constraint: Constraint, value: unknown): Clause[] {
  switch (constraint.kind) {
    case 'text':
      return failedTextClauses(constraint, value as string);
    case 'integer':
      if (!Number.isInteger(value)) {
        throw new AwsError('MalformedInput', 'NUMBER_VALUE cannot be converted to Integer');
      }
      return boundClauses('value', constraint.min, constraint.max, value as number);
    case 'list': {
      const elements = value as readonly unknown[];
      const clauses = boundClauses('length', constraint.min, constraint.max, elements.length);
      const { member } = constraint;
      if (member && elements.some((element) => !satisfies(member, element as string))) {
        const text = `Member must satisfy constraint: [${allClauses(member).join(', ')}]`;
        clauses.push({ kind: 'element', text });
      }
      return clauses;
    }
  }
}

function satisfies(constraint: TextConstraint, value: string): boolean {
  return failedTextClauses(constraint, value).length === 0;
}

function boundClauses(what: 'length' | 'value', min: number, max: number, size: number): Clause[] {
  if (size > max) return [{ kind: `${what} above`, text: atMost(what, max) }];
  return size < min ? [{ kind: `${what} below`, text: atLeast(what, min) }] : [];
}

function atMost(what: string, max: number): string {
  return `Member must have ${what} less than or equal to ${max}`;
}

function atLeast(what: string, min: number): string {
  return `Member must have ${what} greater than or equal to ${min}`;
}

function failedTextClauses(constraint: TextConstraint, value: string): Clause[] {
  const { min, max, matches, values } = constraint;
  const within = value.length <= max && value.length >= min * 2;
  const clauses = within ? [] : boundClauses('length', min, max, countScalars(value));
  if (matches && !matches.test(value)) {
    clauses.push({ kind: 'pattern', text: patternClause(constraint) });
  }
  if (values && !values.includes(value)) clauses.push({ kind: 'enum', text: enumClause(values) });
  return clauses;
}

/** All that is asked of the elements of a list; AWS prints it whole, whichever part failed. */
function allClauses(constraint: TextConstraint): string[] {
  const { min, max, pattern, values } = constraint;
  const clauses: string[] = [];
  if (max !== Number.POSITIVE_INFINITY) {
    clauses.push(atMost('length', max), atLeast('length', min));
  }
  if (pattern !== undefined) clauses.push(patternClause(constraint));
  if (values) clauses.push(enumClause(values));
  return clauses;
}

function patternClause({ pattern }: TextConstraint): string {
  return `Member must satisfy regular expression pattern: ${pattern}`;
}

function enumClause(values: readonly string[]): string {
  return `Member must satisfy enum value set: [${values.join(', ')}]`;
}

/** The number of Unicode scalar values; a surrogate pair is one. */
function countScalars(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length - 1; index += 1) {
    if ((text.charCodeAt(index) & 0xfc00) !== 0xd800) continue;
    if ((text.charCodeAt(index + 1) & 0xfc00) === 0xdc00) {
      count -= 1;
      index += 1;
    }
  }
  return count;
}

/** A value as AWS's messages print it: lists in brackets, structures as `(name=value)`. */
function quote(value: unknown): string {
  const text = render(value, MAX_QUOTED);
  return text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}...` : text;
}

function render(value: unknown, room: number): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const parts: string[] = [];
  let used = 0;
  for (const [name, part] of Object.entries(value)) {
    if (used > room) break;
    const text = render(part, room - used);
    parts.push(Array.isArray(value) ? text : `${lowerFirst(name)}=${text}`);
    used += text.length;
  }
  return Array.isArray(value) ? `[${parts.join(', ')}]` : `(${parts.join(', ')})`;
}
