import type { AccessResource, ConditionKeys } from '../domain/authorisation/resource.ts';
import type { Call } from './call.ts';

export type { AccessResource, ConditionKeys } from '../domain/authorisation/resource.ts';

/**
 * What a caller must be allowed before an operation runs, and before anything is said about whether
 * its resource exists. A resource that does not exist is named as it would be named if it did.
 */
export interface AccessRule<Input> {
  /** Default: the service's prefix and the operation's name, `iam:CreateUser`. */
  readonly action?: string;
  /** Default: the operation has no resource of its own and is decided on `*`. */
  readonly resources?: (
    input: Input,
    call: Call,
  ) => readonly AccessResource[] | Promise<readonly AccessResource[]>;
  /** Condition keys of this operation besides the global ones. */
  readonly keys?: (input: Input, call: Call) => ConditionKeys | Promise<ConditionKeys>;
  /** Further permissions, such as iam:PassRole where a role is handed over. */
  readonly also?: (
    input: Input,
    call: Call,
  ) => readonly FurtherAccess[] | Promise<readonly FurtherAccess[]>;
}

/** A further action that the caller must be allowed. */
export interface FurtherAccess {
  readonly action: string;
  readonly resource: AccessResource;
  readonly keys?: ConditionKeys;
}

/** An operation that every authenticated caller may use, and where AWS says so. */
export interface OpenAccess {
  readonly open: string;
}

/** One rule for each operation of a handler table, typed by the handlers' inputs. */
export type Access<Handlers> = {
  readonly [Operation in keyof Handlers]-?: NonNullable<Handlers[Operation]> extends (
    input: infer Input,
    call: never,
  ) => unknown
    ? AccessRule<Input> | OpenAccess
    : never;
};

/** `aws:RequestTag/…` and `aws:TagKeys` of the tags that a request carries. */
export function tagConditionKeys(
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] = [],
): ConditionKeys {
  if (tags.length === 0) return {};
  const keys: Record<string, readonly string[]> = { 'aws:tagkeys': tags.map((t) => t.Key ?? '') };
  for (const { Key, Value } of tags)
    keys[`aws:requesttag/${(Key ?? '').toLowerCase()}`] = [Value ?? ''];
  return keys;
}
