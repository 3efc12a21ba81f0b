/**
 * docs/requirements.md: every requirement in one line with its state, kept by hand in
 * requirements.json, and where it is met: the tests that name it, found in the texts of the test
 * files, and for guidance the guides that give it.
 *
 *   node tools/requirements.ts           check
 *   node tools/requirements.ts --write   write docs/requirements.md
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  isNoSubstitutionTemplateLiteral,
  isStringLiteral,
  isTemplateExpression,
} from 'typescript/unstable/ast';
import { type Document, documentFindings, writeDocument } from './documents.ts';
import { type Finding, report } from './finding.ts';
import { code, generatedHeader, table } from './markdown.ts';
import { isTest, type ParsedFile, parse, ROOT, readSources, walk } from './tree.ts';

const DATA = 'tools/requirements.json';
const STATES = ['open', 'partial', 'done'] as const;

/** One row of the data file. */
export interface Requirement {
  readonly state: string;
  readonly text: string;
  /** Guides that meet it, for what no test can show: `sign-in.md#practice`. */
  readonly where?: readonly string[];
  /** What a partial or open row still waits for. */
  readonly lacks?: string;
}

/** The rows by their id, `R001` and on. */
export type Requirements = Readonly<Record<string, Requirement>>;

/** The data file. */
export function readRequirements(): Requirements {
  return JSON.parse(readFileSync(path.join(ROOT, DATA), 'utf8'));
}

/** The ids that a title names: `R075`, `R065, R073`, and ranges such as `R106–R109`. */
export function idsIn(title: string): string[] {
  const ids = [...title.matchAll(/\bR(\d{3})(?:\s*(?:–|-|\.\.)\s*R(\d{3}))?\b/g)];
  return ids.flatMap(([, first = '', last = first]) => {
    const count = Math.max(0, Number(last) - Number(first)) + 1;
    return Array.from({ length: count }, (_, step) => idOf(Number(first) + step));
  });
}

function idOf(number: number): string {
  return `R${number.toString().padStart(3, '0')}`;
}

/** The test files that name each id, in the order of their paths. */
export function testsByRequirement(files: readonly ParsedFile[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const file of files) {
    if (!isTest(file.path) || file.path.startsWith('tools/')) continue;
    for (const id of new Set(titlesOf(file).flatMap(idsIn))) {
      found.set(id, [...(found.get(id) ?? []), file.path]);
    }
  }
  return found;
}

/** Every text in quotes of a test file: titles are often rows of a table. */
function titlesOf(file: ParsedFile): string[] {
  const titles: string[] = [];
  walk(file.syntax, (node) => {
    if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) titles.push(node.text);
    else if (isTemplateExpression(node)) titles.push(node.getText(file.syntax));
  });
  return titles;
}

/** Missing, unknown and unproven rows. */
export function requirementFindings(
  requirements: Requirements,
  tests: ReadonlyMap<string, readonly string[]>,
): Finding[] {
  const rows = Object.entries(requirements);
  const finding = (id: string, message: string, mend: string): Finding => ({
    file: DATA,
    line: rows.findIndex(([each]) => each === id) + 2,
    message: `\`${id}\` ${message}`,
    mend,
  });
  const unknown = [...tests].filter(([id]) => !Object.hasOwn(requirements, id));
  return [
    ...rows.flatMap(([id, { state, where, lacks }], index) => [
      ...(id === idOf(index + 1)
        ? []
        : [finding(id, 'is out of order', 'keep R001 … without gaps')]),
      ...(STATES.some((each) => each === state)
        ? []
        : [finding(id, `has the state \`${state}\``, `write one of ${STATES.join(', ')}`)]),
      ...(state === 'done' && !tests.has(id) && !where
        ? [finding(id, 'is done and named by no test', 'name it in the title of its test')]
        : []),
      ...(state === 'done' && lacks !== undefined
        ? [finding(id, 'is done and lacks something', 'remove `lacks`, or call it partial')]
        : []),
    ]),
    ...unknown.map(([id, [file = DATA] = []]) => ({
      file,
      line: 1,
      message: `a title names \`${id}\`, which does not exist`,
      mend: `correct the id; ${DATA} lists them all`,
    })),
  ];
}

/** docs/requirements.md. */
export function requirementsDocument(
  requirements: Requirements,
  tests: ReadonlyMap<string, readonly string[]>,
): Document {
  const command = 'node tools/requirements.ts --write';
  const rows = Object.entries(requirements);
  const counts = STATES.map(
    (state) => `${rows.filter(([, row]) => row.state === state).length} ${state}`,
  );
  const lines = rows.map(([id, { state, text, where = [], lacks }]) => [
    id,
    text,
    lacks === undefined ? state : `${state}: ${lacks}`,
    [
      ...(tests.get(id) ?? []).map(code),
      ...where.map((place) => `[${place.split('#')[0]}](guides/${place})`),
    ].join(', '),
  ]);
  const text = [
    generatedHeader('Requirements', `${DATA} and the titles of the tests`, command),
    `${rows.length} rows: ${counts.join(', ')}. States are kept by hand in ${code(DATA)}; a row that`,
    'is done is named by a test, or is guidance that a guide gives.',
    '',
    table(['Id', 'Requirement', 'State', 'Where it is met'], lines),
    '',
  ].join('\n');
  return { file: 'docs/requirements.md', text, command };
}

/** Findings and document of the real tree. */
export function checkRequirements(files: readonly ParsedFile[]): {
  readonly findings: Finding[];
  readonly document: Document;
} {
  const requirements = readRequirements();
  const tests = testsByRequirement(files);
  return {
    findings: requirementFindings(requirements, tests),
    document: requirementsDocument(requirements, tests),
  };
}

if (import.meta.main) {
  const { findings, document } = checkRequirements(parse(readSources()));
  if (process.argv.includes('--write')) writeDocument(document);
  report('requirements are complete', findings);
  report('docs/requirements.md is in sync', documentFindings(document));
}
