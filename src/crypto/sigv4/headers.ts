import type { HttpRequest } from '../../base/http.ts';

const UNTIDY = /[\r\n\t]|^ | $| {2}/;
const LINE_BREAK = /[\r\n]/;

/** A header by its lower-case name; names come from the request, so inherited members do not count. */
export function headerOf(request: HttpRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

/**
 * The canonical header block: `name:value` lines, values trimmed and runs of blanks made one.
 * Undefined when a listed header is missing or holds a line break, which could pose as a header.
 */
export function canonicalHeaders(
  request: HttpRequest,
  names: readonly string[],
): string | undefined {
  let block = '';
  for (const name of names) {
    let value = headerOf(request, name);
    if (value === undefined) return undefined;
    if (UNTIDY.test(value)) {
      if (LINE_BREAK.test(value)) return undefined;
      value = value.replace(/[ \t]+/g, ' ').replace(/^ | $/g, '');
    }
    block += `${name}:${value}\n`;
  }
  return block;
}
