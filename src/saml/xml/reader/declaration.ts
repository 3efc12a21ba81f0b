import { quote } from '../quote.ts';
import { refuse } from './refusal.ts';

const SPACE = '[ \\t\\n]';
const value = (name: string, pattern: string): string =>
  `${name}${SPACE}*=${SPACE}*(?:"(${pattern})"|'(${pattern})')`;
const DECLARATION = new RegExp(
  `^<\\?xml${SPACE}+${value('version', '[A-Za-z0-9_.:-]+')}` +
    `(?:${SPACE}+${value('encoding', '[A-Za-z][A-Za-z0-9._-]*')})?` +
    `(?:${SPACE}+${value('standalone', 'yes|no')})?${SPACE}*\\?>`,
);

/**
 * The index behind the XML declaration; zero when there is none. Refuses other versions than 1.0
 * and other encodings than UTF-8 (in any case; Python writes it `utf8`), also when the bytes happen
 * to be ASCII: what another reader would make of them is not what stands here.
 */
export function endOfDeclaration(text: string): number {
  if (!/^<\?xml[ \t\n?]/.test(text)) return 0;
  const found = DECLARATION.exec(text);
  if (!found) refuse('not-well-formed', 0, 'the XML declaration is malformed');
  const version = found[1] ?? found[2] ?? '';
  if (version !== '1.0') refuse('version', 0, `the XML version is ${quote(version)}, not 1.0`);
  const encoding = found[3] ?? found[4];
  if (encoding !== undefined && !/^utf-?8$/i.test(encoding)) {
    refuse('encoding', 0, `the declared encoding is ${quote(encoding)}, not UTF-8`);
  }
  return found[0].length;
}
