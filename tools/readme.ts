/**
 * The README's tour against the commands that test/flows/tour.test.ts runs (test/flows/tour.sh), in
 * both languages, and the links between the documents that people write.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from './finding.ts';
import { ROOT, readTexts, type Texts } from './tree.ts';

const TOUR = 'test/flows/tour.sh';
const READMES = ['README.md', 'README.ko.md'] as const;
const BLOCK = /^<!-- tour -->\n([\s\S]*?)^<!-- \/tour -->$/m;
const SHELL_FENCE = /^```sh\n([\s\S]*?)^```$/gm;
/** Targets of links and pictures, without their fragments; other hosts are not asked. */
const LINK = /(?:\]\(|src=")(?!https?:|mailto:)([^)"#\s]+)/g;

/** The commands of a shell text: its paragraphs without their comments. */
export function commandsOf(shell: string): string[] {
  return shell
    .split(/\n{2,}/)
    .map((paragraph) =>
      paragraph.split('\n').filter((line) => line !== '' && !/^#( |$)/.test(line)),
    )
    .map((lines) => lines.join('\n'))
    .filter((command) => command !== '');
}

/** The commands that a document prints in its shell fences. */
function printedCommands(markdown: string): string[] {
  return [...markdown.matchAll(SHELL_FENCE)].flatMap(([, shell = '']) => commandsOf(shell));
}

/** What keeps a README's tour from being the one that is tested. */
export function tourFindings(file: string, readme: string, tour: string): Finding[] {
  const found = BLOCK.exec(readme);
  const mend = `print the commands of ${TOUR} between <!-- tour --> and <!-- /tour -->, in its order`;
  if (!found) return [{ file, line: 1, message: 'the tour is missing', mend }];
  return differences(file, readme, printedCommands(found[1] ?? ''), commandsOf(tour), mend);
}

/** What keeps the translation from printing the same commands as the README. */
export function translationFindings(file: string, translation: string, readme: string): Finding[] {
  const mend = 'print the commands of README.md, in its order';
  return differences(
    file,
    translation,
    printedCommands(translation),
    printedCommands(readme),
    mend,
  );
}

/** The first command that is not the wanted one. */
function differences(
  file: string,
  text: string,
  printed: readonly string[],
  wanted: readonly string[],
  mend: string,
): Finding[] {
  const count = Math.max(printed.length, wanted.length);
  for (let index = 0; index < count; index += 1) {
    const [is, should] = [printed[index], wanted[index]];
    if (is === should) continue;
    const message =
      is === undefined
        ? `the command \`${should}\` is not printed`
        : `command ${index + 1} is not the wanted one: \`${is}\``;
    return [{ file, line: is === undefined ? 1 : lineAt(text, text.indexOf(is)), message, mend }];
  }
  return [];
}

/** Links to files of the package that are not there. */
export function linkFindings(texts: Texts, isThere: (place: string) => boolean): Finding[] {
  return [...texts].flatMap(([file, text]) =>
    [...text.matchAll(LINK)].flatMap(({ index, 1: target = '' }) => {
      const place = path.posix.join(path.posix.dirname(file), decodeURIComponent(target));
      if (isThere(place)) return [];
      const message = `the link to \`${target}\` leads nowhere`;
      return [{ file, line: lineAt(text, index), message, mend: 'correct the link' }];
    }),
  );
}

/** The line, counted from one, of a place in the text. */
function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

/** Findings about the READMEs and guides of the package. */
export function checkReadme(root = ROOT): Finding[] {
  const texts = readTexts(['*.md', 'docs/**/*.md', 'examples/**/*.md', TOUR], root);
  const textOf = (file: string): string => texts.get(file) ?? '';
  const documents = new Map([...texts].filter(([file]) => file.endsWith('.md')));
  const [english, ...translations] = READMES;
  return [
    ...READMES.flatMap((file) => tourFindings(file, textOf(file), textOf(TOUR))),
    ...translations.flatMap((file) => translationFindings(file, textOf(file), textOf(english))),
    ...linkFindings(documents, (place) => existsSync(path.join(root, place))),
  ];
}
