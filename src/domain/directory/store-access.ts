import { refuse } from '../../failures/aws-error.ts';
import { delegatedInstance } from '../identity-center/instance-access.ts';
import { holdInstance, type InstanceRow, instanceByStore } from '../identity-center/instances.ts';
import type { Principal } from '../principal.ts';
import { type Work, workFor } from '../work.ts';
import { identityStoreArn } from './arns.ts';

/** An identity store that the caller may administer. */
export interface StoreAccess {
  readonly instance: InstanceRow;
  readonly storeId: string;
  /** The caller's work as that of the account that owns the instance. */
  readonly work: Work;
}

/** Who asks: the parts of a call that this needs. */
export interface StoreCaller {
  readonly account: string;
  readonly work: Work;
  readonly principal: Principal;
}

/**
 * The store of that id, when the caller's account owns its instance or administers it for its
 * organization; undefined for any other one, whether it exists or not.
 */
export async function reachableStore(
  { account, work }: Omit<StoreCaller, 'principal'>,
  storeId: string,
): Promise<StoreAccess | undefined> {
  const instance = await instanceByStore(work, storeId);
  if (instance?.account_id === account) return { instance, storeId, work };
  if (instance?.kind !== 'organization') return undefined;
  const administered = await delegatedInstance(work);
  if (administered?.instance_id !== instance.instance_id) return undefined;
  return { instance, storeId, work: workFor(work, instance.account_id) };
}

/** What `reachableStore` answers. Throws DIR-020 for a store that is not the caller's to administer. */
export async function requireStore(
  caller: StoreCaller,
  storeId: string,
  action: string,
): Promise<StoreAccess> {
  const access = await reachableStore(caller, storeId);
  if (access) return access;
  const resource = identityStoreArn(caller.account, storeId);
  throw refuse('DIR-020', { principal: caller.principal.arn, action, resource });
}

/** Makes sure that the store is still there when the plan commits that adds somebody to it. */
export function holdStore({ work, instance }: StoreAccess): void {
  holdInstance(work, instance);
}
