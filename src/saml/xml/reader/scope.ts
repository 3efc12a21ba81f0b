import { XML, XMLNS } from '../names.ts';
import { quote } from '../quote.ts';
import { refuse } from './refusal.ts';

/**
 * An absolute URI without an ampersand. Canonical XML fails for relative ones, parsers disagree on
 * what is no URI, and libxml2 writes an ampersand into the canonical form as it is, others as
 * `&amp;`: what a signature over such a namespace covers depends on who looks.
 */
const NAMESPACE_URI =
  /^[A-Za-z][A-Za-z0-9+.-]*:(?:[!$'-;=?-Z_a-z~]|%[0-9A-Fa-f]{2})*(?:#(?:[!$'-;=?-Z_a-z~]|%[0-9A-Fa-f]{2})*)?$/;

/** Which prefix stands for which namespace at the place where the reader is. */
export class Scope {
  readonly #bindings = new Map<string, string>([['xml', XML]]);
  /** Prefixes with what they stood for before, to be put back at the end of an element. */
  readonly #undo: [prefix: string, before: string | undefined][] = [];
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** The namespace of a prefix; undefined when it is not bound. The empty prefix always is. */
  namespaceOf(prefix: string): string | undefined {
    return this.#bindings.get(prefix) ?? (prefix === '' ? '' : undefined);
  }

  /** A mark to go back to with `leave`. */
  enter(): number {
    return this.#undo.length;
  }

  /** Forgets every declaration since the mark. */
  leave(mark: number): void {
    while (this.#undo.length > mark) {
      const last = this.#undo.pop();
      if (last?.[1] === undefined) this.#bindings.delete(last?.[0] ?? '');
      else this.#bindings.set(last[0], last[1]);
    }
  }

  /** Adds a declaration after the rules of Namespaces in XML 1.0. */
  declare(prefix: string, namespace: string, offset: number): void {
    checkDeclaration(prefix, namespace, offset);
    this.#undo.push([prefix, this.#bindings.get(prefix)]);
    this.#bindings.set(prefix, namespace);
    if (this.#bindings.size - 1 > this.#most) {
      refuse('too-many-namespaces', offset, `more than ${this.#most} namespaces in scope`);
    }
  }
}

function checkDeclaration(prefix: string, namespace: string, offset: number): void {
  if (prefix === 'xmlns') refuse('namespace', offset, 'the prefix `xmlns` cannot be declared');
  if ((prefix === 'xml') !== (namespace === XML) || namespace === XMLNS) {
    refuse('namespace', offset, `the prefix ${quote(prefix)} cannot stand for ${quote(namespace)}`);
  }
  if (namespace === '') {
    if (prefix !== '')
      refuse('namespace', offset, `the prefix ${quote(prefix)} stands for nothing`);
    return;
  }
  if (!NAMESPACE_URI.test(namespace)) {
    refuse('namespace-uri', offset, `the namespace ${quote(namespace)} is no plain absolute URI`);
  }
}
