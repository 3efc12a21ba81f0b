import { closeSync, existsSync, openSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Bytes that a Unix socket's name may have on every system we run on, its final zero left out. */
const LONGEST_NAME = 103;
/** Linux names open folders here, which makes any path short. */
const OPEN_FOLDERS = '/proc/self/fd';

/**
 * A name for the socket at `path` that the kernel takes. Data folders may lie deep, and the kernel's
 * limit is about a hundred bytes: the folder is then reached through a descriptor until `release`.
 */
export function reachableSocketPath(path: string): { path: string; release: () => void } {
  if (Buffer.byteLength(path) <= LONGEST_NAME || !existsSync(OPEN_FOLDERS)) {
    return { path, release: () => {} };
  }
  const folder = openSync(dirname(path), 'r');
  return {
    path: join(OPEN_FOLDERS, String(folder), basename(path)),
    release: () => closeSync(folder),
  };
}
