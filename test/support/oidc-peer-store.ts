import type { AdapterPayload } from 'oidc-provider';

/** Keeps what oidc-provider issues in memory, for as long as the process lives. */
export class MemoryAdapter {
  static readonly #stored = new Map<string, AdapterPayload>();
  readonly #model: string;

  constructor(model: string) {
    this.#model = model;
  }

  async upsert(id: string, payload: AdapterPayload): Promise<void> {
    MemoryAdapter.#stored.set(`${this.#model}:${id}`, payload);
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return MemoryAdapter.#stored.get(`${this.#model}:${id}`);
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return [...MemoryAdapter.#stored.values()].find((payload) => payload.uid === uid);
  }

  async findByUserCode(): Promise<undefined> {}

  async destroy(id: string): Promise<void> {
    MemoryAdapter.#stored.delete(`${this.#model}:${id}`);
  }

  async consume(id: string): Promise<void> {
    const payload = MemoryAdapter.#stored.get(`${this.#model}:${id}`);
    if (payload) payload.consumed = Math.floor(Date.now() / 1000);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, payload] of MemoryAdapter.#stored) {
      if (payload.grantId === grantId) MemoryAdapter.#stored.delete(key);
    }
  }
}
