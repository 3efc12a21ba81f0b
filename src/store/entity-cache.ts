import type { Eventually } from './eventually.ts';

/** A load under way. It is `valid` until something that it may have read too early has changed. */
interface Load {
  readonly answer: Promise<unknown>;
  valid: boolean;
}

/** What is held of one account. Entities not used since the last rotation are in `old`. */
interface AccountState {
  version: number;
  young: Map<string, unknown>;
  old: Map<string, unknown>;
  readonly loads: Map<string, Load>;
}

/**
 * Loaded state by account and entity. It holds whatever it was given until told that it changed;
 * knowing when that is so is the business of `Currency`. The number of entities is bounded: those
 * not used for longest go first. `undefined` is never kept, so that names tried by a stranger
 * do not push out what is used.
 */
export class EntityCache {
  readonly #limit: number;
  /** Whether accounts that nobody vouched for may be held: true where this process sees all writes. */
  readonly #seesAllWrites: boolean;
  readonly #accounts = new Map<string, AccountState>();
  #size = 0;
  #youngSize = 0;

  constructor(options: { limit: number; seesAllWrites: boolean }) {
    this.#limit = options.limit;
    this.#seesAllWrites = options.seesAllWrites;
  }

  /** How many entities are held. */
  get size(): number {
    return this.#size;
  }

  /** What is held of the entity; undefined when nothing is. */
  peek<Value>(account: string, entity: string): Value | undefined {
    const state = this.#accounts.get(account);
    return state && (this.#find(state, entity) as Value | undefined);
  }

  /**
   * The entity as held, or else as `load` answers; callers at the same time share one load. `load`
   * must read the database afresh. Its errors go to all who wait, and are not kept.
   */
  get<Value>(account: string, entity: string, load: () => Eventually<Value>): Eventually<Value> {
    const state = this.#accounts.get(account) ?? this.#vouchedFor(account);
    if (!state) return load();
    const held = this.#find(state, entity);
    if (held !== undefined) return held as Value;
    const shared = state.loads.get(entity);
    if (shared) return shared.answer as Promise<Value>;
    const answer = load();
    if (answer instanceof Promise) return this.#follow(account, state, entity, answer);
    this.#keep(account, state, entity, answer);
    return answer;
  }

  /** The version that the account's entities are known to belong to; undefined when none are held. */
  versionOf(account: string): number | undefined {
    return this.#accounts.get(account)?.version;
  }

  /** Says that what is held of the account, perhaps nothing yet, belongs to `version`. */
  setVersion(account: string, version: number): void {
    const state = this.#accounts.get(account);
    if (state) state.version = version;
    else this.#add(account, version);
  }

  /** Forgets one entity, and sees to it that a load under way is not kept. */
  drop(account: string, entity: string): void {
    const state = this.#accounts.get(account);
    if (!state) return;
    if (state.young.delete(entity)) {
      this.#size -= 1;
      this.#youngSize -= 1;
    } else if (state.old.delete(entity)) {
      this.#size -= 1;
    }
    const load = state.loads.get(entity);
    if (load) load.valid = false;
    state.loads.delete(entity);
  }

  /** Forgets everything of the account, its version included. */
  dropAccount(account: string): void {
    const state = this.#accounts.get(account);
    if (!state) return;
    for (const load of state.loads.values()) load.valid = false;
    this.#size -= state.young.size + state.old.size;
    this.#youngSize -= state.young.size;
    this.#accounts.delete(account);
  }

  #vouchedFor(account: string): AccountState | undefined {
    return this.#seesAllWrites ? this.#add(account, 0) : undefined;
  }

  #add(account: string, version: number): AccountState {
    const state = { version, young: new Map(), old: new Map(), loads: new Map() };
    // Names of accounts may come from strangers too, so their number is bounded as well.
    if (this.#accounts.size >= this.#limit) this.#rotate();
    this.#accounts.set(account, state);
    return state;
  }

  #find(state: AccountState, entity: string): unknown {
    const young = state.young.get(entity);
    if (young !== undefined) return young;
    const old = state.old.get(entity);
    if (old === undefined) return undefined;
    state.old.delete(entity);
    this.#makeYoung(state, entity, old);
    return old;
  }

  async #follow<Value>(
    account: string,
    state: AccountState,
    entity: string,
    answer: Promise<Value>,
  ): Promise<Value> {
    const load: Load = { answer, valid: true };
    state.loads.set(entity, load);
    try {
      const value = await answer;
      if (load.valid) this.#keep(account, state, entity, value);
      return value;
    } finally {
      if (state.loads.get(entity) === load) state.loads.delete(entity);
    }
  }

  #keep(account: string, state: AccountState, entity: string, value: unknown): void {
    // A load that itself uses the cache may have pushed the account out, or held the entity.
    const attached = this.#accounts.get(account) === state;
    if (value === undefined || !attached || this.#find(state, entity) !== undefined) return;
    this.#size += 1;
    this.#makeYoung(state, entity, value);
  }

  #makeYoung(state: AccountState, entity: string, value: unknown): void {
    state.young.set(entity, value);
    this.#youngSize += 1;
    if (this.#youngSize >= this.#limit / 2) this.#rotate();
  }

  /**
   * Lets go of what was not used since the last rotation. The walk over all accounts is paid for by
   * the many uses that lie between two rotations.
   */
  #rotate(): void {
    for (const [account, state] of this.#accounts) {
      this.#size -= state.old.size;
      state.old = state.young;
      state.young = new Map();
      if (state.old.size === 0 && state.loads.size === 0) this.#accounts.delete(account);
    }
    this.#youngSize = 0;
  }
}
