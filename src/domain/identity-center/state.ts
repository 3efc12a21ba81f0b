import type { Eventually } from '../../store/index.ts';
import type { InstanceSettings } from './settings.ts';

/** An instance of Identity Center, as requests to it are judged by. */
export interface InstanceState {
  /** The account that owns the instance. */
  readonly account: string;
  readonly instanceId: string;
  readonly identityStoreId: string;
  readonly kind: 'organization' | 'account';
  readonly region: string;
  readonly subdomain: string | undefined;
  readonly settings: InstanceSettings;
  /** Attributes for access control: the tag's key and where its value comes from; undefined while off. */
  readonly attributes: readonly { readonly key: string; readonly source: string }[] | undefined;
}

/** A workforce user as access depends on them. */
export interface WorkforceUserState {
  readonly account: string;
  readonly identityStoreId: string;
  readonly userId: string;
  readonly userName: string;
  readonly displayName: string;
  readonly enabled: boolean;
  readonly groupIds: readonly string[];
  /** Values for attributes for access control by their source: `${path:name.givenName}`, `${user:email}`. */
  readonly attributes: ReadonlyMap<string, string>;
}

/** One account and permission set that a principal is assigned to; only what gives access now. */
export interface AssignmentState {
  readonly targetAccount: string;
  readonly permissionSetId: string;
}

/** A permission set as sessions are made from it. */
export interface PermissionSetState {
  readonly permissionSetId: string;
  readonly name: string;
  readonly sessionSeconds: number;
  readonly relayState: string | undefined;
}

/**
 * The state that portals and their tokens are judged by, from the store's cache: used only after
 * `fresh` has been awaited for the instance's account in this request. Undefined where there is none.
 * `account` is always the account that owns the instance.
 */
export interface WorkforceState {
  readonly fresh: (accounts: readonly string[]) => Eventually<void>;
  readonly instance: (account: string) => Eventually<InstanceState | undefined>;
  readonly user: (account: string, userId: string) => Eventually<WorkforceUserState | undefined>;
  /** Of a user or a group; empty where it has none. */
  readonly assignmentsOf: (
    account: string,
    principalId: string,
  ) => Eventually<readonly AssignmentState[] | undefined>;
  readonly permissionSet: (
    account: string,
    permissionSetId: string,
  ) => Eventually<PermissionSetState | undefined>;
  /** The name of the role that was made for a permission set in an account. */
  readonly provisionedRole: (
    account: string,
    targetAccount: string,
    permissionSetId: string,
  ) => Eventually<string | undefined>;
}
