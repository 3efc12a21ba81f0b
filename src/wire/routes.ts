import { decodePercent, type Parameters } from './parameters.ts';
import type { Operation, Service } from './shapes.ts';

/** An operation of a restJson1 service and the labels that its path carried, decoded. */
export interface Routed {
  readonly operation: Operation;
  readonly labels: ReadonlyMap<string, string>;
}

interface Node {
  readonly literals: Map<string, Node>;
  label: Node | undefined;
  readonly operations: { readonly operation: Operation; readonly labels: readonly string[] }[];
}

function node(): Node {
  return { literals: new Map(), label: undefined, operations: [] };
}

const trees = new WeakMap<Service, Node>();

function treeOf(service: Service): Node {
  let tree = trees.get(service);
  if (!tree) {
    tree = node();
    for (const operation of service.operations.values()) addRoute(tree, operation);
    trees.set(service, tree);
  }
  return tree;
}

function addRoute(tree: Node, operation: Operation): void {
  if (!operation.http) return;
  const { method, path, query } = operation.http;
  let place = childOf(tree, method);
  const labels: string[] = [];
  for (const segment of path.split('/').slice(1)) {
    if (segment.startsWith('{')) {
      labels.push(segment.slice(1, -1));
      place.label ??= node();
      place = place.label;
    } else {
      place = childOf(place, segment);
    }
  }
  place.operations.push({ operation, labels });
  place.operations.sort(
    (left, right) =>
      (right.operation.http?.query.length ?? 0) - (left.operation.http?.query.length ?? 0),
  );
  if (query.length > 1) throw new TypeError(`${operation.name} has several fixed query parameters`);
}

function childOf(parent: Node, name: string): Node {
  let child = parent.literals.get(name);
  if (!child) {
    child = node();
    parent.literals.set(name, child);
  }
  return child;
}

/**
 * Finds the operation of a method and a path as sent. Segments are compared before they are
 * decoded, so that an encoded slash stays inside its label. Of two operations with one path, the
 * one whose fixed query parameters are present is meant (`/token?aws_iam=t`).
 *
 * @throws UndecodableError for bad percent-encoding in a label
 */
export function findRoute(
  service: Service,
  method: string,
  path: string,
  query: Parameters,
): Routed | undefined {
  const segments = path.split('/');
  if (segments.length > 32) return undefined;
  const start = treeOf(service).literals.get(method);
  const values: string[] = [];
  const end = start && descend(start, segments, 1, values);
  if (!end) return undefined;
  for (const { operation, labels } of end.operations) {
    if (!operation.http?.query.every((fixed) => hasPair(query, fixed))) continue;
    const decoded = labels.map((label, index) => [
      label,
      decodePercent(values[index] ?? '', false),
    ]);
    return { operation, labels: new Map(decoded as [string, string][]) };
  }
  return undefined;
}

/** Literal segments go before labels; a label takes any segment that is not empty. */
function descend(
  place: Node,
  segments: readonly string[],
  index: number,
  values: string[],
): Node | undefined {
  const segment = segments[index];
  if (segment === undefined) return place.operations.length > 0 ? place : undefined;
  const literal = place.literals.get(segment);
  const end = literal && descend(literal, segments, index + 1, values);
  if (end || !place.label || segment === '') return end;
  values.push(segment);
  const behind = descend(place.label, segments, index + 1, values);
  if (!behind) values.pop();
  return behind;
}

function hasPair(query: Parameters, [name, value]: readonly [string, string]): boolean {
  for (let index = 0; index < query.length; index += 2) {
    if (query[index] === name && query[index + 1] === value) return true;
  }
  return false;
}
