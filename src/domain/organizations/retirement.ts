import { systemRandom } from '../../base/bytes.ts';
import type { Store } from '../../store/index.ts';
import { ACCOUNT_ENTITY } from '../entities.ts';
import { beginWork, type Work } from '../work.ts';
import { findMember } from './members.ts';
import { letGo } from './membership.ts';
import { findOrganization, managing } from './organizations.ts';

/**
 * R242: closes accounts for good that were closed `before` (milliseconds) and not reopened. They leave
 * their organization; their rows stay, so that neither id nor e-mail address is used again. Rejects
 * with a `StoreError`; what is left is closed the next time.
 */
export function createAccountRetirement(
  store: Store,
): (before: number, signal?: AbortSignal) => Promise<void> {
  return async (before, signal) => {
    const due = await store.read
      .selectFrom('accounts')
      .select('account_id')
      .where('state', '=', 'SUSPENDED')
      .where('closed_at', '<=', before)
      .orderBy('account_id')
      .execute();
    for (const { account_id: account } of due) {
      if (signal?.aborted) return;
      const work = beginWork({ account, now: before, random: systemRandom, read: store.read });
      await retire(work, before);
      await store.commit(work.plan);
    }
  };
}

async function retire(work: Work, before: number): Promise<void> {
  const organization = await findOrganization(work);
  const member = organization && (await findMember(work, organization, work.account));
  work.write(
    work.read
      .updateTable('accounts')
      .set({ state: 'CLOSED' })
      .where('account_id', '=', work.account)
      .where('state', '=', 'SUSPENDED')
      .where('closed_at', '<=', before),
  );
  work.changed(ACCOUNT_ENTITY);
  if (organization && member) await letGo(managing(work, organization), organization, member);
}
