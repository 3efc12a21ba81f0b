import type { Eventually, Store } from '../../store/index.ts';
import {
  assignmentsEntity,
  INSTANCE_ENTITY,
  permissionSetEntity,
  provisionedRoleEntity,
  workforceUserEntity,
} from '../entities.ts';
import type { WorkforceState } from './state.ts';
import {
  loadAssignments,
  loadInstance,
  loadPermissionSet,
  loadProvisionedRole,
  loadUserState,
  prepareWorkforceQueries,
} from './state-loaders.ts';

/** Builds the readers of what portals and their tokens are judged by over a store. */
export function createWorkforceState(store: Store): WorkforceState {
  const queries = prepareWorkforceQueries(store);
  const cached = <Value>(
    account: string,
    entity: string,
    load: () => Eventually<Value | undefined>,
  ): Eventually<Value | undefined> =>
    store.cache.peek<Value>(account, entity) ?? store.cache.get(account, entity, load);
  return {
    fresh: (accounts) => store.fresh(accounts),
    instance: (account) => cached(account, INSTANCE_ENTITY, () => loadInstance(queries, account)),
    user: (account, id) =>
      cached(account, workforceUserEntity(id), () => loadUserState(queries, account, id)),
    assignmentsOf: (account, id) =>
      cached(account, assignmentsEntity(id), () => loadAssignments(queries, account, id)),
    permissionSet: (account, id) =>
      cached(account, permissionSetEntity(id), () => loadPermissionSet(queries, account, id)),
    provisionedRole: (account, target, id) =>
      cached(account, provisionedRoleEntity(target, id), () =>
        loadProvisionedRole(queries, account, target, id),
      ),
  };
}
