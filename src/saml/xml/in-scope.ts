import type { XmlElement } from './nodes.ts';

/**
 * The namespaces in scope at an element, its own declarations included, by prefix. Neither `xml`
 * nor a default namespace that was taken back is among them.
 */
export function inScopeNamespaces(element: XmlElement | undefined): Map<string, string> {
  const found = new Map<string, string>();
  for (let at = element; at; at = at.parent) {
    for (const { prefix, namespace } of at.declarations) {
      if (!found.has(prefix)) found.set(prefix, namespace);
    }
  }
  found.delete('xml');
  if (found.get('') === '') found.delete('');
  return found;
}
