import { GenerationalCache } from './generational-cache.ts';
import type { KeyRing } from './keyring.ts';
import { type OpenedSession, openToken } from './sealed-token.ts';

/**
 * Opens session tokens and remembers the opened, since a client sends the same token with every
 * request. Only tokens that opened are kept, so strangers cannot fill the memory.
 */
export class TokenOpener {
  readonly #opened: GenerationalCache<OpenedSession>;
  #ring: KeyRing | undefined;

  /** `capacity`: characters of token that one generation holds; claims take about twice as much. */
  constructor(capacity = 4_000_000) {
    this.#opened = new GenerationalCache(capacity);
  }

  /** As `openToken`. A ring other than the last one empties the memory: a key may be retired. */
  open(token: string, accessKeyId: string, ring: KeyRing): OpenedSession | undefined {
    if (ring !== this.#ring) {
      this.#opened.clear();
      this.#ring = ring;
    }
    const known = this.#opened.get(token, token.length);
    if (known) return known.accessKeyId === accessKeyId ? known : undefined;
    const opened = openToken(token, accessKeyId, ring);
    if (opened) this.#opened.set(token, opened, token.length);
    return opened;
  }
}
