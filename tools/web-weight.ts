/**
 * What a browser loads for each page of the console at its first visit, compressed: the app, its
 * language, and the chain of rooms that leads to the page.
 *
 *   node tools/web-weight.ts    prints every page with its bytes, the heaviest first
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './tree.ts';

const BUILT = path.join(ROOT, 'dist', 'web', 'console');
const ENTRY = 'index.html';

/** The most that the first load of a page may weigh, in bytes. */
export const MOST_BYTES = 450_000;

/** A chunk, as Vite's manifest has it. */
interface Chunk {
  readonly file: string;
  readonly src?: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

type Manifest = Readonly<Record<string, Chunk>>;

/** A page by the source file that shows it, and the bytes of its first load. */
export interface Weight {
  readonly page: string;
  readonly bytes: number;
}

/** The weight of every page of the app as it is built, the heaviest first. */
export function pageWeights(folder: string = BUILT): Weight[] {
  const manifest: Manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
  const size = (file: string): number => {
    const whole = path.join(folder, file);
    return statSync(existsSync(`${whole}.br`) ? `${whole}.br` : whole).size;
  };
  const base = size(ENTRY) + heaviestLanguage(manifest, size);
  return [...chains(manifest)]
    .map(([page, chunks]) => {
      const files = [...filesOf(manifest, chunks)];
      return { page, bytes: files.reduce((sum, file) => sum + size(file), base) };
    })
    .sort((one, other) => other.bytes - one.bytes);
}

/** Every page with the chunks that are asked for on the way to it. */
function chains(manifest: Manifest): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>([[ENTRY, [ENTRY]]]);
  for (const [name, chain] of found) {
    for (const next of manifest[name]?.dynamicImports ?? []) {
      if (next.endsWith('.tsx') && !found.has(next)) found.set(next, [...chain, next]);
    }
  }
  return found;
}

/** The files of chunks with all that they import at once. */
function filesOf(manifest: Manifest, chunks: readonly string[]): Set<string> {
  const needed = new Set(chunks);
  const files = new Set<string>();
  for (const name of needed) {
    const chunk = manifest[name];
    if (!chunk) continue;
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const imported of chunk.imports ?? []) needed.add(imported);
  }
  files.delete(ENTRY);
  return files;
}

/** A language is two chunks: our texts, and those of the components. */
function heaviestLanguage(manifest: Manifest, size: (file: string) => number): number {
  const weights = ['en', 'ko'].map((language) =>
    Object.entries(manifest)
      .filter(([name]) => new RegExp(`[./]${language}\\.js(?:on)?$`).test(name))
      .reduce((sum, [, { file }]) => sum + size(file), 0),
  );
  return Math.max(...weights);
}

if (import.meta.main) {
  for (const { page, bytes } of pageWeights()) {
    console.log(`${(bytes / 1000).toFixed(1).padStart(7)} kB  ${page}`);
  }
}
