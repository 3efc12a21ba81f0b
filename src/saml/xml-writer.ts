/**
 * A small writer of XML documents: elements as values, one escaping. What is written is plain
 * enough for every reader: double quotes, no empty text, an element a line.
 */
export interface WrittenElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly content: string | readonly WrittenElement[];
}

/** An element; an attribute that is undefined is left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  content: string | readonly WrittenElement[] = [],
): WrittenElement {
  return { name, attributes, content };
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Text that means the same in content and in attribute values; characters that XML lacks go. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}

/** The document of a root element, with its declaration. */
export function writeDocument(root: WrittenElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}\n`;
}

function written({ name, attributes, content }: WrittenElement, indent: string): string {
  const listed = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : ` ${key}="${escaped(value)}"`,
  );
  const start = `${indent}<${name}${listed.join('')}`;
  if (content.length === 0) return `${start}/>`;
  if (typeof content === 'string') return `${start}>${escaped(content)}</${name}>`;
  const children = content.map((child) => written(child, `${indent}  `));
  return `${start}>\n${children.join('\n')}\n${indent}</${name}>`;
}
