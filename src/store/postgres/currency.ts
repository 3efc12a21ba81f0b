import type pg from 'pg';
import { CHANGES_KEPT } from '../engine-tables.ts';
import type { EntityCache } from '../entity-cache.ts';
import { reasonOf, StaleState, storeError } from '../errors.ts';

interface Version {
  readonly account: string;
  readonly version: number;
}

interface LoggedChange extends Version {
  readonly entity: string;
}

const READ_VERSIONS = {
  name: 'read-versions',
  text: 'select account, version from account_versions where account = any($1::text[])',
};

const READ_CHANGES = {
  name: 'read-changes',
  text: `select c.account, c.version, c.entity from changes c
    join unnest($1::text[], $2::bigint[]) as known (account, version)
      on c.account = known.account and c.version > known.version`,
};

/** Callers that wait for the same read of versions. */
interface Batch {
  readonly accounts: Set<string>;
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Keeps the cache of a node current although other nodes write: before a request uses the cache,
 * the versions of its accounts are read, and what changed since the versions known is dropped.
 * Requests of one turn of the event loop share a read; those that come while it is under way share
 * the next, since that read may have looked before their time.
 */
export class Currency {
  readonly #pool: pg.Pool;
  readonly #cache: EntityCache;
  #next: Batch | undefined;
  #reading = false;

  constructor(pool: pg.Pool, cache: EntityCache) {
    this.#pool = pool;
    this.#cache = cache;
  }

  /** Resolves when the cache holds nothing of the accounts that was changed before the call. */
  fresh(accounts: readonly string[]): Promise<void> {
    if (!this.#next) {
      this.#next = { accounts: new Set(), ...Promise.withResolvers<void>() };
      if (!this.#reading) setImmediate(() => this.#start());
    }
    for (const account of accounts) this.#next.accounts.add(account);
    return this.#next.promise;
  }

  #start(): void {
    const batch = this.#next;
    if (!batch || this.#reading) return;
    this.#next = undefined;
    this.#reading = true;
    this.#update([...batch.accounts])
      .then(batch.resolve, (error: unknown) => {
        const reason = reasonOf(error);
        batch.reject(storeError(StaleState, 'STORE-006', { reason }, error));
      })
      .then(() => {
        this.#reading = false;
        this.#start();
      });
  }

  async #update(accounts: readonly string[]): Promise<void> {
    const { rows } = await this.#pool.query<Version>({ ...READ_VERSIONS, values: [accounts] });
    const current = new Map(rows.map((row) => [row.account, row.version]));
    const behind: Version[] = [];
    for (const account of accounts) {
      const version = current.get(account) ?? 0;
      const known = this.#cache.versionOf(account);
      if (known === version) continue;
      if (known !== undefined && version > known && version - known < CHANGES_KEPT) {
        behind.push({ account, version: known });
        continue;
      }
      // Nothing held yet, or too far behind, or the database was set back to an earlier state.
      this.#cache.dropAccount(account);
      this.#cache.setVersion(account, version);
    }
    if (behind.length > 0) await this.#catchUp(behind, current);
  }

  async #catchUp(behind: readonly Version[], current: ReadonlyMap<string, number>): Promise<void> {
    const { rows } = await this.#pool.query<LoggedChange>({
      ...READ_CHANGES,
      values: [behind.map((known) => known.account), behind.map((known) => known.version)],
    });
    const logged = Map.groupBy(rows, (row) => row.account);
    for (const { account, version: known } of behind) {
      const changes = logged.get(account) ?? [];
      const versions = new Set(changes.map((change) => change.version));
      const newest = Math.max(known, ...versions);
      const complete = versions.size === newest - known && newest >= (current.get(account) ?? 0);
      if (complete) for (const change of changes) this.#cache.drop(account, change.entity);
      else this.#cache.dropAccount(account);
      this.#cache.setVersion(account, complete ? newest : (current.get(account) ?? 0));
    }
  }
}
