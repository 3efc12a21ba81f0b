import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreLocked, storeError } from '../errors.ts';

/** The data folder, held by this process until `release` or its death. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes the data folder for this process. Node has no call for file locks, so an SQLite connection
 * holds an exclusive transaction on an empty database: the operating system drops that lock with
 * the process, however it dies. Who holds it stands in a file beside it, as a help for people only.
 * Throws `StoreLocked` naming the owner.
 */
export function lockFolder(folder: string, pid: number): FolderLock {
  const file = join(folder, 'lock.db');
  const ownerFile = join(folder, 'lock.owner');
  closeSync(openSync(file, 'a', 0o600));
  const db = new DatabaseSync(file, { timeout: 0 });
  try {
    // Nothing is ever written here, so no journal file need lie about.
    db.exec('pragma journal_mode = memory; begin exclusive');
  } catch (error) {
    db.close();
    throw storeError(StoreLocked, 'STORE-008', { folder, owner: readOwner(ownerFile) }, error);
  }
  writeFileSync(ownerFile, `process ${pid} on ${hostname()}`, { mode: 0o600 });
  return {
    release: () => {
      rmSync(ownerFile, { force: true });
      db.close();
    },
  };
}

function readOwner(file: string): string {
  try {
    return readFileSync(file, 'utf8').slice(0, 300) || 'another process';
  } catch {
    return 'another process';
  }
}
