import { GuardFailed, type Plan, type Store, UniqueViolation } from '../store/index.ts';

/** Commits a plan; false when another one was faster to change what it was decided from. */
export async function commitOnce(store: Store, plan: Plan): Promise<boolean> {
  try {
    await store.commit(plan);
    return true;
  } catch (error) {
    if (error instanceof GuardFailed || error instanceof UniqueViolation) return false;
    throw error;
  }
}
