/** Elements as values and their text, laid out as one or another product does. */

/** Text that is written as it stands: markup, placeholders, things that no writer would write. */
export interface Raw {
  readonly raw: string;
}

/** What stands inside an element; strings are escaped. */
export type XmlContent = string | Raw | XmlElement;

/** An element; its prefix is the layout's for its namespace unless it says another. */
export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly XmlContent[];
  /** Declarations besides those that the element needs, by prefix; `''` is the default. */
  readonly declarations: Readonly<Record<string, string>>;
  readonly prefix: string | undefined;
}

/** How elements become text. */
export interface XmlLayout {
  /** Prefix by namespace; `''` makes it the default namespace. */
  readonly prefixes: Readonly<Record<string, string>>;
  readonly quote: '"' | "'";
  /** Declarations before or after the other attributes. */
  readonly declarationsFirst: boolean;
  /** What stands before each level of depth on a line of its own; none: no white space at all. */
  readonly indent: string | undefined;
  /** `<a/>` or `<a></a>`. */
  readonly shortEmpty: boolean;
}

/** Makes an element. Attributes without a value are left out. */
export function element(
  namespace: string,
  name: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  children: readonly (XmlContent | undefined)[] = [],
  more: Partial<Pick<XmlElement, 'declarations' | 'prefix'>> = {},
): XmlElement {
  return {
    namespace,
    name,
    attributes: Object.entries(attributes).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value] as const],
    ),
    children: children.filter((child) => child !== undefined),
    declarations: more.declarations ?? {},
    prefix: more.prefix,
  };
}

type Scope = Readonly<Record<string, string>>;

/** The text of an element in which nothing is declared yet. */
export function renderXml(root: XmlElement, layout: XmlLayout, depth = 0): string {
  return render(root, layout, {}, depth);
}

function render(node: XmlElement, layout: XmlLayout, scope: Scope, depth: number): string {
  const prefix = node.prefix ?? layout.prefixes[node.namespace] ?? '';
  const declared = declarationsOf(node, prefix, layout, scope);
  const inner = { ...scope, ...declared };
  const declarations = Object.entries(declared).map(([name, uri]): [string, string] => [
    name === '' ? 'xmlns' : `xmlns:${name}`,
    uri,
  ]);
  const attributes = layout.declarationsFirst
    ? [...declarations, ...node.attributes]
    : [...node.attributes, ...declarations];
  const name = prefix === '' ? node.name : `${prefix}:${node.name}`;
  const start = `<${name}${attributes.map((attribute) => written(attribute, layout)).join('')}`;
  if (node.children.length === 0) return layout.shortEmpty ? `${start}/>` : `${start}></${name}>`;
  const parts = node.children.map((child) => {
    if (typeof child === 'string') return escapeText(child);
    return 'raw' in child ? child.raw : render(child, layout, inner, depth + 1);
  });
  const broken = layout.indent !== undefined && !node.children.some((child) => isText(child));
  if (!broken) return `${start}>${parts.join('')}</${name}>`;
  const line = (level: number): string => `\n${(layout.indent ?? '').repeat(level)}`;
  const body = parts.map((part) => line(depth + 1) + part).join('');
  return `${start}>${body}${line(depth)}</${name}>`;
}

/** What the element has to declare: what it asks for, its own prefix, those of its attributes. */
function declarationsOf(
  node: XmlElement,
  prefix: string,
  layout: XmlLayout,
  scope: Scope,
): Record<string, string> {
  const declared: Record<string, string> = { ...node.declarations };
  const needs = (name: string, uri: string): void => {
    if ((declared[name] ?? scope[name] ?? '') !== uri) declared[name] = uri;
  };
  needs(prefix, node.namespace);
  for (const [name, value] of node.attributes) {
    const uses = name.includes(':') ? [name] : [];
    // The value of xsi:type is a qualified name.
    if (name === 'xsi:type') uses.push(value);
    for (const used of uses) {
      const [usedPrefix = ''] = used.split(':');
      const uri = Object.entries(layout.prefixes).find(([, known]) => known === usedPrefix)?.[0];
      if (uri !== undefined) needs(usedPrefix, uri);
    }
  }
  return declared;
}

function isText(child: XmlContent): boolean {
  return typeof child === 'string' || ('raw' in child && !child.raw.startsWith('<'));
}

function written([name, value]: readonly [string, string], { quote }: XmlLayout): string {
  const escaped = value.replace(/[&<"'\t\n\r]/g, (character) =>
    character === quote || !/["']/.test(character) ? reference(character) : character,
  );
  return ` ${name}=${quote}${escaped}${quote}`;
}

function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, reference);
}

const NAMED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function reference(character: string): string {
  return NAMED[character] ?? `&#${character.charCodeAt(0)};`;
}
