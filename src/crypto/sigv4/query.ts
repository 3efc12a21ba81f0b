import { recodeComponent } from './percent.ts';

/** A query parameter with name and value in their canonical percent-encoding. */
export interface QueryParameter {
  readonly name: string;
  readonly value: string;
}

/** Names and values that are canonical already: unreserved characters and upper-case escapes. */
const CANONICAL =
  /^(?:[A-Za-z0-9\-._~]|%(?:[01][0-9A-F]|2[0-9A-CF]|3[A-F]|40|5[B-E]|60|7[B-DF]|[89A-F][0-9A-F]))*$/;

function canonical(text: string): string | undefined {
  return CANONICAL.test(text) ? text : recodeComponent(text);
}

/** The parameters of a query string in the order sent; undefined when an escape is malformed. */
export function queryParameters(query: string): QueryParameter[] | undefined {
  const parameters: QueryParameter[] = [];
  if (query === '') return parameters;
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const equal = pair.indexOf('=');
    const name = canonical(equal < 0 ? pair : pair.slice(0, equal));
    const value = equal < 0 ? '' : canonical(pair.slice(equal + 1));
    if (name === undefined || value === undefined) return undefined;
    parameters.push({ name, value });
  }
  return parameters;
}

function byNameThenValue(left: QueryParameter, right: QueryParameter): number {
  if (left.name !== right.name) return left.name < right.name ? -1 : 1;
  if (left.value === right.value) return 0;
  return left.value < right.value ? -1 : 1;
}

/**
 * The canonical query string: sorted by encoded name, then by encoded value; a parameter without
 * `=` has the empty value. `without` names the parameter that carries the signature itself.
 */
export function canonicalQuery(parameters: readonly QueryParameter[], without?: string): string {
  let text = '';
  for (const { name, value } of sorted(parameters)) {
    if (name !== without) text += text === '' ? `${name}=${value}` : `&${name}=${value}`;
  }
  return text;
}

/** Most signers send their parameters in order. */
function sorted(parameters: readonly QueryParameter[]): readonly QueryParameter[] {
  for (let at = 1; at < parameters.length; at += 1) {
    const [left, right] = [parameters[at - 1], parameters[at]];
    if (left && right && byNameThenValue(left, right) > 0) {
      return parameters.toSorted(byNameThenValue);
    }
  }
  return parameters;
}
