import { accountOfAccessKeyId } from '../../base/ids.ts';
import type { Eventually, Store } from '../../store/index.ts';
import {
  ACCOUNT_ENTITY,
  groupEntity,
  keyEntity,
  oidcProviderEntity,
  policyEntity,
  roleEntity,
  samlProviderEntity,
  sessionEntity,
  userEntity,
} from '../entities.ts';
import { prepareControlQueries } from './control-loaders.ts';
import {
  loadOidcProvider,
  loadSamlProvider,
  prepareProviderQueries,
  samlProviderNamed,
} from './provider-loaders.ts';
import type { IamState, PolicyState } from './state.ts';
import {
  loadAccount,
  loadAccountOfKey,
  loadBrowserSession,
  loadGroup,
  loadKey,
  loadPolicy,
  loadRole,
  loadUser,
  policyState,
  prepareQueries,
} from './state-loaders.ts';

/** What the state needs besides the store. */
export interface StateParts {
  readonly store: Store;
  /** Opens a secret that is sealed at rest: of an access key, whose id is the context, or another. */
  readonly openSecret: (sealed: string, context: string) => string;
  /** The document of an AWS managed policy. */
  readonly awsPolicyDocument: (arn: string) => string | undefined;
}

/** Builds the state readers over a store. */
export function createIamState(parts: StateParts): IamState {
  const { store } = parts;
  const queries = prepareQueries(store);
  const providers = prepareProviderQueries(store);
  const controls = prepareControlQueries(store);
  const cached = <Value>(
    account: string,
    entity: string,
    load: () => Eventually<Value | undefined>,
  ): Eventually<Value | undefined> =>
    store.cache.peek<Value>(account, entity) ?? store.cache.get(account, entity, load);
  const awsPolicies = new Map<string, PolicyState>();
  return {
    fresh: (accounts) => store.fresh(accounts),
    accountOfKey: (id) => accountOfAccessKeyId(id) ?? loadAccountOfKey(queries, id),
    key: (account, id) =>
      cached(account, keyEntity(id), () => loadKey(queries, parts.openSecret, account, id)),
    user: (account, id) => cached(account, userEntity(id), () => loadUser(queries, account, id)),
    group: (account, id) => cached(account, groupEntity(id), () => loadGroup(queries, account, id)),
    role: (account, name) =>
      cached(account, roleEntity(name), () => loadRole(queries, account, name)),
    policy: (account, arn) => {
      if (arn.startsWith('arn:aws:iam::aws:')) return awsPolicy(awsPolicies, parts, arn);
      return cached(account, policyEntity(arn), () => loadPolicy(queries, account, arn));
    },
    account: (account) =>
      cached(account, ACCOUNT_ENTITY, () => loadAccount(queries, controls, account)),
    samlProvider: (account, arn) => {
      const name = samlProviderNamed(account, arn);
      if (name === undefined) return undefined;
      return cached(account, samlProviderEntity(name), () =>
        loadSamlProvider(providers, parts.openSecret, account, name),
      );
    },
    oidcProvider: (account, url) =>
      cached(account, oidcProviderEntity(url), () => loadOidcProvider(providers, account, url)),
    browserSession: (account, id) =>
      cached(account, sessionEntity(id), () => loadBrowserSession(queries, account, id)),
  };
}

function awsPolicy(
  known: Map<string, PolicyState>,
  { awsPolicyDocument }: StateParts,
  arn: string,
): PolicyState | undefined {
  const found = known.get(arn);
  if (found) return found;
  const document = awsPolicyDocument(arn);
  if (document === undefined) return undefined;
  const state = policyState(arn, document);
  known.set(arn, state);
  return state;
}
