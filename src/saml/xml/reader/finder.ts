/**
 * Where something stands next in a text, for a reader that only moves forward: each stretch of the
 * text is searched once, however often it is asked.
 */
export class Finder {
  readonly #text: string;
  readonly #wanted: string;
  #found = -1;

  constructor(text: string, wanted: string) {
    this.#text = text;
    this.#wanted = wanted;
  }

  /** The first index from `position` on; the length of the text when there is none. */
  from(position: number): number {
    if (this.#found < position) {
      const index = this.#text.indexOf(this.#wanted, position);
      this.#found = index < 0 ? this.#text.length : index;
    }
    return this.#found;
  }
}
