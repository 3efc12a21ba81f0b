import type { XmlComment, XmlElement, XmlInstruction } from './nodes.ts';

/** The value of an attribute; undefined when the element has none. No namespace unless named. */
export function attribute(
  element: XmlElement,
  localName: string,
  namespace = '',
): string | undefined {
  for (const found of element.attributes) {
    if (found.localName === localName && found.namespace === namespace) return found.value;
  }
  return undefined;
}

/** The child elements, all of them or those of one expanded name, in the order of the text. */
export function childElements(
  element: XmlElement,
  namespace?: string,
  localName?: string,
): XmlElement[] {
  const found: XmlElement[] = [];
  for (const child of element.children) {
    if (child.kind !== 'element') continue;
    if (namespace !== undefined && child.namespace !== namespace) continue;
    if (localName === undefined || child.localName === localName) found.push(child);
  }
  return found;
}

/** The first child element of one expanded name. */
export function childElement(
  element: XmlElement,
  namespace: string,
  localName: string,
): XmlElement | undefined {
  for (const child of element.children) {
    if (child.kind !== 'element' || child.localName !== localName) continue;
    if (child.namespace === namespace) return child;
  }
  return undefined;
}

/** The elements of one expanded name below `element` at any depth, in the order of the text. */
export function descendantElements(
  element: XmlElement,
  namespace: string,
  localName: string,
): XmlElement[] {
  const found: XmlElement[] = [];
  const waiting = childElements(element).reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.localName === localName && next.namespace === namespace) found.push(next);
    for (let index = next.children.length - 1; index >= 0; index--) {
      const child = next.children[index];
      if (child?.kind === 'element') waiting.push(child);
    }
  }
  return found;
}

/**
 * All text inside an element, joined exactly as a canonical form without comments joins it:
 * comments and instructions do not end it, so `user@a.example<!-- -->.evil.example` is one value.
 * A value that may hold no markup at all is asked for with `markupIn` first.
 */
export function textOf(element: XmlElement): string {
  const [only] = element.children;
  if (element.children.length === 1 && only?.kind === 'text') return only.value;
  let text = '';
  for (const child of element.children) {
    if (child.kind === 'text') text += child.value;
    else if (child.kind === 'element') text += textOf(child);
  }
  return text;
}

/** The first thing in an element that is no text: an element, a comment or an instruction. */
export function markupIn(
  element: XmlElement,
): XmlElement | XmlComment | XmlInstruction | undefined {
  for (const child of element.children) if (child.kind !== 'text') return child;
  return undefined;
}
