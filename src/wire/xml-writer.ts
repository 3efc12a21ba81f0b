import { isoSeconds } from '../base/clock.ts';
import type { Shape, StructureShape } from './shapes.ts';

const NEEDS_ESCAPE = /[&<>"'\r\u0085\u2028]|[^\t\n\u0020-\uD7FF\uE000-\uFFFD]/;
const ESCAPED =
  /[&<>"'\r\u0085\u2028]|[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\t\n\u0020-\uD7FF\uE000-\uFFFD]/g;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\r': '&#xD;',
  '\u0085': '&#x85;',
  '\u2028': '&#x2028;',
};

/**
 * Text for element content. Line ends that a parser would normalise are written as references.
 * Characters that XML 1.0 cannot carry in any form (section 2.2) become U+FFFD: one such
 * character in a name would otherwise make a whole listing unreadable.
 */
export function escapeXml(text: string): string {
  if (!NEEDS_ESCAPE.test(text)) return text;
  return text.replace(
    ESCAPED,
    (found) => ENTITIES[found] ?? (found.length === 2 ? found : '\uFFFD'),
  );
}

/** `2026-01-31T09:30:00Z`: AWS's Query services tell times to the second. */
export function formatDateTime(date: Date): string {
  return isoSeconds(date.getTime());
}

/** The members of a structure as XML elements in the order of the model; absent members are left out. */
export function writeXmlMembers(shape: StructureShape, value: object): string {
  let xml = '';
  const holder = value as Readonly<Record<string, unknown>>;
  for (const member of shape.members) {
    const part = holder[member.name];
    if (part !== undefined && part !== null)
      xml += writeXmlElement(member.name, member.shape, part);
  }
  return xml;
}

/** One element. Lists hold `member` elements, maps `entry` elements with `key` and `value`. */
export function writeXmlElement(name: string, shape: Shape, value: unknown): string {
  return `<${name}>${writeContent(shape, value)}</${name}>`;
}

function writeContent(shape: Shape, value: unknown): string {
  switch (shape.kind) {
    case 'string':
      return escapeXml(String(value));
    case 'structure':
      return writeXmlMembers(shape, value as object);
    case 'list': {
      let xml = '';
      for (const element of value as readonly unknown[]) {
        if (element != null) xml += writeXmlElement('member', shape.member, element);
      }
      return xml;
    }
    case 'map': {
      let xml = '';
      for (const [key, part] of Object.entries(value as object)) {
        if (part == null) continue;
        const content = writeXmlElement('value', shape.value, part);
        xml += `<entry><key>${escapeXml(key)}</key>${content}</entry>`;
      }
      return xml;
    }
    case 'timestamp':
      return writeTimestamp(shape.format, value as Date);
    case 'blob':
      return Buffer.from(value as Uint8Array).toString('base64');
    default:
      return escapeXml(String(value));
  }
}

function writeTimestamp(format: string, date: Date): string {
  switch (format) {
    case 'http-date':
      return date.toUTCString();
    case 'epoch-seconds':
      return String(date.getTime() / 1000);
    default:
      return formatDateTime(date);
  }
}
