import { anyCharacter, anyText, compileGlob, type GlobToken, type TextTest } from './glob.ts';

/** The values of a request's condition key, asked for by the key's name in lower case. */
export type ContextLookup = (lowerCaseKey: string) => readonly string[] | undefined;

/**
 * A text of a policy ready to be compared. Answers undefined when it names a policy variable that
 * the request has no single value for.
 */
export type TextPattern = (value: string, context: ContextLookup) => boolean | undefined;

/** How the text compares: as it stands, without regard to case, with wildcards, or as an ARN. */
export type TextMode = 'exact' | 'ignoring-case' | 'wildcard' | 'arn';

interface Variable {
  /** The key's name as it is written. */
  readonly name: string;
  /** The same in lower case. */
  readonly key: string;
  readonly fallback: string | undefined;
}

type Token = GlobToken | Variable;

/**
 * Compiles a text of a Resource or Condition element (aws-facts J3, J4). `variables` is true for
 * documents of version 2012-10-17. What a variable stands for is compared literally: a `*` in a
 * tag value is no wildcard.
 */
export function compilePattern(text: string, mode: TextMode, variables: boolean): TextPattern {
  const tokens = tokenize(text, mode === 'wildcard' || mode === 'arn', variables);
  if (!tokens.some(isVariable)) {
    const test = compileTokens(tokens.filter(isFixed), mode);
    return (value) => test(value);
  }
  const start = mode !== 'ignoring-case' && typeof tokens[0] === 'string' ? tokens[0] : '';
  return (value, context) => {
    const resolved = resolve(tokens, context);
    if (!resolved) return undefined;
    // Most values differ before the first variable, which spares them the rest of the pattern.
    return value.startsWith(start) && compileTokens(resolved, mode)(value);
  };
}

function compileTokens(tokens: readonly GlobToken[], mode: TextMode): TextTest {
  if (mode === 'arn') return compileArn(tokens);
  if (mode !== 'ignoring-case') return compileGlob(tokens);
  const wanted = tokens.join('').toLowerCase();
  return (value) => value.toLowerCase() === wanted;
}

const LITERALS = new Set(['*', '?', '$']);

function tokenize(text: string, wildcards: boolean, variables: boolean): Token[] {
  const tokens: Token[] = [];
  let literal = '';
  const push = (token: Token): void => {
    if (literal !== '') tokens.push(literal);
    literal = '';
    tokens.push(token);
  };
  // Beyond the last brace no variable can end: looking for it again and again would cost much.
  const lastBrace = variables ? text.lastIndexOf('}') : -1;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    const opens = at < lastBrace && character === '$' && text[at + 1] === '{';
    const end = opens ? text.indexOf('}', at) : -1;
    if (end >= 0) {
      const inside = text.slice(at + 2, end);
      if (LITERALS.has(inside)) literal += inside;
      else push(readVariable(inside));
      at = end;
    } else if (wildcards && character === '*') push(anyText);
    else if (wildcards && character === '?') push(anyCharacter);
    else literal += character;
  }
  if (literal !== '') tokens.push(literal);
  return tokens;
}

/** `key` or `key, 'value if absent'`; anything else is the name of a key that nothing has. */
function readVariable(inside: string): Variable {
  const comma = inside.indexOf(',');
  const quoted = comma < 0 ? '' : inside.slice(comma + 1).trim();
  const hasFallback = /^'[^']*'$/.test(quoted);
  const name = (hasFallback ? inside.slice(0, comma) : inside).trim();
  const fallback = hasFallback ? quoted.slice(1, -1) : undefined;
  return { name, key: name.toLowerCase(), fallback };
}

/** The names of the keys that the variables of a text stand for, as they are written. */
export function variableKeys(text: string): string[] {
  return tokenize(text, false, true).flatMap((token) => (isVariable(token) ? [token.name] : []));
}

function isVariable(token: Token): token is Variable {
  return typeof token === 'object';
}

function isFixed(token: Token): token is GlobToken {
  return !isVariable(token);
}

/** Multi-valued keys cannot be variables (aws-facts J4). */
function resolve(tokens: readonly Token[], context: ContextLookup): GlobToken[] | undefined {
  const resolved: GlobToken[] = [];
  for (const token of tokens) {
    if (isVariable(token)) {
      const values = context(token.key);
      const value = values?.length === 1 ? values[0] : token.fallback;
      if (value === undefined) return undefined;
      resolved.push(value);
    } else resolved.push(token);
  }
  return resolved;
}

/**
 * ARNs compare part by part: a wildcard of a condition stays within its part (aws-facts J3), and
 * colons after the fifth belong to the resource. `*` alone stands for any ARN.
 */
function compileArn(tokens: readonly GlobToken[]): TextTest {
  const parts = splitTokens(tokens);
  if (tokens.length === 1 && tokens[0] === anyText) return (value) => splitArn(value) !== undefined;
  if (parts.length < 6) return () => false;
  const tests = parts.map(compileGlob);
  return (value) => {
    const received = splitArn(value);
    return received?.every((part, index) => tests[index]?.(part)) ?? false;
  };
}

function splitTokens(tokens: readonly GlobToken[]): GlobToken[][] {
  const parts: GlobToken[][] = [[]];
  for (const token of tokens) {
    let rest: GlobToken = token;
    while (typeof rest === 'string' && parts.length < 6 && rest.includes(':')) {
      const colon: number = rest.indexOf(':');
      parts[parts.length - 1]?.push(rest.slice(0, colon));
      parts.push([]);
      rest = rest.slice(colon + 1);
    }
    parts[parts.length - 1]?.push(rest);
  }
  return parts;
}

function splitArn(value: string): string[] | undefined {
  const parts: string[] = [];
  let from = 0;
  while (parts.length < 5) {
    const colon = value.indexOf(':', from);
    if (colon < 0) return undefined;
    parts.push(value.slice(from, colon));
    from = colon + 1;
  }
  parts.push(value.slice(from));
  return parts[0] === 'arn' ? parts : undefined;
}
