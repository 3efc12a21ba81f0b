/**
 * `npm run check`: the sentences that hold for every commit, each said with ok or failed. What
 * fails says file, line and how to mend it.
 *
 *   node tools/check.ts            every sentence
 *   node tools/check.ts layers …   only the sentences that contain one of the words
 *   node tools/check.ts --write    first writes everything that is generated
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { type Document, documentFindings, writeDocument } from './documents.ts';
import { type Finding, formatFinding } from './finding.ts';
import { type ParsedFile, parse, ROOT, readSources, type Texts } from './tree.ts';

/** What came of one sentence. */
interface Verdict {
  readonly sentence: string;
  readonly ok: boolean;
  readonly output: string;
  readonly seconds: number;
}

/** The source, read and parsed once. */
interface Tree {
  readonly texts: Texts;
  readonly files: readonly ParsedFile[];
}

type Sentences = Readonly<Record<string, (tree: Tree) => Promise<readonly Finding[]>>>;

/** Sentences that another program decides, with its arguments; its output is what to mend. */
const programs: Readonly<Record<string, readonly string[]>> = {
  'types hold': ['typescript/bin/tsc', '--noEmit'],
  'types of the web apps hold': ['typescript/bin/tsc', '--noEmit', '-p', 'web'],
  'style holds': [
    '@biomejs/biome/bin/biome',
    ...['check', '--error-on-warnings', '--max-diagnostics=50', '.'],
  ],
};

/*
 * Sentences that this process decides. The parts of src/ that a sentence reads are loaded inside
 * it, so that a file that does not even load fails only the sentences about it.
 */
const sentences: Sentences = {
  'layers hold': async ({ files }) => (await import('./layers.ts')).checkLayers(files),
  'no import cycles': async ({ files }) => (await import('./cycles.ts')).cycleFindings(files),
  'rooms stay livable': async ({ files }) => (await import('./sizes.ts')).sizeFindings(files),
  ...(await packageChecks()),
  'the catalogue is complete': async ({ texts }) =>
    (await import('./catalogue.ts')).checkCatalogue(texts),
  'operations and access rules agree': async () =>
    (await import('./operations.ts')).checkOperations(),
  'requirements are complete': async ({ files }) =>
    (await import('./requirements.ts')).checkRequirements(files).findings,
  'the READMEs print the tested tour and links lead somewhere': async () =>
    (await import('./readme.ts')).checkReadme(),
  'documents are in sync with the source': async (tree) =>
    (await Promise.all(documents.map((document) => document(tree)))).flatMap(documentFindings),
};

/** Everything that is generated. */
const documents: readonly ((tree: Tree) => Promise<Document>)[] = [
  async () => (await import('./catalogue.ts')).catalogueDocument(),
  async () => (await import('./config-docs.ts')).configDocument(),
  async () => (await import('./operations.ts')).operationsDocument(),
  async () => (await import('./service-model.ts')).serviceModelDocument(),
  async ({ files }) => (await import('./requirements.ts')).checkRequirements(files).document,
];

async function packageChecks(): Promise<Sentences> {
  const { packageSentences } = await import('./package-facts.ts');
  return Object.fromEntries(
    Object.entries(packageSentences).map(([sentence, check]) => [
      sentence,
      async ({ files }: Tree) => check(files),
    ]),
  );
}

async function runProgram(sentence: string, args: readonly string[]): Promise<Verdict> {
  const began = performance.now();
  const [script = '', ...rest] = args;
  const child = spawn(process.execPath, [path.join(ROOT, 'node_modules', script), ...rest], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ok = await new Promise<boolean>((resolve) => {
    child.once('close', (status) => resolve(status === 0));
  });
  return { sentence, ok, output: ok ? '' : output, seconds: (performance.now() - began) / 1000 };
}

async function runSentence(sentence: string, tree: Tree): Promise<Verdict> {
  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1000;
  try {
    const findings = (await sentences[sentence]?.(tree)) ?? [];
    const output = findings.map(formatFinding).join('\n');
    return { sentence, ok: findings.length === 0, output, seconds: seconds() };
  } catch (error) {
    const output = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { sentence, ok: false, output, seconds: seconds() };
  }
}

function say({ sentence, ok, output, seconds }: Verdict): void {
  if (output.trim() !== '') console.log(output.trimEnd());
  console.log(`${ok ? 'ok    ' : 'failed'} ${sentence} (${seconds.toFixed(1)} s)`);
}

async function writeEverything(tree: Tree): Promise<void> {
  const { biomeLayers, LAYERS_FILE } = await import('./biome-layers.ts');
  const command = 'node tools/layers.ts --write';
  writeDocument({ file: LAYERS_FILE, text: biomeLayers(), command });
  for (const document of documents) writeDocument(await document(tree));
}

async function main(args: readonly string[]): Promise<void> {
  const words = args.filter((argument) => !argument.startsWith('--'));
  const wanted = (sentence: string): boolean =>
    words.length === 0 || words.some((word) => sentence.includes(word));
  const texts = readSources();
  const tree: Tree = { texts, files: parse(texts) };
  if (args.includes('--write')) await writeEverything(tree);
  const outside = Object.entries(programs)
    .filter(([sentence]) => wanted(sentence))
    .map(([sentence, command]) => runProgram(sentence, command));
  const verdicts: Verdict[] = [];
  for (const sentence of Object.keys(sentences).filter(wanted)) {
    verdicts.push(await runSentence(sentence, tree));
  }
  verdicts.push(...(await Promise.all(outside)));
  for (const verdict of verdicts) say(verdict);
  const failed = verdicts.filter(({ ok }) => !ok).length;
  console.log(`${verdicts.length - failed} of ${verdicts.length} sentences hold`);
  if (failed > 0) process.exitCode = 1;
}

if (import.meta.main) await main(process.argv.slice(2));
