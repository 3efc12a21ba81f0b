import { quote } from '../quote.ts';
import { refuse } from './refusal.ts';

const PREDEFINED: readonly (readonly [reference: string, character: string])[] = [
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
];
const CHARACTER_REFERENCE = /&#(?:x([0-9A-Fa-f]+)|([0-9]+));/y;

/** Char of XML 1.0. */
function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  if (code < 0xd800) return true;
  return (code > 0xdfff && code < 0xfffe) || (code > 0xffff && code <= 0x10ffff);
}

/** The reference at `at` and what it stands for; `offset` is where `text` begins in the document. */
function referenceAt(text: string, at: number, offset: number): readonly [string, string] {
  for (const predefined of PREDEFINED) if (text.startsWith(predefined[0], at)) return predefined;
  CHARACTER_REFERENCE.lastIndex = at;
  const found = CHARACTER_REFERENCE.exec(text);
  if (!found) {
    refuse(
      'entity',
      offset + at,
      `${quote(text.slice(at, at + 20))} is no reference that is allowed`,
    );
  }
  const [reference, hexadecimal, decimal] = found;
  const code = hexadecimal ? Number.parseInt(hexadecimal, 16) : Number(decimal);
  if (!isCharacter(code)) {
    refuse('character', offset + at, `${quote(reference)} refers to no character of XML`);
  }
  return [reference, String.fromCodePoint(code)];
}

/** Replaces the references in a piece of the document that begins at `offset`. */
export function expandReferences(text: string, offset: number): string {
  let expanded = '';
  let position = 0;
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', position)) {
    const [reference, character] = referenceAt(text, at, offset);
    expanded += text.slice(position, at) + character;
    position = at + reference.length;
  }
  return expanded + text.slice(position);
}
