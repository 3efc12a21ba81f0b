/**
 * A bounded cache that forgets the entries unused for longest: two generations, the older dropped
 * whole when the younger is full. Close to least-recently-used, without the bookkeeping on a hit.
 */
export class GenerationalCache<Value> {
  readonly #capacity: number;
  #young = new Map<string, Value>();
  #old = new Map<string, Value>();
  #weight = 0;

  /** `capacity` is the weight of one generation; at most twice as much is held. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The value of a key, kept young by being asked for; `weight` is that of the entry. */
  get(key: string, weight = 1): Value | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old, weight);
    return old;
  }

  /** Puts a value in; one that is heavier than a whole generation is not kept. */
  set(key: string, value: Value, weight = 1): void {
    if (weight > this.#capacity) return;
    if (this.#weight + weight > this.#capacity) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#weight = 0;
    }
    this.#young.set(key, value);
    this.#weight += weight;
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
    this.#weight = 0;
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }
}
