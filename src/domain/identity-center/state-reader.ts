import { andThen, type Eventually, type Store } from '../../store/index.ts';
import {
  assignmentsEntity,
  INSTANCE_ENTITY,
  permissionSetEntity,
  provisionedRoleEntity,
  workforceUserEntity,
} from '../entities.ts';
import type { IamState } from '../iam/state.ts';
import type { WorkforceState, WorkforceUserState } from './state.ts';
import {
  loadAssignments,
  loadInstance,
  loadPermissionSet,
  loadProvisionedRole,
  loadUserState,
  prepareWorkforceQueries,
} from './state-loaders.ts';

type Accounts = Pick<IamState, 'account'>;

/**
 * Builds the readers of what portals and their tokens are judged by over a store. Users of an account
 * that was closed are disabled: what they are signed in with is worth nothing until it is reopened.
 */
export function createWorkforceState(store: Store, accounts: Accounts): WorkforceState {
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
      andThen(
        cached(account, workforceUserEntity(id), () => loadUserState(queries, account, id)),
        (user) => user && whileActive(accounts, user),
      ),
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

function whileActive(accounts: Accounts, user: WorkforceUserState): Eventually<WorkforceUserState> {
  return andThen(accounts.account(user.account), (owner) =>
    owner?.state === 'ACTIVE' ? user : { ...user, enabled: false },
  );
}
