import { strandedPasskeys } from '../domain/mfa/index.ts';
import { startError } from '../failures/start-error.ts';
import type { Parts } from './parts.ts';

/** Without a public URL the server is known as localhost, at whatever port. */
const UNNAMED = 'https://localhost';

/** Throws START-011 when passkeys are registered that the public URL does not serve. */
export async function requirePasskeysServed({ config, store }: Parts): Promise<void> {
  const url = config.publicUrl || UNNAMED;
  const { count, rpIds } = await strandedPasskeys(store.read, url);
  if (count === 0) return;
  throw startError('START-011', { url, count: String(count), hosts: rpIds.join(', ') });
}
