import { sha256 } from '../../base/digest.ts';

/** Longer keys are cut: an index entry of PostgreSQL holds no more than about 2,700 bytes. */
const LONGEST = 128;

/**
 * The form in which names and addresses are compared: letters of either case are the same, and so are
 * a letter with its accent and the two characters that show it. Nothing else is (R029): of a long
 * text the key ends in a digest of all of it.
 */
export function directoryKey(text: string): string {
  // Again: a capital letter may need two characters for what its small one has in one.
  const key = text.normalize('NFC').toLowerCase().normalize('NFC');
  const characters = [...key];
  if (characters.length <= LONGEST) return key;
  return `${characters.slice(0, LONGEST).join('')}#${sha256(key)}`;
}
