import { inScopeNamespaces } from '../in-scope.ts';
import type { NamespaceDeclaration, XmlElement } from '../nodes.ts';
import { byPrefix } from './order.ts';

const NOTHING: readonly NamespaceDeclaration[] = [];

/**
 * Which namespace declarations a canonical form writes: those that the output does not have in
 * scope yet, of the prefixes that an element visibly uses (exclusive) or of all in scope.
 */
export class RenderedNamespaces {
  /** What the output has in scope, by prefix. */
  readonly #inOutput = new Map<string, string>();
  readonly #undo: [prefix: string, before: string | undefined][] = [];
  readonly #inclusive: boolean;
  readonly #inclusivePrefixes: ReadonlySet<string>;

  constructor(inclusive: boolean, inclusivePrefixes: readonly string[]) {
    this.#inclusive = inclusive;
    this.#inclusivePrefixes = new Set(inclusivePrefixes);
  }

  /** A mark to go back to with `leave`. */
  enter(): number {
    return this.#undo.length;
  }

  /** Forgets what was written since the mark. */
  leave(mark: number): void {
    while (this.#undo.length > mark) {
      const last = this.#undo.pop();
      if (last?.[1] === undefined) this.#inOutput.delete(last?.[0] ?? '');
      else this.#inOutput.set(last[0], last[1]);
    }
  }

  /** The declarations to write at an element, sorted; the outermost brings its scope with it. */
  declarationsOf(element: XmlElement, outermost: boolean): readonly NamespaceDeclaration[] {
    const mark = this.#undo.length;
    if (outermost) {
      for (const [prefix, namespace] of inScopeNamespaces(element)) {
        if (this.#isInclusive(prefix)) this.#add(prefix, namespace);
      }
    } else {
      for (const { prefix, namespace } of element.declarations) {
        if (this.#isInclusive(prefix)) this.#add(prefix, namespace);
      }
    }
    if (!this.#inclusive) {
      this.#add(element.prefix, element.namespace);
      for (const { prefix, namespace } of element.attributes) {
        if (prefix !== '') this.#add(prefix, namespace);
      }
    }
    return this.#undo.length === mark ? NOTHING : this.#since(mark);
  }

  #since(mark: number): NamespaceDeclaration[] {
    const added = this.#undo.slice(mark).map(([prefix]) => ({
      prefix,
      namespace: this.#inOutput.get(prefix) ?? '',
    }));
    return added.length > 1 ? added.sort(byPrefix) : added;
  }

  #isInclusive(prefix: string): boolean {
    return prefix !== 'xml' && (this.#inclusive || this.#inclusivePrefixes.has(prefix));
  }

  #add(prefix: string, namespace: string): void {
    if (prefix === 'xml') return;
    const before = this.#inOutput.get(prefix);
    if ((before ?? '') === namespace) return;
    this.#undo.push([prefix, before]);
    this.#inOutput.set(prefix, namespace);
  }
}
