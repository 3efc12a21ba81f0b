import type { Work } from '../work.ts';

/** By how many entities of the account a managed policy is used, and as what. */
export interface PolicyUsage {
  readonly attachments: number;
  /** Users and roles whose permissions boundary it is. */
  readonly boundaries: number;
}

const UNUSED: PolicyUsage = { attachments: 0, boundaries: 0 };

/** The usage of one policy by its ARN. */
export async function policyUsage(work: Work, arn: string): Promise<PolicyUsage> {
  return (await readUsage(work, arn)).get(arn) ?? UNUSED;
}

/** The usage of every policy that the account uses, by ARN; look up with `usageOf`. */
export async function allPolicyUsage(work: Work): Promise<ReadonlyMap<string, PolicyUsage>> {
  return await readUsage(work, undefined);
}

/** The usage of one policy among all. */
export function usageOf(all: ReadonlyMap<string, PolicyUsage>, arn: string): PolicyUsage {
  return all.get(arn) ?? UNUSED;
}

async function readUsage(work: Work, arn: string | undefined): Promise<Map<string, PolicyUsage>> {
  const usage = new Map<string, PolicyUsage>();
  const add = (policy: string | null, more: PolicyUsage): void => {
    if (policy === null) return;
    const { attachments, boundaries } = usage.get(policy) ?? UNUSED;
    usage.set(policy, {
      attachments: attachments + more.attachments,
      boundaries: boundaries + more.boundaries,
    });
  };
  for (const { policy_arn, count } of await attachmentCounts(work, arn)) {
    add(policy_arn, { attachments: Number(count), boundaries: 0 });
  }
  for (const table of ['iam_users', 'iam_roles'] as const) {
    for (const { boundary_arn, count } of await boundaryCounts(work, table, arn)) {
      add(boundary_arn, { attachments: 0, boundaries: Number(count) });
    }
  }
  return usage;
}

async function attachmentCounts(
  work: Work,
  arn: string | undefined,
): Promise<{ policy_arn: string; count: number }[]> {
  const all = work.read
    .selectFrom('iam_attachments')
    .select((e) => ['policy_arn', e.fn.countAll<number>().as('count')])
    .where('account_id', '=', work.account)
    .groupBy('policy_arn');
  return await (arn === undefined ? all : all.where('policy_arn', '=', arn)).execute();
}

async function boundaryCounts(
  work: Work,
  table: 'iam_users' | 'iam_roles',
  arn: string | undefined,
): Promise<{ boundary_arn: string | null; count: number }[]> {
  const all = work.read
    .selectFrom(table)
    .select((e) => ['boundary_arn', e.fn.countAll<number>().as('count')])
    .where('account_id', '=', work.account)
    .where('boundary_arn', 'is not', null)
    .groupBy('boundary_arn');
  return await (arn === undefined ? all : all.where('boundary_arn', '=', arn)).execute();
}
