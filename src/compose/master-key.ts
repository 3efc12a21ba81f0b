import { chmod, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemRandom } from '../base/bytes.ts';
import { MASTER_KEY_SIZE } from '../crypto/index.ts';
import { startError } from '../failures/start-error.ts';

/** The master key's file in the data folder. */
export function masterKeyPath(folder: string): string {
  return join(folder, 'master.key');
}

/**
 * The master key: from the configuration, or from its file, which the first start makes with mode
 * 0600; `mayMake` is true while the store is empty. A file that others may read is refused rather than silently mended: the key may be known.
 */
export async function loadMasterKey(
  folder: string,
  configured: string,
  mayMake: boolean,
): Promise<Buffer> {
  if (configured !== '') return Buffer.from(configured, 'base64');
  const path = masterKeyPath(folder);
  const mode = await modeOf(path);
  if (mode === undefined) {
    if (mayMake) return await makeMasterKey(path);
    throw startError('INST-001', {
      path,
      reason: 'it is missing, and the store was made with one',
    });
  }
  if ((mode & 0o077) !== 0) {
    const reason = `others than its owner may use it (mode ${mode.toString(8)}, 600 is needed)`;
    throw startError('INST-001', { path, reason });
  }
  const text = await readFile(path, 'utf8');
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== MASTER_KEY_SIZE) {
    throw startError('INST-001', { path, reason: 'it does not hold 32 bytes in base64' });
  }
  return key;
}

/** The permission bits of a file; undefined when there is none. */
async function modeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mode & 0o777;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written aside and renamed, so that a crash leaves no half a key; flushed before it is used. */
async function makeMasterKey(path: string): Promise<Buffer> {
  const key = systemRandom(MASTER_KEY_SIZE);
  const aside = `${path}.new`;
  await rm(aside, { force: true });
  const file = await open(aside, 'wx', 0o600);
  try {
    await file.writeFile(`${key.toString('base64')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(aside, path);
  await chmod(path, 0o600);
  return key;
}
