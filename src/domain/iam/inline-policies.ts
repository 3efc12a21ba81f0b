import { policySize, validatePolicy } from '../../policy/index.ts';
import type { Work } from '../work.ts';
import { limitExceeded, malformedPolicy, noSuchEntity } from './errors.ts';
import { cutPage, type Page, type PageRequest, pageLimit, pageStart } from './paging.ts';
import type { PolicyOwner } from './policy-owner.ts';
import { quotas } from './quotas.ts';

/** The most that all inline policies of one entity may measure together (aws-facts J7). */
const SIZE_LIMITS = {
  user: quotas.userInlineSize,
  group: quotas.groupInlineSize,
  role: quotas.roleInlineSize,
} as const;

/**
 * Adds an inline policy or replaces the one of that name. Throws MalformedPolicyDocument, or
 * LimitExceeded when all of the entity's inline policies together become too large.
 */
export async function putInlinePolicy(
  work: Work,
  owner: PolicyOwner,
  name: string,
  document: string,
): Promise<void> {
  const reading = validatePolicy(document, 'identity');
  if (!reading.ok) throw malformedPolicy(reading.message);
  const others = (await inlinePolicies(work, owner.id)).filter((policy) => policy.name !== name);
  const size = [...others, { document }].reduce((sum, one) => sum + policySize(one.document), 0);
  const limit = SIZE_LIMITS[owner.kind];
  if (size > limit) {
    throw limitExceeded(
      `Maximum policy size of ${limit} bytes exceeded for ${owner.kind} ${owner.name}`,
    );
  }
  work.write(
    work.read
      .insertInto('iam_inline_policies')
      .values({ account_id: work.account, owner_id: owner.id, name, document })
      .onConflict((conflict) =>
        conflict.columns(['account_id', 'owner_id', 'name']).doUpdateSet({ document }),
      ),
  );
  owner.touch();
}

/** An inline policy's document; throws NoSuchEntity. */
export async function getInlinePolicy(
  work: Work,
  owner: PolicyOwner,
  name: string,
): Promise<string> {
  const policies = await inlinePolicies(work, owner.id);
  const found = policies.find((policy) => policy.name === name);
  if (found) return found.document;
  throw noSuchEntity(`The ${owner.kind} policy with name ${name} cannot be found.`);
}

/** Deletes an inline policy; throws NoSuchEntity. */
export async function deleteInlinePolicy(
  work: Work,
  owner: PolicyOwner,
  name: string,
): Promise<void> {
  await getInlinePolicy(work, owner, name);
  work.write(
    work.read
      .deleteFrom('iam_inline_policies')
      .where('account_id', '=', work.account)
      .where('owner_id', '=', owner.id)
      .where('name', '=', name),
  );
  owner.touch();
}

/** Every inline policy of an entity, by name; their total size bounds their number. */
export async function inlinePolicies(
  work: Work,
  ownerId: string,
): Promise<{ name: string; document: string }[]> {
  return await work.read
    .selectFrom('iam_inline_policies')
    .select(['name', 'document'])
    .where('account_id', '=', work.account)
    .where('owner_id', '=', ownerId)
    .orderBy('name')
    .execute();
}

/** A page of the names of an entity's inline policies. */
export async function listInlinePolicies(
  work: Work,
  ownerId: string,
  request: PageRequest,
): Promise<Page<string>> {
  const rows = await work.read
    .selectFrom('iam_inline_policies')
    .select('name')
    .where('account_id', '=', work.account)
    .where('owner_id', '=', ownerId)
    .where('name', '>', pageStart(request))
    .orderBy('name')
    .limit(pageLimit(request))
    .execute();
  const page = cutPage(rows, request, (row) => row.name);
  return { ...page, items: page.items.map((row) => row.name) };
}
