/**
 * "the catalogue is complete": every failure code is raised outside failures/, named by a test,
 * and tells cause and fix in English and Korean; docs/failures.md is generated from it.
 *
 *   node tools/catalogue.ts           check
 *   node tools/catalogue.ts --write   write docs/failures.md
 */
import { catalogue } from '../src/failures/catalogue.ts';
import type { FailureEntry } from '../src/failures/failure.ts';
import { type Document, documentFindings, writeDocument } from './documents.ts';
import { type Finding, report } from './finding.ts';
import { cell, code, generatedHeader, table } from './markdown.ts';
import { isTest, readSources, type Texts } from './tree.ts';

type Catalogue = Readonly<Record<string, FailureEntry>>;

const CODE = /['"]([A-Z][A-Z0-9]*-\d{3})['"]/g;
const HANGUL = /[가-힣]/;

/** Where each code stands in quotes, as `file` and `line`. */
function quotedCodes(texts: Texts): { code: string; file: string; line: number }[] {
  return [...texts].flatMap(([file, text]) =>
    text.split('\n').flatMap((content, index) =>
      [...content.matchAll(CODE)].map(([, found = '']) => ({
        code: found,
        file,
        line: index + 1,
      })),
    ),
  );
}

/** What is missing for each code, and codes that are used without being in the catalogue. */
export function catalogueFindings(entries: Catalogue, texts: Texts): Finding[] {
  const quoted = quotedCodes(texts).filter(({ file }) => /^(src|test)\//.test(file));
  const inCatalogue = (file: string): boolean => file.startsWith('src/failures/') && !isTest(file);
  const homes = quoted.filter(({ file, line }) => inCatalogue(file) && isEntry(texts, file, line));
  const raised = new Set(
    quoted.filter(({ file }) => !file.startsWith('src/failures/') && !isTest(file)).map(codeOf),
  );
  const tested = new Set([...texts].filter(([file]) => isTest(file)).flatMap(codesNamed));
  return Object.entries(entries).flatMap(([name, entry]) => {
    const places = homes.filter((home) => home.code === name);
    const { file, line } = places[0] ?? { file: 'src/failures/catalogue.ts', line: 1 };
    const problems = [
      ...(raised.has(name) ? [] : [['is raised nowhere', 'raise it, or delete the entry']]),
      ...(tested.has(name) ? [] : [['is named by no test', 'assert it where it is refused']]),
      ...(places.length > 1
        ? [['stands in the catalogue twice', 'codes are never reused: take the next number']]
        : []),
      ...incompleteTexts(entry),
    ];
    return problems.map(([message = '', mend = '']) => ({
      file,
      line,
      message: `\`${name}\` ${message}`,
      mend,
    }));
  });
}

const codeOf = ({ code: name }: { readonly code: string }): string => name;

function codesNamed([, text]: readonly [string, string]): string[] {
  return [...text.matchAll(/\b[A-Z][A-Z0-9]*-\d{3}\b/g)].map(([name]) => name);
}

function isEntry(texts: Texts, file: string, line: number): boolean {
  const content = texts.get(file)?.split('\n')[line - 1] ?? '';
  return /^\s*['"][A-Z][A-Z0-9]*-\d{3}['"]:/.test(content);
}

function incompleteTexts(entry: FailureEntry): string[][] {
  const parts = ['title', 'cause', 'fix'] as const;
  return parts.flatMap((part) => {
    const { en, ko } = entry[part];
    const problems: string[][] = [];
    if (en.trim() === '' || HANGUL.test(en)) {
      problems.push([`has no English ${part}`, `write \`${part}.en\``]);
    }
    if (!HANGUL.test(ko)) problems.push([`has no Korean ${part}`, `write \`${part}.ko\``]);
    return problems;
  });
}

/** docs/failures.md. */
export function failuresDocument(entries: Catalogue): Document {
  const command = 'node tools/catalogue.ts --write';
  const areas = Map.groupBy(Object.entries(entries), ([name]) => name.replace(/-\d+$/, ''));
  const parts = [...areas].map(([area, found]) => {
    const rows = found.map(([name, { title }]) => [
      `[${name}](#${name.toLowerCase()})`,
      title.en,
      title.ko,
    ]);
    const entriesText = found.map(([name, entry]) => describe(name, entry)).join('\n\n');
    return `## ${area}\n\n${table(['Code', 'What must hold', '지켜야 할 것'], rows)}\n\n${entriesText}`;
  });
  const text = [
    generatedHeader('Failures', 'src/failures/', command),
    'Each refusal has a stable code. The wire text is what the caller sees; the rest is what logs,',
    'audit events and administrators see. `{name}` stands for a detail of that name.',
    '',
    parts.join('\n\n'),
    '',
  ].join('\n');
  return { file: 'docs/failures.md', text, command };
}

function describe(name: string, entry: FailureEntry): string {
  const wire = entry.wire
    ? `${code(entry.wire.error)}: ${code(entry.wire.text)}`
    : 'an internal error; the caller learns nothing of it';
  return [
    `### ${name}`,
    '',
    `- Message: ${code(entry.message)}`,
    `- On the wire: ${wire}`,
    `- Who acts: ${entry.actor}`,
    `- Cause: ${cell(entry.cause.en)}`,
    `- Fix: ${cell(entry.fix.en)}`,
    `- 원인: ${cell(entry.cause.ko)}`,
    `- 해결: ${cell(entry.fix.ko)}`,
    `- Source: ${cell(entry.source)}`,
  ].join('\n');
}

/** The completeness of the real catalogue. */
export function checkCatalogue(texts: Texts = readSources()): Finding[] {
  return catalogueFindings(catalogue, texts);
}

/** The document of the real catalogue. */
export function catalogueDocument(): Document {
  return failuresDocument(catalogue);
}

if (import.meta.main) {
  if (process.argv.includes('--write')) writeDocument(catalogueDocument());
  report('the catalogue is complete', checkCatalogue());
  report('docs/failures.md is in sync', documentFindings(catalogueDocument()));
}
