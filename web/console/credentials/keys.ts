import { call } from '../api/call.ts';
import type { OutputOf } from '../api/operations.ts';

/** An access key with its last use. */
export type Key = OutputOf<'iam', 'ListAccessKeys'>['AccessKeyMetadata'][number] & {
  readonly used?: OutputOf<'iam', 'GetAccessKeyLastUsed'>['AccessKeyLastUsed'];
};

/** Whose keys: a user's by its name, or the caller's own. */
export interface KeyOwner {
  readonly UserName?: string;
}

/** The keys; of one whose last use may not be read, it is not known. */
export async function listKeys(owner: KeyOwner, signal: AbortSignal): Promise<Key[]> {
  const { AccessKeyMetadata: keys } = await call('iam', 'ListAccessKeys', owner, signal);
  return await Promise.all(
    keys.map(async (key): Promise<Key> => {
      const input = { AccessKeyId: key.AccessKeyId ?? '' };
      const found = await call('iam', 'GetAccessKeyLastUsed', input, signal).catch(() => undefined);
      return found?.AccessKeyLastUsed ? { ...key, used: found.AccessKeyLastUsed } : key;
    }),
  );
}
