import type { Work } from '../work.ts';
import { validationError } from './errors.ts';
import { type GroupRow, listGroups } from './groups.ts';
import type { ManagedPolicies, ManagedPolicy } from './managed-policies.ts';
import {
  cutPage,
  markerAfter,
  type Page,
  type PageRequest,
  pageLimit,
  pageStart,
} from './paging.ts';
import { allPolicies, type PolicyRow } from './policies.ts';
import { allPolicyUsage } from './policy-usage.ts';
import { listRoles, type RoleRow } from './roles.ts';
import { listUsers, type UserRow } from './users.ts';

/** The kinds of entities, as the API names them, and their rows. */
export interface DetailRows {
  readonly User: UserRow;
  readonly Group: GroupRow;
  readonly Role: RoleRow;
  readonly LocalManagedPolicy: PolicyRow;
  readonly AWSManagedPolicy: ManagedPolicy;
}

export type DetailKind = keyof DetailRows;

/** One entity of the account, of whichever kind. */
export type Detail = {
  readonly [Kind in DetailKind]: { readonly kind: Kind; readonly row: DetailRows[Kind] };
}[DetailKind];

/** Reads the rows of a kind that come after a sort key, at least `count` of them if there are. */
type KindReader = (
  work: Work,
  managed: ManagedPolicies,
  after: string,
  count: number,
) => Promise<readonly Detail[]>;

const following = (after: string, count: number): PageRequest => ({
  MaxItems: count,
  ...(after === '' ? {} : { Marker: markerAfter(after) }),
});

/** The kinds in the order in which the listing goes through them; the order is part of markers. */
const kinds: readonly (readonly [DetailKind, KindReader])[] = [
  [
    'User',
    async (work, _managed, after, count) =>
      (await listUsers(work, following(after, count))).items.map((row) => ({ kind: 'User', row })),
  ],
  [
    'Group',
    async (work, _managed, after, count) =>
      (await listGroups(work, following(after, count))).items.map((row) => ({
        kind: 'Group',
        row,
      })),
  ],
  [
    'Role',
    async (work, _managed, after, count) =>
      (await listRoles(work, following(after, count))).items.map((row) => ({ kind: 'Role', row })),
  ],
  // Sorted here, as they are compared here: a database may have another order of letters.
  [
    'LocalManagedPolicy',
    async (work, _managed, after) =>
      (await allPolicies(work))
        .filter((row) => row.name_key > after)
        .sort((a, b) => (a.name_key < b.name_key ? -1 : 1))
        .map((row) => ({ kind: 'LocalManagedPolicy', row })),
  ],
  [
    'AWSManagedPolicy',
    async (work, managed, after) => {
      const used = [...(await allPolicyUsage(work)).keys()].sort();
      return used
        .filter((arn) => arn > after)
        .flatMap((arn) => managed.get(arn) ?? [])
        .map((row) => ({ kind: 'AWSManagedPolicy', row }));
    },
  ],
];

/**
 * One page over the account's users, groups, roles, its own managed policies and those of AWS that
 * it uses, kind after kind; all kinds when `Filter` names none.
 */
export async function listDetails(
  work: Work,
  managed: ManagedPolicies,
  request: PageRequest & { readonly Filter?: readonly DetailKind[] | undefined },
): Promise<Page<Detail>> {
  const { index: start, after } = readStart(request);
  const wanted = new Set(request.Filter?.length ? request.Filter : kinds.map(([kind]) => kind));
  const limit = pageLimit(request);
  const found: Detail[] = [];
  for (const [index, [kind, read]] of kinds.entries()) {
    if (index < start || found.length >= limit || !wanted.has(kind)) continue;
    const from = index === start ? after : '';
    found.push(...(await read(work, managed, from, limit - found.length)));
  }
  return cutPage(found.slice(0, limit), request, sortKey);
}

function sortKey(detail: Detail): string {
  const index = kinds.findIndex(([kind]) => kind === detail.kind);
  const { kind, row } = detail;
  return `${index}:${kind === 'AWSManagedPolicy' ? row.arn : row.name_key}`;
}

function readStart(request: PageRequest): { index: number; after: string } {
  const start = pageStart(request);
  if (start === '') return { index: 0, after: '' };
  const match = /^([0-4]):(.+)$/s.exec(start);
  if (!match) throw validationError('Invalid Marker.');
  return { index: Number(match[1]), after: match[2] ?? '' };
}
