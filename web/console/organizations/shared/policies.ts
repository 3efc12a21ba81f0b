import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { allPages } from '../../iam/shared/all-pages.ts';

/** The type of policies that this room is about. */
export const SCP = 'SERVICE_CONTROL_POLICY' as const;

/** A policy without its content. */
export type Summary = NonNullable<OutputOf<'organizations', 'ListPolicies'>['Policies']>[number];

/** A policy that binds a place of the tree, and where it is attached. */
export interface BoundPolicy {
  readonly policy: Summary;
  /** Id of the place itself or of one above it. */
  readonly from: string;
  /** The name of that place; empty for the one that was asked about. */
  readonly fromName: string;
}

/** The service control policies of the organization, page by page. */
export async function listPolicies(signal?: AbortSignal): Promise<Summary[]> {
  return await allPages(async (NextToken) => {
    const answer = await call('organizations', 'ListPolicies', { Filter: SCP, NextToken }, signal);
    return { items: answer.Policies ?? [], next: answer.NextToken };
  }, 100);
}

/** The policies that are attached to a place. */
export async function listAttached(TargetId: string, signal?: AbortSignal): Promise<Summary[]> {
  return await allPages(async (NextToken) => {
    const input = { TargetId, Filter: SCP, NextToken };
    const answer = await call('organizations', 'ListPoliciesForTarget', input, signal);
    return { items: answer.Policies ?? [], next: answer.NextToken };
  });
}

/** Ids of a place and of everything above it, up to the root. */
export async function placesAbove(id: string, signal?: AbortSignal): Promise<string[]> {
  const places = [id];
  let place = id;
  while (!place.startsWith('r-')) {
    const { Parents } = await call('organizations', 'ListParents', { ChildId: place }, signal);
    const parent = Parents?.[0]?.Id;
    if (parent === undefined || places.includes(parent)) break;
    places.push(parent);
    place = parent;
  }
  return places;
}

/** Every policy that binds a place: its own first, then those of the places above it. */
export async function listBinding(id: string, signal?: AbortSignal): Promise<BoundPolicy[]> {
  const places = await placesAbove(id, signal);
  const lists = await Promise.all(
    places.map(async (from) => {
      const attached = await listAttached(from, signal);
      const fromName = from === id ? '' : await nameOfPlace(from, signal);
      return attached.map((policy) => ({ policy, from, fromName }));
    }),
  );
  return lists.flat();
}

/** The name of a root or organizational unit; its id where it may not be read. */
async function nameOfPlace(OrganizationalUnitId: string, signal?: AbortSignal): Promise<string> {
  if (OrganizationalUnitId.startsWith('r-')) return 'Root';
  const input = { OrganizationalUnitId };
  const found = await call('organizations', 'DescribeOrganizationalUnit', input, signal).catch(
    () => undefined,
  );
  return found?.OrganizationalUnit?.Name ?? OrganizationalUnitId;
}
