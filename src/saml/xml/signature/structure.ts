import { decodeBase64 } from '../base64.ts';
import { DSIG } from '../names.ts';
import { attribute, markupIn, textOf } from '../navigate.ts';
import type { XmlElement } from '../nodes.ts';
import { quote } from '../quote.ts';
import type { SignatureProblemKind } from './problem.ts';
import { refuse } from './refusal.ts';

/**
 * The child elements of a part of a signature. Beside them only white space may stand: a comment
 * or an instruction here serves nobody but who wants two readers to disagree.
 */
export function partsOf(element: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  for (const child of element.children) {
    if (child.kind === 'element') found.push(child);
    else if (child.kind !== 'text') {
      refuse('signature-malformed', `${child.kind} inside ${element.localName}`);
    } else if (/[^ \t\r\n]/.test(child.value)) {
      refuse('signature-malformed', `text inside ${element.localName}`);
    }
  }
  return found;
}

/** True for the element of this name of XML Signature. */
export function isPart(element: XmlElement | undefined, localName: string): boolean {
  return element?.localName === localName && element.namespace === DSIG;
}

/** Refuses unless `element` is the part that XML Signature puts here. */
export function expectPart(element: XmlElement | undefined, localName: string): XmlElement {
  if (element && isPart(element, localName)) return element;
  const found = element ? quote(element.localName) : 'nothing';
  return refuse('signature-malformed', `${found} where ${localName} belongs`);
}

/** What an algorithm table has for the Algorithm attribute; refuses what is not in it. */
export function algorithmOf<Algorithm>(
  element: XmlElement,
  table: ReadonlyMap<string, Algorithm>,
  kind: SignatureProblemKind,
): Algorithm {
  const uri = attribute(element, 'Algorithm');
  if (uri === undefined) refuse(kind, `${element.localName} names no algorithm`);
  return table.get(uri) ?? refuse(kind, `the algorithm ${quote(uri)} is not allowed`);
}

/** Refuses parameters where the algorithms that are accepted have none. */
export function expectNoParameters(element: XmlElement, kind: SignatureProblemKind): void {
  const [parameter] = partsOf(element);
  if (parameter) refuse(kind, `the parameter ${quote(parameter.localName)} is not allowed`);
}

/** The bytes of an element that holds base64 text and nothing else. */
export function bytesOf(element: XmlElement, kind: SignatureProblemKind): Buffer {
  const markup = markupIn(element);
  if (markup) refuse(kind, `${markup.kind} inside ${element.localName}`);
  return decodeBase64(textOf(element)) ?? refuse(kind, `${element.localName} is no base64 text`);
}
