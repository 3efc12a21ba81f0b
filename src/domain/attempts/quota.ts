import type { Statement, Store } from '../../store/index.ts';

/**
 * What attempts may take up. Anybody can be refused as often as they like, so refused attempts are
 * counted in bytes twice: for their source, an address, and for their account; over a quota the
 * oldest of the same source or account go. Successful attempts are counted for their account and
 * apart: no number of refusals pushes out who really came in.
 */
export interface AttemptQuota {
  /** Bytes of the refused attempts of one source. */
  readonly sourceBytes: number;
  /** Bytes of one account: half of them for refused attempts, half for successful ones. */
  readonly accountBytes: number;
}

/** What a row costs besides its texts: its entries in the indexes, roughly. */
export const ROW_BYTES = 1024;

/** How many bytes the columns of a row count for. */
export function rowBytes(row: object): number {
  let bytes = ROW_BYTES;
  for (const value of Object.values(row)) {
    if (typeof value === 'string') bytes += Buffer.byteLength(value);
  }
  return bytes;
}

/** A source as rows have it: the longest key of an address is much shorter. */
export function sourceKey(addressKey: string): string {
  return addressKey.slice(0, 80);
}

/** A log whose rows carry, in `upto`, the bytes written so far for the value of `key`. */
interface Log {
  readonly table: 'attempts' | 'attempt_bodies';
  readonly key: 'source' | 'outcome' | 'account_id';
  readonly upto: 'source_upto' | 'outcome_upto' | 'account_upto';
}

/** Keeps the rows of one value of a log's key to a number of bytes. */
export type Trim = (account: string, key: string, bytes: number) => void;

/** Trimming waits until this part of the quota has been written: it costs more than a row does. */
const PART = 32;
/** Keys whose bytes are counted; a forgotten key begins again, and its account is counted anyway. */
const MOST_KEYS = 50_000;

/**
 * Trims a log to `quota` bytes a key. Call it with each row that is written: once a part of the
 * quota has come together, what lies before the last `quota` bytes is deleted, through the index.
 */
export function createTrim(store: Store, { table, key, upto }: Log, quota: number): Trim {
  const same = `account_id = ? and ${key} = ?`;
  const statement = store.prepareStatement(
    `delete from ${table} where ${same}
      and ${upto} <= (select max(${upto}) from ${table} where ${same}) - ?`,
  );
  const counted = new Map<string, number>();
  return (account, value, bytes) => {
    const name = `${account} ${value}`;
    const sum = (counted.get(name) ?? 0) + bytes;
    counted.delete(name);
    if (sum < quota / PART) {
      counted.set(name, sum);
      if (counted.size > MOST_KEYS) forgetOldest(counted);
      return;
    }
    append(store, statement(account, value, account, value, quota));
  };
}

/** What cannot be trimmed now is trimmed with the next part; the store reports why. */
function append(store: Store, statement: Statement): void {
  void store.append({ statements: [statement], changes: [] });
}

function forgetOldest(counted: Map<string, number>): void {
  const oldest = counted.keys().next().value;
  if (oldest !== undefined) counted.delete(oldest);
}
