/**
 * A second evaluator, for tests alone: written from the rules (aws-facts J1–J5) as plainly as
 * possible, over raw JSON, with regular expressions and sets, and sharing nothing with the engine.
 */
import type { PolicyRequest, Principal } from './index.ts';

export interface RawStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: RawPrincipal;
  readonly NotPrincipal?: RawPrincipal;
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

export type RawPrincipal = '*' | Readonly<Record<string, readonly string[]>>;

export interface RawPolicy {
  readonly Version: string;
  readonly Statement: readonly RawStatement[];
}

export interface RawSet {
  readonly identity: readonly RawPolicy[];
  readonly boundary: RawPolicy | undefined;
  readonly session: readonly RawPolicy[] | undefined;
  readonly resource: RawPolicy | undefined;
  readonly resourceIsTrust: boolean;
  readonly scps: readonly (readonly RawPolicy[])[] | undefined;
  readonly rcps: readonly (readonly RawPolicy[])[] | undefined;
}

/** Called for every condition operator that is evaluated, with its outcome. */
export type Observer = (operator: string, holds: boolean) => void;

type Verdict = 'allowed' | 'explicitly denied' | 'denied';

export function naiveDecide(request: PolicyRequest, set: RawSet, observe: Observer): Verdict {
  const hits = (policy: RawPolicy, effect: string): RawStatement[] =>
    policy.Statement.filter((statement) => {
      const matches = naiveMatches(request, policy.Version, statement, observe);
      return matches && statement.Effect === effect;
    });
  const allows = (policies: readonly RawPolicy[]): boolean =>
    policies.some((policy) => hits(policy, 'Allow').length > 0);
  const optional = (policy: RawPolicy | undefined): RawPolicy[] => (policy ? [policy] : []);
  const everything = [
    ...(set.rcps ?? []).flat(),
    ...(set.scps ?? []).flat(),
    ...optional(set.resource),
    ...set.identity,
    ...optional(set.boundary),
    ...(set.session ?? []),
  ];
  if (everything.some((policy) => hits(policy, 'Deny').length > 0)) return 'explicitly denied';
  for (const level of [...(set.rcps ?? []), ...(set.scps ?? [])]) {
    if (!allows(level)) return 'denied';
  }
  const { principal } = request;
  const grants = optional(set.resource).flatMap((policy) => hits(policy, 'Allow'));
  const named = new Set(grants.flatMap((statement) => [...levelsNamed(statement, principal)]));
  if (!('account' in principal)) return grants.length > 0 ? 'allowed' : 'denied';
  const unlimited = principal.type === 'root' || rootIssued(principal);
  const identity = unlimited || allows(set.identity);
  const limited =
    optional(set.boundary).every((policy) => allows([policy])) &&
    (set.session ? allows(set.session) : principal.type !== 'federated-user');
  if (principal.account !== request.resourceAccount) {
    return identity && grants.length > 0 && limited ? 'allowed' : 'denied';
  }
  if (set.resource && set.resourceIsTrust && grants.length === 0) return 'denied';
  const direct = named.has('caller') || named.has('everyone');
  if (direct && principal.type !== 'root') return 'allowed';
  return (identity || named.has('entity') || direct) && limited ? 'allowed' : 'denied';
}

function rootIssued(principal: Principal): boolean {
  return principal.type === 'federated-user' && principal.issuer.type === 'root';
}

export function naiveMatches(
  request: PolicyRequest,
  version: string,
  statement: RawStatement,
  observe: Observer,
): boolean {
  const conditions = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => {
      const holds = naiveCondition(request, version, operator, key, values);
      observe(operator, holds);
      return holds;
    }),
  );
  const hasPrincipal = statement.Principal !== undefined || statement.NotPrincipal !== undefined;
  return (
    conditions.every((holds) => holds) &&
    naiveAction(request.action, statement) &&
    naiveResource(request, version, statement) &&
    (!hasPrincipal || levelsNamed(statement, request.principal).size > 0)
  );
}

function naiveAction(action: string, { Action, NotAction }: RawStatement): boolean {
  const fits = (pattern: string): boolean => wildcard(pattern, 'i').test(action);
  return Action ? Action.some(fits) : !(NotAction ?? []).some(fits);
}

function naiveResource(request: PolicyRequest, version: string, statement: RawStatement): boolean {
  const patterns = statement.Resource ?? statement.NotResource;
  if (!patterns) return true;
  const regexes = patterns.map((pattern) => expand(request, version, pattern, true));
  const fits = regexes.some((regex) => regex?.test(request.resource));
  if (statement.Resource) return fits;
  return !fits && !regexes.includes(undefined);
}

/** On which levels a statement names the caller: itself, its role or issuer, its account. */
function levelsNamed(statement: RawStatement, principal: Principal): Set<string> {
  const { Principal: plain, NotPrincipal: negated, Effect } = statement;
  if (plain) return namedIn(plain, principal);
  if (!negated || negated === '*' || negated.AWS?.includes('*')) return new Set();
  const named = namedIn(negated, principal);
  const levels = new Set(['caller']);
  if (principal.type === 'user' || principal.type === 'federated-user') levels.add('account');
  if (principal.type === 'role-session') levels.add('account').add('entity');
  const spared = Effect === 'Deny' ? levels.isSubsetOf(named) : named.size > 0;
  return spared ? new Set() : new Set(['everyone']);
}

function namedIn(element: RawPrincipal, principal: Principal): Set<string> {
  if (element === '*' || element.AWS?.includes('*')) return new Set(['everyone']);
  const found = new Set<string>();
  const look = (names: readonly string[], level: string, type = 'AWS'): void => {
    if (element[type]?.some((name) => names.includes(name))) found.add(level);
  };
  if (principal.type === 'service') look([principal.service], 'caller', 'Service');
  if (principal.type === 'federated') look([principal.provider], 'caller', 'Federated');
  if ('arn' in principal) look([principal.arn], 'caller');
  if (principal.type === 'role-session') look([principal.roleArn], 'entity');
  if (principal.type === 'federated-user' && principal.issuer.type === 'user') {
    look([principal.issuer.arn], 'entity');
  }
  if ('account' in principal) {
    const names = [principal.account, `arn:aws:iam::${principal.account}:root`];
    look(names, principal.type === 'root' ? 'caller' : 'account');
  }
  return found;
}

type Compare = (received: string, accepted: string) => boolean;

const number = (test: (a: number, b: number) => boolean): Compare => {
  return (received, accepted) => test(Number(received), Number(accepted));
};
const date = (test: (a: number, b: number) => boolean): Compare => {
  const read = (text: string) => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));
  return (received, accepted) => test(read(received), read(accepted));
};
const bytes = (text: string): string => Buffer.from(text, 'base64').toString('hex');

/** Positive forms only; `…Not…` operators are their opposites. */
const COMPARISONS: Readonly<Record<string, Compare>> = {
  StringEquals: (received, accepted) => received === accepted,
  StringEqualsIgnoreCase: (received, accepted) => received.toUpperCase() === accepted.toUpperCase(),
  NumericEquals: number((a, b) => a === b),
  NumericLessThan: number((a, b) => a < b),
  NumericLessThanEquals: number((a, b) => a <= b),
  NumericGreaterThan: number((a, b) => a > b),
  NumericGreaterThanEquals: number((a, b) => a >= b),
  DateEquals: date((a, b) => a === b),
  DateLessThan: date((a, b) => a < b),
  DateLessThanEquals: date((a, b) => a <= b),
  DateGreaterThan: date((a, b) => a > b),
  DateGreaterThanEquals: date((a, b) => a >= b),
  Bool: (received, accepted) => received.toLowerCase() === accepted.toLowerCase(),
  BinaryEquals: (received, accepted) => bytes(received) === bytes(accepted),
  IpAddress: (received, accepted) => {
    const [network = '', length] = accepted.split('/');
    const [left, right] = [addressBits(received), addressBits(network)];
    const bits = Number(length ?? right.length);
    return left.length === right.length && left.slice(0, bits) === right.slice(0, bits);
  },
};

function addressBits(text: string): string {
  if (!text.includes(':')) {
    return text
      .split('.')
      .map((octet) => Number(octet).toString(2).padStart(8, '0'))
      .join('');
  }
  const [head = '', tail = ''] = text.split('::');
  const groups = (part: string): string[] => part.split(':').filter((group) => group !== '');
  const missing = 8 - groups(head).length - groups(tail).length;
  return [...groups(head), ...Array<string>(missing).fill('0'), ...groups(tail)]
    .map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('');
}

const OPPOSITES: Readonly<Record<string, string>> = { NotIpAddress: 'IpAddress' };

function naiveCondition(
  request: PolicyRequest,
  version: string,
  written: string,
  key: string,
  accepted: readonly string[],
): boolean {
  const received = request.context(key.toLowerCase()) ?? [];
  if (written === 'Null') return accepted.includes(String(received.length === 0));
  const ifExists = written.endsWith('IfExists');
  const [prefix, name] = written.includes(':') ? written.split(':') : ['', written];
  const operator = (name ?? '').replace(/IfExists$/, '');
  const positive = OPPOSITES[operator] ?? operator.replace('Not', '');
  const negated = positive !== operator;
  if (received.length === 0) {
    return ifExists || prefix === 'ForAllValues' || (negated && prefix === '');
  }
  const outcomes = received.map((value) => {
    const results = accepted.map((text) => compareOne(request, version, positive, value, text));
    if (results.includes(true)) return !negated;
    return negated && !results.includes(undefined);
  });
  if (prefix === 'ForAllValues') return !outcomes.includes(false);
  if (prefix === 'ForAnyValue') return outcomes.includes(true);
  return negated ? !outcomes.includes(false) : outcomes.includes(true);
}

function compareOne(
  request: PolicyRequest,
  version: string,
  operator: string,
  received: string,
  accepted: string,
): boolean | undefined {
  if (operator === 'StringLike') return expand(request, version, accepted, true)?.test(received);
  if (operator.startsWith('Arn')) return naiveArn(request, version, received, accepted);
  if (!operator.startsWith('String')) return COMPARISONS[operator]?.(received, accepted) ?? false;
  const regex = expand(request, version, accepted, false);
  if (!regex || operator === 'StringEquals') return regex?.test(received);
  return new RegExp(regex.source, 'is').test(received);
}

/** Each of the six parts by itself; the pools of the generator have no colons in variables. */
function naiveArn(request: PolicyRequest, version: string, received: string, accepted: string) {
  const split = (text: string): string[] => {
    const parts = text.split(/:(?![^{]*\})/);
    return [...parts.slice(0, 5), parts.slice(5).join(':')];
  };
  const regexes = split(accepted).map((part) => expand(request, version, part, true));
  if (regexes.includes(undefined)) return undefined;
  return split(received).every((part, index) => regexes[index]?.test(part));
}

function wildcard(pattern: string, flags = ''): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\/]/g, '\\$&')
    .replaceAll('*', '[^]*')
    .replaceAll('?', '[^]');
  return new RegExp(`^${source}$`, flags);
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** The regular expression of a text with variables; undefined when one of them has no value. */
function expand(
  request: PolicyRequest,
  version: string,
  text: string,
  wildcards: boolean,
): RegExp | undefined {
  const read = (part: string): string =>
    wildcards ? wildcard(part).source.slice(1, -1) : literal(part);
  if (version !== '2012-10-17') return new RegExp(`^${read(text)}$`);
  let source = '';
  for (const part of text.split(/(\$\{[^}]*\})/)) {
    const inside = /^\$\{(.*)\}$/.exec(part)?.[1];
    if (inside === undefined) source += read(part);
    else if (['*', '?', '$'].includes(inside)) source += literal(inside);
    else {
      const [key = '', fallback] = inside.split(',').map((item) => item.trim());
      const values = request.context(key.toLowerCase()) ?? [];
      const value = values.length === 1 ? values[0] : fallback?.slice(1, -1);
      if (value === undefined) return undefined;
      source += literal(value);
    }
  }
  return new RegExp(`^${source}$`);
}
