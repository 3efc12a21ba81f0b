import { quote } from '../quote.ts';
import { refuse } from './refusal.ts';

const REFERENCE = /&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(amp|lt|gt|quot|apos));/y;
const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Char of XML 1.0. */
function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  if (code < 0xd800) return true;
  return (code > 0xdfff && code < 0xfffe) || (code > 0xffff && code <= 0x10ffff);
}

function characterOf(reference: RegExpExecArray): string {
  const [whole, hexadecimal, decimal, name] = reference;
  if (name !== undefined) return PREDEFINED.get(name) ?? '';
  const code = hexadecimal ? Number.parseInt(hexadecimal, 16) : Number(decimal);
  if (!isCharacter(code)) {
    refuse('character', reference.index, `${quote(whole)} refers to no character of XML`);
  }
  return String.fromCodePoint(code);
}

/**
 * Replaces the references in `text` from `start` to `end`, of which `first` is the index of the
 * first ampersand. `plain` is put over everything that is no reference.
 */
export function expandReferences(
  text: string,
  start: number,
  end: number,
  first: number,
  plain: (text: string) => string,
): string {
  let expanded = '';
  let position = start;
  for (let at = first; at >= 0 && at < end; at = text.indexOf('&', position)) {
    REFERENCE.lastIndex = at;
    const reference = REFERENCE.exec(text);
    if (!reference || REFERENCE.lastIndex > end) {
      refuse('entity', at, `${quote(text.slice(at, at + 20))} is no reference that is allowed`);
    }
    expanded += plain(text.slice(position, at)) + characterOf(reference);
    position = at + reference[0].length;
  }
  return expanded + plain(text.slice(position, end));
}
