const IN_TEXT = /[&<>\r]/;
const IN_ATTRIBUTE = /[&<"\t\n\r]/;

function escaped(character: string): string {
  switch (character) {
    case '&':
      return '&amp;';
    case '<':
      return '&lt;';
    case '>':
      return '&gt;';
    case '"':
      return '&quot;';
    case '\t':
      return '&#x9;';
    case '\n':
      return '&#xA;';
    default:
      return '&#xD;';
  }
}

/** Text as Canonical XML 1.0 section 2.3 writes a text node. */
export function escapeText(value: string): string {
  return IN_TEXT.test(value) ? value.replace(/[&<>\r]/g, escaped) : value;
}

/** A value as Canonical XML 1.0 section 2.3 writes it between the quotation marks. */
export function escapeAttribute(value: string): string {
  return IN_ATTRIBUTE.test(value) ? value.replace(/[&<"\t\n\r]/g, escaped) : value;
}
