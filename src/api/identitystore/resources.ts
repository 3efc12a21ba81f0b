import type { AccessResource, AccessRule } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import {
  identityStoreArn,
  reachableStore,
  requireStore,
  type StoreAccess,
} from '../../domain/directory/index.ts';

/** What every operation's input names. */
export interface InStore {
  readonly IdentityStoreId: string;
}

/**
 * The store that a call is about, once its permissions are decided. Throws DIR-020 for one that is not
 * the caller's to administer. The history of the instance's account gets the event as well.
 */
export async function openStore(
  call: Call,
  { IdentityStoreId: storeId }: InStore,
  operation: string,
  service: 'identitystore' | 'gatehouse' = 'identitystore',
): Promise<StoreAccess> {
  const access = await requireStore(call, storeId, `${service}:${operation}`);
  call.notes.sharedWith = access.work.account;
  return access;
}

/**
 * A rule that asks for an operation on the store, and on what else the request names. A store that the
 * caller cannot reach is named as one of its own account: it learns nothing about it.
 */
export function inStore<Input extends InStore>(
  further: (input: Input, call: Call) => readonly string[] | Promise<readonly string[]> = () => [],
): AccessRule<Input> {
  return {
    resources: async (input, call) => {
      const access = await reachableStore(call, input.IdentityStoreId);
      const owner = access?.work.account ?? call.account;
      const store: AccessResource = {
        arn: identityStoreArn(owner, input.IdentityStoreId),
        judgedIn: call.account,
      };
      const others = await further(input, call);
      return [store, ...others.map((arn) => ({ arn }))];
    },
    keys: (input) => userKey(input),
  };
}

/** `identitystore:UserId` of requests that name a user. */
function userKey(input: object): Readonly<Record<string, readonly string[]>> {
  const { UserId: direct, MemberId: member } = input as {
    readonly UserId?: string;
    readonly MemberId?: { readonly UserId?: string };
  };
  const userId = direct ?? member?.UserId;
  return userId === undefined ? {} : { 'identitystore:userid': [userId] };
}
