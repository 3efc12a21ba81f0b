/** Finds and moves elements in the text of a response, byte by byte, as an attacker's tool does. */

/** Where an element stands in the text. */
export interface Found {
  /** With its prefix. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** The end of its start tag. */
  readonly openEnd: number;
  readonly text: string;
}

const MARKUP =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(\/?)([^\s/>!?]+)[^>]*?(\/?)>/g;

/** The elements with a local name, in document order. */
export function findAll(xml: string, localName: string): Found[] {
  return elementsOf(xml).filter(({ name }) => localOf(name) === localName);
}

/** Every element in document order. What is not well-formed is read as far as it goes. */
export function elementsOf(xml: string): Found[] {
  const open: { name: string; start: number; openEnd: number }[] = [];
  const found: Found[] = [];
  for (const tag of xml.matchAll(MARKUP)) {
    const [whole, closing, name, empty] = tag;
    if (name === undefined) continue;
    const end = tag.index + whole.length;
    if (closing !== '/') open.push({ name, start: tag.index, openEnd: end });
    if (closing !== '/' && empty !== '/') continue;
    const element = open.pop();
    if (!element) continue;
    const { start, openEnd } = element;
    found.push({ name: element.name, start, end, openEnd, text: xml.slice(start, end) });
  }
  return found.sort((one, other) => one.start - other.start);
}

/** The first element with a local name; there must be one. */
export function find(xml: string, localName: string): Found {
  const [first] = findAll(xml, localName);
  if (!first) throw new Error(`no element ${localName} in ${xml.slice(0, 200)}`);
  return first;
}

/** The text of the first element with a local name. */
export function textOf(xml: string, localName: string): string {
  return find(xml, localName).text;
}

/** The text without the first element of a local name. */
export function without(xml: string, localName: string): string {
  const { start, end } = find(xml, localName);
  return xml.slice(0, start) + xml.slice(end);
}

/** The text with the first element of a local name replaced. */
export function replaced(xml: string, localName: string, by: string): string {
  const { start, end } = find(xml, localName);
  return xml.slice(0, start) + by + xml.slice(end);
}

/** The text with something before the first element of a local name. */
export function before(xml: string, localName: string, what: string): string {
  const { start } = find(xml, localName);
  return xml.slice(0, start) + what + xml.slice(start);
}

/** The text with something after the first element of a local name. */
export function after(xml: string, localName: string, what: string): string {
  const { end } = find(xml, localName);
  return xml.slice(0, end) + what + xml.slice(end);
}

/** The text with something as the first content of the first element of a local name. */
export function prepended(xml: string, localName: string, what: string): string {
  const { openEnd } = find(xml, localName);
  return xml.slice(0, openEnd) + what + xml.slice(openEnd);
}

/** The text with something as the last content of the first element of a local name. */
export function appended(xml: string, localName: string, what: string): string {
  const { end, text } = find(xml, localName);
  const closing = text.lastIndexOf('</');
  const place = end - (text.length - closing);
  return xml.slice(0, place) + what + xml.slice(place);
}

/** The text with the content of the first element of a local name replaced. */
export function withContent(xml: string, localName: string, content: string): string {
  const { openEnd, end, text } = find(xml, localName);
  const place = end - (text.length - text.lastIndexOf('</'));
  return xml.slice(0, openEnd) + content + xml.slice(place);
}

/** The content of the first element of a local name. */
export function contentOf(xml: string, localName: string): string {
  const { openEnd, end, text } = find(xml, localName);
  return xml.slice(openEnd, end - (text.length - text.lastIndexOf('</')));
}

/** The value of an attribute of the first element of a local name. */
export function attributeOf(xml: string, localName: string, name: string): string {
  const { start, openEnd } = find(xml, localName);
  const [, value] = new RegExp(`\\s${name}="([^"]*)"`).exec(xml.slice(start, openEnd)) ?? [];
  if (value === undefined) throw new Error(`no attribute ${name} of ${localName}`);
  return value;
}

/** The text with an attribute of the first element of a local name set; `undefined` removes it. */
export function withAttributeOf(
  xml: string,
  localName: string,
  name: string,
  value: string | undefined,
): string {
  const { start, openEnd } = find(xml, localName);
  const tag = xml.slice(start, openEnd).replace(new RegExp(`\\s${name}="[^"]*"`), '');
  const ends = tag.endsWith('/>') ? 2 : 1;
  const set = value === undefined ? '' : ` ${name}="${value}"`;
  return xml.slice(0, start) + tag.slice(0, -ends) + set + tag.slice(-ends) + xml.slice(openEnd);
}

function localOf(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
