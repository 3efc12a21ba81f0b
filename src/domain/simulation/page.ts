import { parseArn } from '../../base/arn.ts';
import { invalidInput, validationError } from '../iam/errors.ts';
import { markerAfter, type Page, type PageRequest, pageStart } from '../iam/paging.ts';
import { type SimulatedResult, type Simulation, simulate } from './simulate.ts';

/** What a simulation asks about: every action on every resource. */
export interface Questions extends PageRequest {
  readonly ActionNames: readonly string[];
  readonly ResourceArns?: readonly string[] | undefined;
}

/** One action with its result for each resource. */
export interface SimulatedAction {
  readonly action: string;
  /** False when the caller named no resource, which asks about `*`. */
  readonly namesResources: boolean;
  readonly results: readonly [SimulatedResult, ...SimulatedResult[]];
}

const DEFAULT_SIZE = 100;
/** The most that one page may cost, in characters that are compared. */
const PAGE_COST = 40_000_000;
/** What a request costs before any policy is read. */
const REQUEST_COST = 500;
/** What a statement costs besides its characters: it may have to be told in the answer. */
const STATEMENT_COST = 1000;
/** A pattern is looked for all along a resource; this many characters are as one comparison. */
const RESOURCE_STEP = 100;

/**
 * Simulates one page of the actions. A page ends early when it has cost enough, as IAM's do. Throws
 * InvalidInput for names that are no actions or resources, and when one action costs too much.
 */
export function simulatePage(questions: Questions, simulation: Simulation): Page<SimulatedAction> {
  const { ActionNames: actions, ResourceArns: given = [] } = questions;
  for (const action of actions) requireAction(action);
  for (const resource of given) requireResource(resource);
  const resources: readonly [string, ...string[]] = isFilled(given) ? given : ['*'];
  const cost = costOfAction(simulation, resources);
  const size = Math.min(questions.MaxItems ?? DEFAULT_SIZE, Math.floor(PAGE_COST / cost));
  if (size === 0) throw invalidInput('The simulation has too many resources for its policies.');
  const start = startOf(questions);
  const page = actions.slice(start, start + size);
  const items = page.map((action) => ({
    action,
    namesResources: given.length > 0,
    results: mapFilled(resources, (resource) => simulate(simulation, action, resource)),
  }));
  const isTruncated = start + size < actions.length;
  return {
    items,
    isTruncated,
    marker: isTruncated ? markerAfter(String(start + size)) : undefined,
  };
}

function costOfAction(simulation: Simulation, resources: readonly string[]): number {
  const { identity, boundary, resourcePolicy, controls = [] } = simulation;
  const policies = [...identity, boundary, resourcePolicy, ...controls.flat()];
  const ofPolicies = policies.reduce(
    (sum, policy) =>
      sum + (policy ? policy.text.length + policy.document.statements.length * STATEMENT_COST : 0),
    REQUEST_COST,
  );
  return resources.reduce(
    (sum, resource) => sum + ofPolicies * (1 + resource.length / RESOURCE_STEP),
    0,
  );
}

function startOf(questions: Questions): number {
  const text = pageStart(questions);
  if (text === '') return 0;
  if (!/^\d{1,9}$/.test(text)) throw validationError('Invalid Marker.');
  return Number(text);
}

function requireAction(action: string): void {
  if (!/^[A-Za-z0-9-]+:[A-Za-z0-9]+$/.test(action)) {
    throw invalidInput(`Invalid Input Actions: "${action}" is not the name of an action.`);
  }
}

function requireResource(resource: string): void {
  if (resource !== '*' && !parseArn(resource)) {
    throw invalidInput(`Invalid Input Resource: ${resource} must be in ARN format or "*".`);
  }
}

function isFilled<Item>(items: readonly Item[]): items is readonly [Item, ...Item[]] {
  return items.length > 0;
}

function mapFilled<Item, Result>(
  [first, ...rest]: readonly [Item, ...Item[]],
  map: (item: Item) => Result,
): [Result, ...Result[]] {
  return [map(first), ...rest.map(map)];
}
