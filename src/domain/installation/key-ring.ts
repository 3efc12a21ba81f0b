import type { RandomBytes } from '../../base/bytes.ts';
import { createKeyRing, type KeyRing, unwrapKeyRing, wrapKeyRing } from '../../crypto/index.ts';
import type { Store } from '../../store/index.ts';

/** The setting that holds the wrapped key ring. */
const SETTING = 'key-ring';

/** The ring, or why this node must not start. */
export type LoadedKeyRing =
  | { readonly ring: KeyRing; readonly problem?: never }
  | { readonly problem: 'wrong-master-key' | 'malformed'; readonly ring?: never };

/**
 * Reads the installation's key ring with the master key, and makes one in an empty store. Two nodes
 * that start at once on one database agree on the ring that was written first.
 */
export async function loadKeyRing(
  store: Store,
  master: Buffer,
  now: number,
  random: RandomBytes,
): Promise<LoadedKeyRing> {
  const stored = await readRing(store, master);
  if (stored) return stored;
  const wrapped = wrapKeyRing(createKeyRing(now, random), master, random);
  const insert = store.prepareStatement(
    'insert into settings (name, value) values (?, ?) on conflict (name) do nothing',
    'any',
  );
  await store.commit({ statements: [insert(SETTING, wrapped)], changes: [] });
  const written = await readRing(store, master);
  if (!written) throw new Error('the key ring was written and cannot be read');
  return written;
}

/** Whether the store has been given its key ring, and so belongs to a master key. */
export async function hasKeyRing(store: Store): Promise<boolean> {
  return (await storedRing(store)) !== undefined;
}

async function readRing(store: Store, master: Buffer): Promise<LoadedKeyRing | undefined> {
  const wrapped = await storedRing(store);
  return wrapped === undefined ? undefined : unwrapKeyRing(wrapped, master);
}

async function storedRing(store: Store): Promise<string | undefined> {
  const row = await store.read
    .selectFrom('settings')
    .select('value')
    .where('name', '=', SETTING)
    .executeTakeFirst();
  return row?.value;
}
