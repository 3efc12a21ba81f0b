/**
 * c14n/: Exclusive XML Canonicalization 1.0 and Canonical XML 1.0, of a document or of an element
 * in its document. The forms are strings; their octets are the UTF-8 of them. A form is never
 * empty: it begins with the markup of the very node that was asked for.
 */
import { XML } from '../names.ts';
import type {
  NamespaceDeclaration,
  XmlAttribute,
  XmlComment,
  XmlDocument,
  XmlElement,
  XmlInstruction,
} from '../nodes.ts';
import { escapeAttribute, escapeText } from './escape.ts';
import { byExpandedName } from './order.ts';
import { RenderedNamespaces } from './rendered.ts';

/** How a canonical form is made. */
export interface Canonicalization {
  /** Exclusive XML Canonicalization 1.0, or Canonical XML 1.0. */
  readonly method: 'exclusive' | 'inclusive';
  readonly comments: boolean;
  /** For the exclusive method: prefixes treated inclusively; '' stands for `#default`. */
  readonly inclusivePrefixes: readonly string[];
}

/** Exclusive, without comments: what nearly everybody signs with. */
export const EXCLUSIVE: Canonicalization = {
  method: 'exclusive',
  comments: false,
  inclusivePrefixes: [],
};

/**
 * The canonical form of a whole document, or of an element with all that it contains (its
 * ancestors' namespaces and, inclusively, their xml: attributes count). `omit` is left out with
 * all that it contains: the enveloped signature, which is never the node itself.
 */
export function canonicalize(
  node: XmlDocument | XmlElement,
  canonicalization: Canonicalization = EXCLUSIVE,
  omit?: XmlElement,
): string {
  const writer = new Writer(canonicalization, omit);
  if (node.kind === 'document') writer.document(node);
  else writer.outermost(node);
  return writer.text;
}

/** The xml: attributes that an element inherits in Canonical XML 1.0, the nearest of each name. */
function inheritedAttributes(element: XmlElement): XmlAttribute[] {
  const found = element.attributes.filter(({ namespace }) => namespace === XML);
  const own = found.length;
  for (let at = element.parent; at; at = at.parent) {
    for (const attribute of at.attributes) {
      const known = found.some(({ localName }) => localName === attribute.localName);
      if (attribute.namespace === XML && !known) found.push(attribute);
    }
  }
  return found.slice(own);
}

class Writer {
  text = '';
  readonly #inclusive: boolean;
  readonly #comments: boolean;
  readonly #omit: XmlElement | undefined;
  readonly #namespaces: RenderedNamespaces;

  constructor({ method, comments, inclusivePrefixes }: Canonicalization, omit?: XmlElement) {
    this.#inclusive = method === 'inclusive';
    this.#comments = comments;
    this.#omit = omit;
    this.#namespaces = new RenderedNamespaces(this.#inclusive, inclusivePrefixes);
  }

  /** Line feeds part the root from what is written before and behind it. */
  document({ children, root }: XmlDocument): void {
    let before = true;
    for (const child of children) {
      if (child.kind === 'element') {
        this.outermost(root);
        before = false;
      } else if (this.#comments || child.kind === 'instruction') {
        if (!before) this.text += '\n';
        this.#aside(child);
        if (before) this.text += '\n';
      }
    }
  }

  outermost(element: XmlElement): void {
    const inherited = this.#inclusive ? inheritedAttributes(element) : [];
    this.#element(element, [...element.attributes, ...inherited], true);
  }

  #element(element: XmlElement, attributes: readonly XmlAttribute[], outermost: boolean): void {
    const { prefix, localName } = element;
    const name = prefix === '' ? localName : `${prefix}:${localName}`;
    const mark = this.#namespaces.enter();
    const declarations = this.#namespaces.declarationsOf(element, outermost);
    this.text += `<${name}`;
    this.#startTag(declarations, attributes);
    for (const child of element.children) {
      if (child.kind === 'text') this.text += escapeText(child.value);
      else if (child.kind !== 'element') this.#aside(child);
      else if (child !== this.#omit) this.#element(child, child.attributes, false);
    }
    this.text += `</${name}>`;
    this.#namespaces.leave(mark);
  }

  #startTag(
    declarations: readonly NamespaceDeclaration[],
    attributes: readonly XmlAttribute[],
  ): void {
    for (const { prefix, namespace } of declarations) {
      this.text += ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeAttribute(namespace)}"`;
    }
    const sorted = attributes.length > 1 ? attributes.toSorted(byExpandedName) : attributes;
    for (const { prefix, localName, value } of sorted) {
      this.text += ` ${prefix === '' ? '' : `${prefix}:`}${localName}="${escapeAttribute(value)}"`;
    }
    this.text += '>';
  }

  #aside(node: XmlComment | XmlInstruction): void {
    if (node.kind === 'instruction') {
      this.text += `<?${node.target}${node.value === '' ? '' : ` ${node.value}`}?>`;
    } else if (this.#comments) this.text += `<!--${node.value}-->`;
  }
}
