import type { NamespaceDeclaration, XmlAttribute } from '../nodes.ts';

/** Puts surrogates behind the rest of the plane, where the characters stand that they make up. */
function weight(code: number): number {
  if (code < 0xd800) return code;
  return code < 0xe000 ? code + 0x2000 : code - 0x800;
}

/** Compares by code points, which is the order of the canonical forms; `<` compares UTF-16. */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) return weight(a) - weight(b);
  }
  return left.length - right.length;
}

/** Namespace nodes: by prefix, the default namespace first. */
export function byPrefix(left: NamespaceDeclaration, right: NamespaceDeclaration): number {
  return compareCodePoints(left.prefix, right.prefix);
}

/**
 * Attribute nodes: by namespace, none first, then by local name. Namespaces that were read are ASCII,
 * for which `<` is the same order; many long ones that begin alike would make the other one slow.
 */
export function byExpandedName(left: XmlAttribute, right: XmlAttribute): number {
  if (left.namespace === right.namespace) return compareCodePoints(left.localName, right.localName);
  return left.namespace < right.namespace ? -1 : 1;
}
